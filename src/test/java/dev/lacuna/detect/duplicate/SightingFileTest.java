package dev.lacuna.detect.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.detect.MemorySpill;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SightingFileTest {

    private final Random random = new Random(3);
    private final List<long[]> written = new ArrayList<>();

    @Test
    void givesBackWhatWasAddedInPortionsOfAnySize() throws IOException {
        try (SightingFile file = file(1_024, 1, 3_000, 1_023)) {
            assertThat(file.count()).isEqualTo(written.size());
            List<long[]> read = new ArrayList<>();
            file.sightings(low -> true, words -> read.add(words.clone()));
            assertThat(read).usingRecursiveComparison().isEqualTo(written);

            List<long[]> some = new ArrayList<>();
            file.sightings(low -> low % 7 == 0, words -> some.add(words.clone()));
            assertThat(some)
                    .usingRecursiveComparison()
                    .isEqualTo(written.stream()
                            .filter(words -> SightingWords.low(words, 0) % 7 == 0)
                            .toList());
        }
    }

    @Test
    void findsTheIdsThatCameMoreThanOnceInPartsThatFitInMemory() throws IOException {
        try (SightingFile file = file(5_000, 5_000)) {
            long[] truth = written.stream()
                    .mapToLong(words -> SightingWords.low(words, 0))
                    .sorted()
                    .toArray();
            long[] repeated = LongStream.range(1, truth.length)
                    .filter(i -> truth[(int) i] == truth[(int) i - 1])
                    .map(i -> truth[(int) i])
                    .distinct()
                    .toArray();
            for (int atOnce : new int[] {1, 100, 1_000_000}) {
                RepeatSearch search = new RepeatSearch(file, atOnce);
                List<Long> found = new ArrayList<>();
                for (int part = 0; part < search.parts(); part++) {
                    Arrays.stream(search.repeated(part)).forEach(found::add);
                }
                assertThat(found).hasSizeGreaterThan(1_000);
                assertThat(found.stream().mapToLong(Long::longValue).sorted().toArray())
                        .isEqualTo(repeated);
            }
        }
    }

    private SightingFile file(int... portions) throws IOException {
        SightingFile file = new SightingFile(new MemorySpill(Long.MAX_VALUE));
        for (int portion : portions) {
            Sightings some = new Sightings(portion);
            for (int i = 0; i < portion; i++) {
                long low = Long.rotateLeft(random.nextInt(20_000) * 0x9e3779b97f4a7c15L, 17);
                long[] words = SightingTableTest.wordsOf(
                        random.nextInt(), low, new Sighting(i % 5, i, null, i, random.nextInt(), i * 2, i % 3 == 0));
                some.add(words, 0, null);
                written.add(words);
            }
            file.add(some);
        }
        return file;
    }
}
