package dev.lacuna.source.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadHandler.EndReason;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;

/// Which batches and events are read from which files.
class SegmentReaderTest extends SegmentFixture {

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
    void leavesTheHoleOfAMissingFileToTheRules() throws Exception {
        log.batch(3).roll().batch(3).roll().batch(3);
        Files.delete(file(3));

        Readings read = read(true);

        assertThat(read.spans()).containsExactly("0-2", "6-8");
        assertThat(read.damages()).isEmpty();
        assertThat(read.ending(partition())).isEqualTo(new Collected.Ending(Position.offset(9), EndReason.COMPLETE));
    }

    @Test
    void handsOverNoOffsetTwiceWhereFilesOverlap() throws Exception {
        log.batch(3).batch(3).roll().batch(3);
        int half = (int) log.size();
        log.batch(3);
        // the first file also holds what the second does, as after a crash in the middle of a truncation
        Files.write(file(0), Files.readAllBytes(file(6)), StandardOpenOption.APPEND);
        // and a third one begins in the middle of the second
        byte[] second = Files.readAllBytes(file(6));
        Files.write(log.fileOf(9, ".log"), Arrays.copyOfRange(second, half, second.length));

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
}
