package dev.lacuna.source.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random damage: whatever is done to the files, reading ends in order, hands over nothing that was not written, and
/// misses nothing that was not touched.
class SegmentFuzzTest {

    private static final int EPOCH_FROM = 12;
    private static final int EPOCH_TO = 16;

    @TempDir
    private Path home;

    private final Random random = new Random(20_261_128);
    private Path folder;
    private List<Path> files;
    private List<Batch> intact;

    @BeforeEach
    void write() throws Exception {
        folder = home.resolve("orders-0");
        var log = new LogWriter(folder);
        for (int file = 0; file < 3; file++) {
            for (int i = 0; i < 6; i++) {
                log.batch(1 + random.nextInt(5)).compressed(20).transactional(7, file * 6 + i, 1);
            }
            log.commit(7);
            if (file < 2) {
                log.roll();
            }
        }
        files = LogCopies.segments(folder);
        intact = read().batches();
        assertThat(intact).hasSize(57);
    }

    private Readings read() throws Exception {
        return Readings.all(folder, "orders", 0, random.nextBoolean());
    }

    /// What tells a batch from others, but for the leader's epoch, which no checksum covers.
    private static String about(Batch batch) {
        return batch.first() + "-" + batch.last() + " " + batch.count() + " " + batch.maxMillis() + " "
                + batch.producer() + " " + batch.bytes();
    }

    private record Place(Path file, long from, long to, Batch batch) {}

    /// Where each batch stands.
    private List<Place> places() {
        var places = new ArrayList<Place>();
        int file = -1;
        long at = 0;
        for (Batch batch : intact) {
            if (file + 1 < files.size() && batch.first().asOffset() == PartitionFiles.numberOf(files.get(file + 1))) {
                file++;
                at = 0;
            }
            places.add(new Place(files.get(file), at, at + batch.bytes(), batch));
            at += batch.bytes();
        }
        return places;
    }

    @Test
    void losesOneBatchToOneWrongByte() throws Exception {
        List<Place> places = places();
        for (int round = 0; round < 400; round++) {
            Place place = places.get(random.nextInt(places.size()));
            byte[] bytes = Files.readAllBytes(place.file());
            int in = random.nextInt((int) (place.to() - place.from()));
            byte[] damaged = bytes.clone();
            damaged[(int) place.from() + in] ^= (byte) (1 << random.nextInt(8));
            Files.write(place.file(), damaged);
            boolean harmless = in >= EPOCH_FROM && in < EPOCH_TO;

            Readings read = read();

            List<String> expected = intact.stream()
                    .filter(batch -> harmless || batch != place.batch())
                    .map(SegmentFuzzTest::about)
                    .toList();
            assertThat(read.batches())
                    .as(
                            "round %d: byte %d of the batch at %s",
                            round, in, place.batch().first())
                    .extracting(SegmentFuzzTest::about)
                    .containsExactlyElementsOf(expected);
            if (!harmless) {
                assertThat(read.damages()).as("round %d", round).hasSize(1);
                assertThat(read.damages().getFirst().hidden())
                        .satisfiesAnyOf(
                                hidden -> assertThat(hidden).isEmpty(),
                                hidden -> assertThat(hidden.orElseThrow()
                                                .contains(place.batch().first()))
                                        .isTrue());
            }
            Files.write(place.file(), bytes);
        }
    }

    @Test
    void endsWhateverIsDoneToItsFiles() throws Exception {
        Set<String> known = new HashSet<>();
        intact.forEach(batch -> known.add(about(batch)));
        List<byte[]> originals = new ArrayList<>();
        for (Path file : files) {
            originals.add(Files.readAllBytes(file));
        }
        for (int round = 0; round < 400; round++) {
            for (int wounds = 1 + random.nextInt(3); wounds > 0; wounds--) {
                wound(files.get(random.nextInt(files.size())));
            }

            Readings read = read(); // which checks order, and that no offset comes twice

            assertThat(read.batches())
                    .as("round %d", round)
                    .extracting(SegmentFuzzTest::about)
                    .allSatisfy(batch -> assertThat(known).contains(batch));
            for (int i = 0; i < files.size(); i++) {
                Files.write(files.get(i), originals.get(i));
            }
        }
    }

    private void wound(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == 0) {
            return;
        }
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(400));
        switch (random.nextInt(5)) {
            case 0 -> Arrays.fill(bytes, at, at + length, (byte) 0);
            case 1 -> {
                for (int i = 0; i < length; i++) {
                    bytes[at + i] = (byte) random.nextInt();
                }
            }
            case 2 -> bytes = Arrays.copyOf(bytes, at);
            case 3 -> { // bytes taken out
                byte[] rest = Arrays.copyOf(bytes, bytes.length - length);
                System.arraycopy(bytes, at + length, rest, at, bytes.length - at - length);
                bytes = rest;
            }
            default -> { // bytes put in
                byte[] more = new byte[bytes.length + length];
                System.arraycopy(bytes, 0, more, 0, at);
                random.nextBytes(more);
                System.arraycopy(bytes, 0, more, 0, at);
                System.arraycopy(bytes, at, more, at + length, bytes.length - at);
                bytes = more;
            }
        }
        Files.write(file, bytes);
    }

    @Test
    void readsTheSameWhateverItsIndexesSay() throws Exception {
        List<String> expected = intact.stream().map(SegmentFuzzTest::about).toList();
        long end = intact.getLast().last().asOffset() + 1;
        for (int round = 0; round < 150; round++) {
            for (Path file : files) {
                for (String suffix : List.of(".index", ".timeindex", ".txnindex")) {
                    byte[] garbage = new byte[random.nextInt(60)];
                    random.nextBytes(garbage);
                    if (random.nextBoolean()) { // small numbers point into the file
                        for (int i = 0; i < garbage.length; i++) {
                            garbage[i] = i % 4 < 2 ? 0 : garbage[i];
                        }
                    }
                    Files.write(
                            file.resolveSibling(file.getFileName().toString().replace(".log", suffix)), garbage);
                }
            }
            long from = random.nextLong(end);
            try (var source = Readings.open(folder)) {
                var info = source.describe("orders").partitions().getFirst();
                assertThat(info.end().asOffset()).isEqualTo(end);
                assertThat(info.lastStable().asOffset()).isEqualTo(end);
                Readings read = Readings.range(source, info.partition(), from, end, true);
                assertThat(read.batches())
                        .as("round %d from %d", round, from)
                        .extracting(SegmentFuzzTest::about)
                        .containsExactlyElementsOf(expected.subList(
                                expected.size() - read.batches().size(), expected.size()));
                assertThat(read.collected().offsets()).isSorted();
                assertThat(read.batches().getFirst().first().asOffset()).isLessThanOrEqualTo(from);
                assertThat(read.damages())
                        .allSatisfy(damage -> assertThat(damage.kind()).isEqualTo(Damage.Kind.BROKEN_INDEX));
                long millis = LogWriter.NOON + from * 1_000;
                assertThat(source.positionsAt(List.of(info.partition()), millis).get(info.partition()))
                        .as("round %d at %d", round, from)
                        .isEqualTo(earliest(millis));
            }
        }
    }

    /// Every record is a second later than the one before, but for the markers, which are of noon.
    private dev.lacuna.model.Position earliest(long millis) {
        long offset = (millis - LogWriter.NOON) / 1_000;
        for (Batch batch : intact) {
            if (batch.control() && batch.first().asOffset() == offset) {
                offset++;
            }
        }
        return dev.lacuna.model.Position.offset(offset);
    }
}
