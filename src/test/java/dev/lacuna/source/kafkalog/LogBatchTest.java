package dev.lacuna.source.kafkalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.SourceException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

class LogBatchTest {

    private static final PartitionRef PARTITION = new StreamRef("kafka://a:1", "orders").partition(2);

    private static SimpleRecord record(long millis, String value) {
        return new SimpleRecord(millis, null, value.getBytes(StandardCharsets.UTF_8));
    }

    private static LogBatch only(MemoryRecords records) {
        Iterator<? extends RecordBatch> batches = records.batches().iterator();
        return new LogBatch(batches.next());
    }

    @Test
    void namesPartitionAndOffsetOfACorruptBatch() {
        MemoryRecords records =
                MemoryRecords.withRecords(77L, Compression.NONE, record(5, "intact"), record(6, "as well"));
        assertThatCode(() -> only(records).requireIntact(PARTITION)).doesNotThrowAnyException();
        ByteBuffer buffer = records.buffer();
        int last = buffer.limit() - 3;
        buffer.put(last, (byte) (buffer.get(last) ^ 1));

        var failure = catchThrowableOfType(
                SourceException.class,
                () -> only(MemoryRecords.readableRecords(buffer)).requireIntact(PARTITION));

        assertThat(failure.kind()).isEqualTo(SourceException.Kind.OTHER);
        assertThat(failure).hasMessageContaining("offset 77 of orders/2");
    }

    @Test
    void tellsSequencesThatWrapAround() {
        MemoryRecords records = MemoryRecords.withIdempotentRecords(
                RecordBatch.CURRENT_MAGIC_VALUE,
                10L,
                Compression.NONE,
                4L,
                (short) 3,
                Integer.MAX_VALUE,
                0,
                record(5, "a"),
                record(9, "b"));

        Batch batch = only(records).described(PARTITION, Fate.COMMITTED);

        assertThat(batch.producer()).isEqualTo(new dev.lacuna.model.Producer(4, (short) 3, Integer.MAX_VALUE, 0));
        assertThat(batch.first().asOffset()).isEqualTo(10);
        assertThat(batch.last().asOffset()).isEqualTo(11);
        assertThat(batch.minMillis()).isEqualTo(5);
        assertThat(batch.maxMillis()).isEqualTo(9);
        assertThat(batch.transactional()).isFalse();
    }

    @Test
    void takesTheLogsTimeForBothEnds() {
        MemoryRecords records = MemoryRecords.withRecords(
                RecordBatch.CURRENT_MAGIC_VALUE,
                0L,
                Compression.NONE,
                TimestampType.LOG_APPEND_TIME,
                record(5, "a"),
                record(9, "b"));
        Batch batch = only(records).described(PARTITION, Fate.COMMITTED);
        assertThat(batch.minMillis()).isEqualTo(batch.maxMillis());
    }

    @Test
    void tellsAnAbortMarkerFromACommitMarker() {
        for (ControlRecordType type : new ControlRecordType[] {ControlRecordType.ABORT, ControlRecordType.COMMIT}) {
            LogBatch marker =
                    only(MemoryRecords.withEndTransactionMarker(4L, (short) 0, new EndTransactionMarker(type, 1)));
            assertThat(marker.isControl()).isTrue();
            assertThat(marker.isAbortMarker()).isEqualTo(type == ControlRecordType.ABORT);
        }
    }
}
