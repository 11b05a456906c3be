package dev.lacuna.source.kafka;

import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.kafkalog.AbortedTransactions;
import dev.lacuna.source.kafkalog.LogBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// How far the reading of one partition has come: what was fetched, and of that what was handed over.
///
/// Up to the last stable offset it is fetched read-committed, because only then the broker tells which
/// transactions were aborted; behind it read-uncommitted, where every transactional batch belongs to a
/// transaction that is not decided, or stands behind one.
final class WireCursor {

    /// A new leader may not know the high watermark yet: so long an end is not taken for the end.
    static final long PATIENCE_AT_END_NANOS = 2_000_000_000L;

    /// A batch to hand over.
    ///
    /// @param wanted where its events may stand: the log's start may lie within a batch
    record Ready(LogBatch batch, Fate fate, PositionRange wanted) {}

    private final PartitionRef partition;
    private final TopicPartition kafka;
    private final long to;
    private final Deque<Ready> ready = new ArrayDeque<>();
    private long from;
    private long fetchAt;
    private long delivered;
    private boolean behindStable;
    private boolean headMoved;
    private boolean logEnded;
    private boolean ended;
    private long idleSinceNanos;

    WireCursor(PartitionRange range) {
        partition = range.partition();
        kafka = OffsetLookup.kafkaOf(partition);
        from = range.positions().from().asOffset();
        to = range.positions().to().asOffset();
        fetchAt = from;
        delivered = from;
    }

    PartitionRef partition() {
        return partition;
    }

    TopicPartition kafka() {
        return kafka;
    }

    long fetchAt() {
        return fetchAt;
    }

    IsolationLevel isolation() {
        return behindStable ? IsolationLevel.READ_UNCOMMITTED : IsolationLevel.READ_COMMITTED;
    }

    /// Whether there is more to fetch.
    boolean isFetching() {
        return fetchAt < to && !logEnded;
    }

    boolean isEnded() {
        return ended;
    }

    void markEnded() {
        ended = true;
    }

    /// What is wanted and not yet handed over; empty where nothing is left.
    PositionRange left() {
        return PositionRange.offsets(Math.min(delivered, to), to);
    }

    @Nullable
    Ready next() {
        Ready next = ready.poll();
        if (next != null) {
            delivered = Math.min(next.batch().next(), to);
        }
        return next;
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    EndReason reason() {
        if (logEnded) {
            return EndReason.LOG_ENDED;
        }
        return headMoved ? EndReason.HEAD_MOVED : EndReason.COMPLETE;
    }

    Position reached() {
        return Position.offset(logEnded ? fetchAt : to);
    }

    /// Takes what was fetched.
    void accept(WireFetch.Answer answer, long nowNanos) {
        if (answer.asked().offset() != fetchAt || !isFetching()) {
            return;
        }
        long before = fetchAt;
        take(answer);
        if (fetchAt > before) {
            idleSinceNanos = 0;
        }
        if (!isFetching()) {
            return;
        }
        if (!behindStable && answer.lastStable() <= fetchAt) {
            behindStable = answer.highWatermark() > fetchAt;
        }
        if (answer.batches().isEmpty() && answer.first()) {
            idle(answer, nowNanos);
        }
    }

    private void take(WireFetch.Answer answer) {
        var aborted = new AbortedTransactions(answer.aborted());
        for (LogBatch batch : answer.batches()) {
            if (batch.next() <= fetchAt) {
                continue;
            }
            if (batch.first() >= to) {
                fetchAt = to;
                return;
            }
            ready.add(new Ready(batch, fate(batch, aborted, answer.isolation()), PositionRange.offsets(from, to)));
            fetchAt = Math.min(batch.next(), to);
        }
    }

    private static Fate fate(LogBatch batch, AbortedTransactions aborted, IsolationLevel isolation) {
        if (batch.isControl()) {
            boolean aborts = batch.isAbortMarker();
            aborted.pass(batch, aborts);
            return aborts ? Fate.ABORTED : Fate.COMMITTED;
        }
        if (!batch.isTransactional()) {
            return Fate.COMMITTED;
        }
        if (isolation == IsolationLevel.READ_UNCOMMITTED) {
            return Fate.OPEN;
        }
        return aborted.pass(batch, false) ? Fate.ABORTED : Fate.COMMITTED;
    }

    /// Nothing came, though there was room: nothing stands up to the bound, or there is no more.
    private void idle(WireFetch.Answer answer, long nowNanos) {
        if (!behindStable && answer.lastStable() > fetchAt) {
            behindStable = true; // compaction removed all up to an open transaction
            return;
        }
        if (idleSinceNanos == 0) {
            idleSinceNanos = nowNanos;
        } else if (nowNanos - idleSinceNanos > PATIENCE_AT_END_NANOS) {
            fetchAt = Math.max(fetchAt, Math.min(answer.highWatermark(), to));
            logEnded = fetchAt < to;
        }
    }

    /// Takes where the log starts and ends, after the broker said that the offset is out of range.
    ///
    /// @return whether that explains it
    boolean acceptBounds(long start, long end) {
        if (fetchAt < start) {
            headMoved = true;
            from = Math.min(Math.max(from, start), to);
            fetchAt = from;
            return true;
        }
        logEnded = fetchAt > end;
        return logEnded;
    }
}
