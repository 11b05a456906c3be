package dev.lacuna.source.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.StreamSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reading of files that were written by hand.
class SegmentReaderTest {

    @TempDir
    private Path home;

    private Path folder;
    private LogWriter log;

    @BeforeEach
    void begin() throws IOException {
        folder = home.resolve("orders-0");
        log = new LogWriter(folder);
    }

    private Readings read(boolean events) throws Exception {
        return Readings.all(folder, "orders", 0, events);
    }

    private PartitionRef partition() {
        return new StreamRef("segments:" + folder, "orders").partition(0);
    }

    private static void flip(Path file, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 0x40;
        Files.write(file, bytes);
    }

    private Path file(long base) {
        return log.fileOf(base, ".log");
    }

    @Test
    void readsABatchThatIsLargerThanItsWindow() throws Exception {
        log.batch(3).large(20 << 20).batch(2).roll().large(3 << 20).batch(1);

        Readings read = read(true);

        assertThat(read.spans()).containsExactly("0-2", "3-3", "4-5", "6-6", "7-7");
        assertThat(read.collected().events()).extracting(Event::size).contains(20L << 20, 3L << 20);
        assertThat(read.collected().events().get(3).value())
                .satisfies(value -> assertThat(value.at((20 << 20) - 1)).isEqualTo((byte) (((20 << 20) - 1) * 31)));
        assertThat(read(false).batches()).isEqualTo(read.batches());
        assertThat(read.damages()).isEmpty();
    }

    @Test
    void findsAWrongByteInABatchThatIsLargerThanItsWindow() throws Exception {
        log.batch(3).large(5 << 20).batch(2);
        flip(file(0), 4 << 20);

        for (boolean events : new boolean[] {true, false}) {
            Readings read = read(events);
            assertThat(read.spans()).containsExactly("0-2", "4-5");
            assertThat(read.damages()).singleElement().satisfies(damage -> {
                assertThat(damage.kind()).isEqualTo(Damage.Kind.UNREADABLE_BATCH);
                assertThat(damage.hidden()).contains(PositionRange.offsets(3, 4));
                assertThat(damage.file()).isEqualTo("orders-0/00000000000000000000.log");
                assertThat(damage.bytes()).isGreaterThan(5 << 20);
            });
        }
    }

    @Test
    void readsTheFormatsOfOldBrokers() throws Exception {
        log.old(RecordBatch.MAGIC_VALUE_V0, Compression.NONE, 3)
                .old(RecordBatch.MAGIC_VALUE_V0, Compression.gzip().build(), 4)
                .old(RecordBatch.MAGIC_VALUE_V1, Compression.NONE, 2)
                .old(RecordBatch.MAGIC_VALUE_V1, Compression.lz4().build(), 5)
                .roll()
                .old(RecordBatch.MAGIC_VALUE_V1, Compression.snappy().build(), 6)
                .batch(2);

        Readings read = read(true);

        assertThat(read.collected().offsets())
                .containsExactlyElementsOf(LongStream.range(0, 22).boxed().toList());
        assertThat(read.collected().events())
                .extracting(event -> Objects.requireNonNull(event.value()).text())
                .startsWith("value 0", "value 1")
                .endsWith("value 20", "value 21");
        assertThat(read.batches().stream().mapToInt(Batch::count).sum()).isEqualTo(22);
        assertThat(read.damages()).isEmpty();
        assertThat(read(false).batches()).isEqualTo(read.batches());
    }

    @Test
    void findsAWrongByteInAnOldFormat() throws Exception {
        log.old(RecordBatch.MAGIC_VALUE_V1, Compression.lz4().build(), 5)
                .old(RecordBatch.MAGIC_VALUE_V1, Compression.lz4().build(), 5)
                .old(RecordBatch.MAGIC_VALUE_V1, Compression.lz4().build(), 5);
        flip(file(0), Files.size(file(0)) / 2);

        Readings read = read(true);

        assertThat(read.spans()).containsExactly("0-4", "10-14");
        assertThat(read.damages())
                .singleElement()
                .satisfies(damage -> assertThat(damage.hidden().isPresent()).isTrue());
    }

