package dev.lacuna.source.kafka;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Header;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.SourceException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// One partition as two consumers see it: one that sees all records, and one that sees only committed ones. What
/// the second passed over was aborted; what it can't reach yet, because it stands behind an open transaction, it
/// can't tell.
final class ConsumerLane {

    private static final int MOST_WAITING = 20_000;
    private static final int LONGEST_RUN = 10_000;

    private final PartitionRef partition;
    private final TopicPartition kafka;
    private final long to;
    private final long stable;
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    private final Deque<Long> committed = new ArrayDeque<>();
    /// What the log's start has moved past, not yet told.
    private final Deque<PositionRange> gone = new ArrayDeque<>();
    private long seen;
    private long decided;
    /// Below this the committed side may have missed records: the log's head moved under it.
    private long blindBelow;

    private boolean headMoved;
    private boolean logEnded;
    private boolean ended;
    private long idleSinceNanos;

    /// @param stand where the partition stood when reading began
    ConsumerLane(PartitionRange range, PartitionInfo stand) {
        partition = range.partition();
        kafka = OffsetLookup.kafkaOf(partition);
        to = range.positions().to().asOffset();
        stable = stand.lastStable().asOffset();
        seen = range.positions().from().asOffset();
        decided = seen;
    }

    TopicPartition kafka() {
        return kafka;
    }

    PartitionRef partition() {
        return partition;
    }

    long start() {
        return seen;
    }

    boolean isEnded() {
        return ended;
    }

    boolean wantsMore() {
        return seen < to && !logEnded && waiting.size() < MOST_WAITING;
    }

