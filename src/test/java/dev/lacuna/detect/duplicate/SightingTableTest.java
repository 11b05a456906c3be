package dev.lacuna.detect.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SightingTableTest {

    private record Id(int high, long low) {}

    private final SightingTable table = new SightingTable(20_000);
    private final Map<Id, List<Sighting>> truth = new HashMap<>();

    @Test
    void agreesWithAMapWhateverIsSeen() {
        for (int round = 0; round < 2; round++) {
            see(20_000, round);
            requireTruth(table);
            requireTruth(SightingTable.of(table.all()));
            table.clear();
            truth.clear();
            assertThat(table.all().size()).isZero();
            assertThat(table.latest(table.place(1, 1))).isEqualTo(SightingTable.NONE);
        }
    }

    /// Ids share few homes, and half of their hash, so that probes run long, wrap, and meet the wrong ones.
    private void see(int times, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            Id id = new Id(random.nextInt(40) * 97, (long) random.nextInt(50) << 32 | random.nextInt(3));
            var sighting = new Sighting(
                    random.nextInt(1 << 19),
                    random.nextLong(),
                    null,
                    random.nextInt(10) == 0 ? -1 : random.nextLong(1L << 43),
                    random.nextInt(),
                    random.nextInt() & ~1,
                    random.nextBoolean());
            add(id, sighting);
            truth.computeIfAbsent(id, key -> new ArrayList<>()).addFirst(sighting);
        }
    }

    private void add(Id id, Sighting sighting) {
        table.add(table.place(id.high(), id.low()), wordsOf(id.high(), id.low(), sighting), 0, sighting.position());
    }

    static long[] wordsOf(int high, long low, Sighting sighting) {
        long[] words = new long[SightingWords.COUNT];
        SightingWords.writeHash(high, low, words, 0);
        SightingWords.writeSighting(
                sighting.partition(),
                sighting.at(),
                sighting.millis(),
                sighting.payload(),
                sighting.writer(),
                sighting.replayed(),
                words,
                0);
        return words;
    }

    private void requireTruth(SightingTable told) {
        truth.forEach((id, sightings) -> {
            List<Sighting> chain = new ArrayList<>();
            for (int next = told.latest(told.place(id.high(), id.low()));
                    next != SightingTable.NONE;
                    next = told.before(next)) {
                chain.add(told.get(next));
            }
            assertThat(chain).isEqualTo(sightings);
            assertThat(told.has(id.high(), id.low())).isTrue();
        });
        assertThat(told.has(1, 1)).isFalse();
        List<List<Sighting>> repeated = new ArrayList<>();
        told.tellRepeated(same -> repeated.add(List.copyOf(same)));
        assertThat(repeated)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(truth.values().stream()
                        .filter(sightings -> sightings.size() > 1)
                        .toList());
    }
}