    @Test
    void goesOnBehindAWrongSizeInAHeader() throws Exception {
        long second = log.batch(3).size();
        log.batch(3).batch(3).batch(3);
        flip(file(0), second + 8); // a size beyond the end of the file
        assertThat(read(false).spans()).containsExactly("0-2", "6-8", "9-11");

        flip(file(0), second + 8);
        flip(file(0), second + 11); // a size within it
        assertThat(read(false).spans()).containsExactly("0-2", "6-8", "9-11");
        assertThat(read(false).damages())
                .extracting(Damage::hidden)
                .containsExactly(Optional.of(PositionRange.offsets(3, 6)));
    }

    @Test
    void distrustsAnOffsetThatTheNextBatchContradicts() throws Exception {
        long second = log.batch(3).size();
        log.batch(3).batch(3);
        flip(file(0), second + 7); // 3 becomes 67, which the checksum doesn't cover

        Readings read = read(true);

        assertThat(read.spans()).containsExactly("0-2", "6-8");
        assertThat(read.damages()).extracting(Damage::hidden).containsExactly(Optional.of(PositionRange.offsets(3, 6)));
    }

    @Test
    void tellsBytesBetweenBatchesThatHideNothing() throws Exception {
        log.batch(3).bytes(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}).batch(3);

        Readings read = read(true);