    boolean wantsMoreCommitted() {
        return decided < Math.min(stable, to) && !logEnded && committed.size() < MOST_WAITING;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() < to) {
            waiting.add(record);
        }
    }

    void addCommitted(long offset) {
        committed.add(offset);
    }

    /// Takes how far the two consumers have come: past markers, too.
    ///
    /// @return for how long nothing has come
    Duration advance(long seenPosition, long decidedPosition, long nowNanos) {
        if (seenPosition > seen || decidedPosition > decided || idleSinceNanos == 0) {
            idleSinceNanos = nowNanos;
        }
        seen = Math.max(seen, seenPosition);
        decided = Math.max(decided, decidedPosition);
        return Duration.ofNanos(nowNanos - idleSinceNanos);
    }

    /// Takes where the log ends, after a while in which nothing came.
    ///
    /// @param holes whether nothing can be on its way any more, so that what lies ahead is empty
    void settle(long end, boolean holes) {
        if (holes && decided < stable) {
            decided = Math.max(decided, Math.min(stable, end));
            blindBelow = decided;
        }
        if (waiting.isEmpty() && seen < to && (holes || seen >= end)) {
            seen = Math.max(seen, Math.min(end, to));
            logEnded = seen < to;
        }
    }

    /// The side that sees all was told that its position is gone.
    ///
    /// @return where it goes on
    long headMovedTo(long start) {
        headMoved = true;
        long before = seen;
        seen = Math.max(seen, Math.min(start, to));
        if (seen > before) {
            gone.add(PositionRange.offsets(before, seen));
        }
        return seen;
    }

    /// The committed side was told so.
    long blindUpTo(long start) {
        blindBelow = start;
        decided = Math.max(decided, Math.min(start, to));
        return decided;
    }

    void endOfLog() {
        logEnded = true;
    }

    /// Hands over what can be told by now.
    boolean deliver(ReadHandler handler, boolean events) throws SourceException {
        boolean any = false;
        var run = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        Fate fate = Fate.UNKNOWN;
        for (var record = waiting.peek(); record != null; record = waiting.peek()) {
            Fate next = fateOf(record.offset());
            if (next == null) {
                break;
            }
            if (!run.isEmpty() && (next != fate || !continues(run, record))) {
                hand(run, fate, handler, events);
                run.clear();
            }
            tellGone(record.offset(), handler);
            fate = next;
            run.add(record);
            waiting.remove();
            any = true;
        }
        if (!run.isEmpty()) {
            hand(run, fate, handler, events);
        }
        if (waiting.isEmpty()) {
            tellGone(seen, handler);
        }
        dropCommittedBelow(waiting.isEmpty() ? seen : waiting.element().offset());
        return any;
    }

    private void tellGone(long below, ReadHandler handler) throws SourceException {
        for (var next = gone.peek(); next != null && next.to().asOffset() <= below; next = gone.peek()) {
            handler.gone(partition, gone.remove());
        }
    }

    private static boolean continues(List<ConsumerRecord<byte[], byte[]>> run, ConsumerRecord<byte[], byte[]> record) {
        var last = run.getLast();
        return run.size() < LONGEST_RUN
                && record.offset() == last.offset() + 1
                && record.timestampType() == last.timestampType()
                && record.leaderEpoch().equals(last.leaderEpoch());
    }

    /// Null while it is not known.
    private @Nullable Fate fateOf(long offset) {
        if (offset >= decided) {
            return decided >= stable ? Fate.UNKNOWN : null;
        }
        dropCommittedBelow(offset);
        Long next = committed.peek();
        if (next != null && next == offset) {
            return Fate.COMMITTED;
        }
        return offset < blindBelow ? Fate.UNKNOWN : Fate.ABORTED;
    }

    private void dropCommittedBelow(long offset) {
        for (Long next = committed.peek(); next != null && next < offset; next = committed.peek()) {
            committed.remove();
        }
    }

    private void hand(List<ConsumerRecord<byte[], byte[]>> run, Fate fate, ReadHandler handler, boolean events)
            throws SourceException {
        Batch batch = batchOf(run, fate);
        handler.batch(batch);
        if (events) {
            for (var record : run) {
                handler.event(batch, event(record));
            }
        }
    }

    private Batch batchOf(List<ConsumerRecord<byte[], byte[]>> run, Fate fate) {
        long min = Long.MAX_VALUE;
        long max = -1;
        long bytes = 0;
        for (var record : run) {
            min = Math.min(min, record.timestamp());
            max = Math.max(max, record.timestamp());
            bytes += sizeOf(record);
        }
        return new Batch(
                partition,
                Position.offset(run.getFirst().offset()),
                Position.offset(run.getLast().offset()),
                run.size(),
                min,
                max,
                timestamps(run.getFirst()),
                bytes,
                fate,
                false,
                fate == Fate.ABORTED,
                false,
                null,
                run.getFirst().leaderEpoch().orElse(-1),
                false);
    }

    private static long sizeOf(ConsumerRecord<byte[], byte[]> record) {
        long size = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        for (var header : record.headers()) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    private static TimestampKind timestamps(ConsumerRecord<byte[], byte[]> record) {
        return switch (record.timestampType()) {
            case CREATE_TIME -> TimestampKind.CREATE;
            case LOG_APPEND_TIME -> TimestampKind.APPEND;
            case NO_TIMESTAMP_TYPE -> TimestampKind.NONE;
        };
    }

    private Event event(ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<Header>();
        for (var header : record.headers()) {
            headers.add(new Header(header.key(), Bytes.ofNullable(header.value())));
        }
        return new Event(
                partition,
                Position.offset(record.offset()),
                record.timestamp(),
                timestamps(record),
                Bytes.ofNullable(record.key()),
                Bytes.ofNullable(record.value()),
                List.copyOf(headers));
    }

    /// Tells the end where it has come.
    boolean end(ReadHandler handler) throws SourceException {
        if (ended || !waiting.isEmpty() || seen < to && !logEnded) {
            return false;
        }
        ended = true;
        EndReason reason = headMoved ? EndReason.HEAD_MOVED : EndReason.COMPLETE;
        handler.ended(partition, Position.offset(logEnded ? seen : to), logEnded ? EndReason.LOG_ENDED : reason);
        return true;
    }
}
