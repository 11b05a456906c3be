package dev.lacuna.source.kafkalog;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Header;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Producer;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.SourceException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.CloseableIterator;
import org.jspecify.annotations.Nullable;

/// A batch of Kafka's log as it came over the wire or stands in a segment file, put into the model's words. Kafka's
/// internal classes are used for it: no public client shows batches, and with them what producers wrote, what
/// compaction removed and which transaction was aborted.
public final class LogBatch {

    private final RecordBatch batch;

    public LogBatch(RecordBatch batch) {
        this.batch = batch;
    }

    /// The batch that is all of these bytes, which nobody may write into any more.
    ///
    /// @param bytes a batch whose header is sensible, see [BatchHeader]
    public static LogBatch of(byte[] bytes) {
        return new LogBatch(MemoryRecords.readableRecords(ByteBuffer.wrap(bytes))
                .batchIterator()
                .next());
    }

    public long first() {
        return batch.baseOffset();
    }

    public long last() {
        return batch.lastOffset();
    }

    public long next() {
        return batch.nextOffset();
    }

    public boolean isControl() {
        return batch.isControlBatch();
    }

    public boolean isTransactional() {
        return batch.isTransactional();
    }

    public long producerId() {
        return batch.producerId();
    }

    /// Its size as stored.
    public int bytes() {
        return batch.sizeInBytes();
    }

    /// Whether its header's fields fit each other.
    public boolean isSensible() {
        Integer stored = batch.countOrNull();
        return first() >= 0 && next() > first() && (stored == null || (stored >= 0 && stored <= next() - first()));
    }

    /// The leader's epoch when it was appended, or -1 where unknown.
    public int leaderEpoch() {
        return batch.partitionLeaderEpoch();
    }

    /// Whether it is the marker that aborts its producer's transaction.
    public boolean isAbortMarker() {
        if (!batch.isControlBatch()) {
            return false;
        }
        try {
            var records = batch.iterator();
            ByteBuffer key = records.hasNext() ? records.next().key() : null;
            return key != null && ControlRecordType.parse(key) == ControlRecordType.ABORT;
        } catch (KafkaException | IllegalArgumentException e) {
            return false; // the checksum tells of it when the batch's turn comes
        }
    }

    /// Whether its checksum is right.
    public boolean isIntact() {
        return batch.isValid();
    }

    /// @throws CorruptBatchException when its checksum is wrong
    public void requireIntact(PartitionRef partition) throws CorruptBatchException {
        try {
            batch.ensureValid();
        } catch (KafkaException e) {
            throw new CorruptBatchException(partition, first(), e);
        }
    }

    public Batch described(PartitionRef partition, Fate fate) {
        TimestampKind timestamps = timestamps();
        return new Batch(
                partition,
                Position.offset(first()),
                Position.offset(last()),
                count(),
                minMillis(timestamps),
                batch.maxTimestamp(),
                timestamps,
                batch.sizeInBytes(),
                fate,
                batch.isControlBatch(),
                batch.isTransactional(),
                batch.isCompressed(),
                producer(),
                batch.partitionLeaderEpoch(),
                true,
                (int) batch.checksum());
    }

    private int count() {
        Integer stored = batch.countOrNull();
        if (stored != null) {
            return stored;
        }
        int count = 0; // formats before Kafka 0.11 don't store it
        for (Record ignored : batch) {
            count++;
        }
        return count;
    }

    private TimestampKind timestamps() {
        TimestampType type = batch.timestampType();
        return switch (type) {
            case CREATE_TIME -> TimestampKind.CREATE;
            case LOG_APPEND_TIME -> TimestampKind.APPEND;
            case NO_TIMESTAMP_TYPE -> TimestampKind.NONE;
        };
    }