        assertThat(read.spans()).containsExactly("0-2", "3-5");
        assertThat(read.damages())
                .singleElement()
                .satisfies(damage -> assertThat(damage.hidden()).isEmpty());
    }

    @Test
    void goesOnInTheNextFileWhereOneIsCutShort() throws Exception {
        log.batch(3).batch(3).roll().batch(3);
        byte[] first = Files.readAllBytes(file(0));
        Files.write(file(0), java.util.Arrays.copyOf(first, first.length - 10));

        Readings read = read(true);

        assertThat(read.spans()).containsExactly("0-2", "6-8");
        assertThat(read.damages()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Damage.Kind.UNREADABLE_FILE);
            assertThat(damage.hidden()).contains(PositionRange.offsets(3, 6));
            assertThat(damage.byteOffset()).isEqualTo(first.length / 2);
            assertThat(damage.bytes()).isEqualTo(first.length / 2 - 10);
        });
    }

    @Test
    void leavesTheHoleOfAMissingFileToTheRules() throws Exception {
        log.batch(3).roll().batch(3).roll().batch(3);
        Files.delete(file(3));

        Readings read = read(true);

        assertThat(read.spans()).containsExactly("0-2", "6-8");
        assertThat(read.damages()).isEmpty();
        assertThat(read.ending(partition())).isEqualTo(new Collected.Ending(Position.offset(9), EndReason.COMPLETE));
    }

    @Test
    void tellsATornEndWithoutClaimingThatAnythingStoodThere() throws Exception {
        log.batch(3).batch(3);
        byte[] bytes = Files.readAllBytes(file(0));
        for (int cut : new int[] {1, 30, bytes.length / 2 - 1, bytes.length / 2 - 5}) {
            Files.write(file(0), java.util.Arrays.copyOf(bytes, bytes.length - cut));
            Readings read = read(false);
            assertThat(read.spans()).containsExactly("0-2");
            assertThat(read.damages()).singleElement().satisfies(damage -> {
                assertThat(damage.kind()).isEqualTo(Damage.Kind.TORN_TAIL);
                assertThat(damage.positions()).isEmpty();
            });
            assertThat(read.ending(partition()))
                    .isEqualTo(new Collected.Ending(Position.offset(3), EndReason.COMPLETE));
        }
    }

    @Test
    void tellsZerosAtTheEndAsATornEnd() throws Exception {
        log.batch(3).bytes(new byte[1_000]);
        assertThat(read(false).damages()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Damage.Kind.TORN_TAIL);
            assertThat(damage.positions()).isEmpty();
            assertThat(damage.sentence()).contains("1000 bytes").contains("zeros");
        });
    }

    @Test
    void claimsThePositionsOfACompleteLastBatchWithAWrongSum() throws Exception {
        log.batch(3).batch(4);
        flip(file(0), Files.size(file(0)) - 2);
        assertThat(read(false).damages()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Damage.Kind.TORN_TAIL);
            assertThat(damage.hidden()).contains(PositionRange.offsets(3, 7));
        });
    }

    @Test
    void saysNothingOfDamageBehindTheRange() throws Exception {
        log.batch(3).batch(3).batch(3);
        flip(file(0), Files.size(file(0)) / 2);
        try (StreamSource source = Readings.open(folder)) {
            assertThat(Readings.range(source, partition(), 0, 3, true).damages())
                    .isEmpty();
            assertThat(Readings.range(source, partition(), 6, 9, true).damages())
                    .isEmpty();
            assertThat(Readings.range(source, partition(), 0, 5, true).damages())
                    .extracting(Damage::hidden)
                    .containsExactly(Optional.of(PositionRange.offsets(3, 6)));
        }
    }

    @Test
    void handsOverNoOffsetTwiceWhereFilesOverlap() throws Exception {
        log.batch(3).batch(3).roll().batch(3);
        int half = (int) log.size();
        log.batch(3);
        // the first file also holds what the second does, as after a crash in the middle of a truncation
        Files.write(file(0), Files.readAllBytes(file(6)), java.nio.file.StandardOpenOption.APPEND);
        // and a third one begins in the middle of the second
        byte[] second = Files.readAllBytes(file(6));
        Files.write(log.fileOf(9, ".log"), java.util.Arrays.copyOfRange(second, half, second.length));

        Readings read = read(true);

        assertThat(read.spans()).containsExactly("0-2", "3-5", "6-8", "9-11");
        assertThat(read.damages()).extracting(Damage::kind).containsOnly(Damage.Kind.OVERLAP);
        assertThat(read.damages()).hasSize(2);
    }

    @Test
    void handsOverTheRestOfABatchThatOverlaps() throws Exception {
        log.batch(3).rollTo(1).batch(4).batch(2);

        Readings read = read(true);

        assertThat(read.collected().offsets()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(read.spans()).containsExactly("0-2", "3-4", "5-6");
    }

    @Test
    void readsAnEmptyFileAsAHole() throws Exception {
        log.batch(3).roll().batch(3).roll().batch(3);
        Files.write(file(3), new byte[0]);

        Readings read = read(false);

        assertThat(read.spans()).containsExactly("0-2", "6-8");
        assertThat(read.damages()).extracting(Damage::kind).containsExactly(Damage.Kind.EMPTY_FILE);
    }

    @Test
    void passesOverAFileThatCantBeRead() throws Exception {
        log.batch(3).roll().batch(3).roll().batch(3);
        Files.delete(file(3));
        Files.createDirectory(file(3)); // reading a folder fails as a broken disk does

        Readings read = read(false);

        assertThat(read.spans()).containsExactly("0-2", "6-8");
        assertThat(read.damages(Damage.Kind.UNREADABLE_FILE))
                .extracting(Damage::hidden)
                .containsExactly(Optional.of(PositionRange.offsets(3, 6)));
    }

    @Test
    void readsASwapThatWasToTakeAnothersPlace() throws Exception {
        log.batch(3).roll().batch(3).roll().batch(3);
        Files.move(file(3), log.fileOf(3, ".log.swap"));
        assertThat(read(true).spans()).containsExactly("0-2", "3-5", "6-8");

        Files.copy(log.fileOf(3, ".log.swap"), file(3));
        assertThat(read(true).spans()).containsExactly("0-2", "3-5", "6-8");
        assertThat(read(true).damages()).extracting(Damage::kind).containsExactly(Damage.Kind.LEFTOVER);
    }

    @Test
    void tellsWhatLiesBesideTheLog() throws Exception {
        log.batch(3);
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolve("core.1234"), "");
        Files.copy(file(0), log.fileOf(0, ".log.deleted"));
        Files.copy(file(0), log.fileOf(0, ".log.cleaned"));
        Files.writeString(folder.resolve("leader-epoch-checkpoint"), "0\n1\n0 0\n");

        Readings read = read(false);

        assertThat(read.damages(Damage.Kind.FOREIGN_FILE))
                .extracting(Damage::file)
                .containsExactlyInAnyOrder("orders-0/notes.txt", "orders-0/core.1234");
        assertThat(read.damages(Damage.Kind.LEFTOVER)).hasSize(2);
        assertThat(read.spans()).containsExactly("0-2");
    }

    @Test
    void tellsFatesByMarkersInLaterFiles() throws Exception {
        log.transactional(1, 0, 2).transactional(2, 0, 1).batch(1);
        log.roll().transactional(1, 2, 1).abort(1).commit(2);
        log.roll().transactional(1, 3, 1).commit(1).transactional(3, 0, 2);

        Readings read = read(true);

        assertThat(read.batches())
                .extracting(batch -> batch.first() + " " + batch.fate() + (batch.control() ? " marker" : ""))
                .containsExactly(
                        "0 ABORTED",
                        "2 COMMITTED",
                        "3 COMMITTED",
                        "4 ABORTED",
                        "5 ABORTED marker",
                        "6 COMMITTED marker",
                        "7 COMMITTED",
                        "8 COMMITTED marker",
                        "9 OPEN");
        try (StreamSource source = Readings.open(folder)) {
            assertThat(Readings.range(source, partition(), 4, 5, false).batches())
                    .extracting(Batch::fate)
                    .containsExactly(Fate.ABORTED);
            var info = source.describe("orders").partitions().getFirst();
            assertThat(info.lastStable()).isEqualTo(Position.offset(9));
            assertThat(info.end()).isEqualTo(Position.offset(11));
        }
    }

    @Test
    void doesNotKnowTheFateWhereTheMarkerMayHaveBeenLost() throws Exception {
        log.transactional(1, 0, 2);
        log.roll().commit(1);
        log.roll().transactional(1, 2, 1).abort(1);
        Files.delete(file(2));

        assertThat(read(true).batches())
                .extracting(batch -> batch.first() + " " + batch.fate())
                .containsExactly("0 UNKNOWN", "3 ABORTED", "4 ABORTED");
    }

    @Test
    void takesTheFateFromTheIndexWhereTheMarkerIsLost() throws Exception {
        log.transactional(1, 0, 2);
        log.roll().abort(1);
        log.roll().transactional(1, 2, 1).commit(1);
        Files.delete(file(2));
        var entry = java.nio.ByteBuffer.allocate(34)
                .putShort((short) 0)
                .putLong(1)
                .putLong(0)
                .putLong(2)
                .putLong(3);
        Files.write(log.fileOf(2, ".txnindex"), entry.array());

        assertThat(read(true).batches())
                .extracting(batch -> batch.first() + " " + batch.fate())
                .containsExactly("0 ABORTED", "3 COMMITTED", "4 COMMITTED");
    }

    @Test
    void keepsAMarkersWordThroughHolesThatCompactionLeft() throws Exception {
        log.transactional(1, 0, 1)
                .skip(5)
                .transactional(1, 6, 1)
                .skip(3)
                .commit(1)
                .batch(1);
        assertThat(read(true).batches()).extracting(Batch::fate).containsOnly(Fate.COMMITTED);
    }

    @Test
    void tellsOfALastBatchWhoseOffsetNothingBearsOut() throws Exception {
        log.batch(3).batch(3);
        long intact = log.size();
        log.skip(4).batch(2);

        Readings read = read(true);
        assertThat(read.spans()).containsExactly("0-2", "3-5");
        assertThat(read.damages()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Damage.Kind.TORN_TAIL);
            assertThat(damage.byteOffset()).isEqualTo(intact);
        });
    }

    @Test
    void leavesWrongSumsToTheReaderOfPayloadsWhereTheyAreNotChecked() throws Exception {
        log.batch(3).batch(3);
        flip(file(0), Files.size(file(0)) - 2); // the last byte of a value
        try (StreamSource source = Readings.open(folder, Map.of("check.crcs", "false"))) {
            Readings read = Readings.range(source, partition(), 0, 6, true);
            assertThat(read.spans()).containsExactly("0-2", "3-5");
            assertThat(read.damages()).isEmpty();
        }
    }

    @Test
    void tellsRecordsThatCantBeToldApartAndGoesOn() throws Exception {
        log.batch(3).compressed(500).batch(3);
        long middle = Files.size(file(0)) / 2;
        byte[] bytes = Files.readAllBytes(file(0));
        java.util.Arrays.fill(bytes, (int) middle, (int) middle + 60, (byte) 0x7f);
        Files.write(file(0), bytes);
        try (StreamSource source = Readings.open(folder, Map.of("check.crcs", "false"))) {
            Readings read = Readings.range(source, partition(), 0, 506, true);
            assertThat(read.spans()).containsExactly("0-2", "3-502", "503-505");
            assertThat(read.collected().offsets()).contains(0L, 1L, 2L, 503L, 504L, 505L);
            assertThat(read.damages())
                    .singleElement()
                    .satisfies(damage -> assertThat(
                                    damage.hidden().map(range -> range.to().asOffset()))
                            .contains(503L));
        }
    }
}
