package dev.lacuna.source.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Damage;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.StreamSource;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;

/// What is said of bytes that can't be read, what they hide, and that reading goes on behind them.
class SegmentDamageTest extends SegmentFixture {

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
        Files.write(file(0), Arrays.copyOf(first, first.length - 10));

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
    void tellsATornEndWithoutClaimingThatAnythingStoodThere() throws Exception {
        log.batch(3).batch(3);
        byte[] bytes = Files.readAllBytes(file(0));
        for (int cut : new int[] {1, 30, bytes.length / 2 - 1, bytes.length / 2 - 5}) {
            Files.write(file(0), Arrays.copyOf(bytes, bytes.length - cut));
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
        Arrays.fill(bytes, (int) middle, (int) middle + 60, (byte) 0x7f);
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