    /// The base timestamp: that of the record that stood first when it was written. It is the client's where the
    /// log set the others, and the cleaner puts a delete horizon in its place; then only the latest is known.
    private long minMillis(TimestampKind timestamps) {
        long max = batch.maxTimestamp();
        if (batch instanceof DefaultRecordBatch stored
                && timestamps == TimestampKind.CREATE
                && batch.deleteHorizonMs().isEmpty()) {
            return Math.min(stored.baseTimestamp(), max);
        }
        return max;
    }

    private @Nullable Producer producer() {
        return batch.hasProducerId()
                ? new Producer(batch.producerId(), batch.producerEpoch(), batch.baseSequence(), batch.lastSequence())
                : null;
    }

    /// Hands over the events that stand within the range.
    ///
    /// @throws CorruptBatchException when its records can't be told apart; those before were handed over
    public void events(Batch described, PositionRange range, ReadHandler handler, BufferSupplier buffers)
            throws SourceException {
        PartitionRef partition = described.partition();
        long from = range.from().asOffset();
        long to = range.to().asOffset();
        if (batch instanceof DefaultRecordBatch stored) {
            events(stored, described, from, to, handler, buffers);
            return;
        }
        long reached = first();
        try (CloseableIterator<Record> records = batch.streamingIterator(buffers)) {
            while (records.hasNext()) {
                Record record = records.next();
                if (record.offset() >= to) {
                    return;
                }
                if (record.offset() >= from) {
                    handler.event(described, event(partition, described.timestamps(), record));
                }
                reached = record.offset() + 1;
            }
        } catch (KafkaException e) {
            throw new CorruptBatchException(partition, reached, e);
        }
    }

    /// A record's offset and time.
    public record Moment(long offset, long millis) {}

    /// The first record at or behind an offset whose time is at or after the given one; null where there is none.
    ///
    /// @throws CorruptBatchException when its records can't be told apart
    public @Nullable Moment firstAt(PartitionRef partition, long fromOffset, long fromMillis, BufferSupplier buffers)
            throws SourceException {
        try (CloseableIterator<Record> records = times(buffers)) {
            while (records.hasNext()) {
                Record record = records.next();
                if (record.offset() >= fromOffset && record.timestamp() >= fromMillis) {
                    return new Moment(record.offset(), record.timestamp());
                }
            }
            return null;
        } catch (KafkaException e) {
            throw new CorruptBatchException(partition, first(), e);
        }
    }

    private CloseableIterator<Record> times(BufferSupplier buffers) {
        return batch instanceof DefaultRecordBatch stored
                ? stored.skipKeyValueIterator(buffers)
                : batch.streamingIterator(buffers);
    }

    private static void events(
            DefaultRecordBatch stored, Batch described, long from, long to, ReadHandler handler, BufferSupplier buffers)
            throws SourceException {
        PartitionRef partition = described.partition();
        long reached = stored.baseOffset();
        try {
            BatchRecords records = BatchRecords.of(stored, buffers);
            while (records.next()) {
                reached = records.offset();
                if (reached >= to) {
                    return;
                }
                if (reached >= from) {
                    handler.event(described, records.event(partition, described.timestamps()));
                }
            }
        } catch (KafkaException e) {
            throw new CorruptBatchException(partition, reached, e);
        }
    }

    private static Event event(PartitionRef partition, TimestampKind timestamps, Record record) {
        return new Event(
                partition,
                Position.offset(record.offset()),
                record.timestamp(),
                timestamps,
                bytes(record.key()),
                bytes(record.value()),
                headers(record.headers()));
    }

    /// A slice of what was read, not a copy.
    private static @Nullable Bytes bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        if (buffer.hasArray()) {
            return Bytes.of(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return Bytes.of(copy);
    }

    private static List<Header> headers(org.apache.kafka.common.header.Header[] headers) {
        if (headers.length == 0) {
            return List.of();
        }
        var list = new ArrayList<Header>(headers.length);
        for (var header : headers) {
            list.add(new Header(header.key(), Bytes.ofNullable(header.value())));
        }
        return List.copyOf(list);
    }
}
