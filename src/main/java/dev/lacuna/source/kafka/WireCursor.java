package dev.lacuna.source.kafka;

import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.kafkalog.AbortedTransactions;
import dev.lacuna.source.kafkalog.CorruptBatchException;
import dev.lacuna.source.kafkalog.LogBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/// How far the reading of one partition has come: what was fetched, and of that what was handed over.
///
/// Up to the last stable offset it is fetched read-committed, because only then the broker tells which
/// transactions were aborted; behind it read-uncommitted, where every transactional batch belongs to a
/// transaction that is not decided, or stands behind one.
final class WireCursor {

    private static final int NO_EPOCH = -1;

    /// So long a replica may lag behind its leader before that is asked instead.
    private static final long LAG_NANOS = 1_000_000_000L;

    /// What an event is thought to take: who wants sixty of a large log doesn't wait for megabytes.
    private static final long BYTES_OF_AN_EVENT = 1_024;

    private static final long LEAST_ROOM = 64 << 10;
    private static final long ROOM_GROWTH = 4;

    private final PartitionRef partition;
    private final TopicPartition kafka;
    private final boolean follows;
    private final long to;
    private final WireRoute route = new WireRoute();
    private final Deque<WireReady> ready = new ArrayDeque<>();
    private long from;
    private long fetchAt;
    /// Bytes to ask for; more as often as they didn't suffice.
    private long room;

    private long delivered;
    /// The leader's epoch of what was fetched last: a log that was cut and grew again has another one there.
    private int lastEpoch = NO_EPOCH;

    /// Where the damaged batch begins that was passed over last: a broker that is misled by it gives it again.
    private long passedOver = -1;

    private @Nullable SourceException passedOverFor;
    private boolean behindStable;
    private boolean headMoved;
    private boolean logEnded;
    private boolean ended;
    private @Nullable SourceException failure;
    private @Nullable WireDoubt doubt;
    private long lagsSinceNanos;
    private @Nullable PartitionInfo stand;

    WireCursor(PartitionRange range) {
        this(range, false);
    }

    /// @param follows whether what comes behind the range is read, too, once it is decided
    WireCursor(PartitionRange range, boolean follows) {
        this.follows = follows;
        partition = range.partition();
        kafka = OffsetLookup.kafkaOf(partition);
        from = range.positions().from().asOffset();
        to = follows ? Long.MAX_VALUE : range.positions().to().asOffset();
        fetchAt = from;
        delivered = from;
        room = Math.max(LEAST_ROOM, Math.min(to - from, Integer.MAX_VALUE) * BYTES_OF_AN_EVENT);
    }

    PartitionRef partition() {
        return partition;
    }

    TopicPartition kafka() {
        return kafka;
    }

    WireRoute route() {
        return route;
    }

    long fetchAt() {
        return fetchAt;
    }

    IsolationLevel isolation() {
        return behindStable ? IsolationLevel.READ_UNCOMMITTED : IsolationLevel.READ_COMMITTED;
    }

    /// What to ask for next.
    WireFetch.Ask ask(Uuid topicId, long nowNanos) {
        boolean replica = route.replica(nowNanos) != WireRoute.LEADER;
        long probe = probe();
        int bytes = (int) Math.min(Integer.MAX_VALUE, room);
        return probe == WireDoubt.NO_PROBE
                ? new WireFetch.Ask(kafka, topicId, fetchAt, lastEpoch, bytes, replica)
                : new WireFetch.Ask(kafka, topicId, probe, NO_EPOCH, bytes, replica);
    }

    private long probe() {
        WireDoubt doubted = doubt;
        return doubted == null ? WireDoubt.NO_PROBE : doubted.probe();
    }

    /// Where the log stood at the latest answer, of a partition that is followed; else null.
    @Nullable
    PartitionInfo stand() {
        return stand;
    }

    /// Nothing is heard of it any more.
    void lost() {
        stand = null;
    }

    /// Whether there is more to fetch.
    boolean isFetching() {
        return fetchAt < to && !logEnded && failure == null;
    }

    boolean isEnded() {
        return ended;
    }

    void markEnded() {
        ended = true;
    }

    /// Why it can't be read on; null where it can.
    @Nullable
    SourceException failure() {
        return failure;
    }

    void fail(SourceException reason) {
        failure = failure == null ? reason : failure;
    }

    /// Null while nothing is in doubt.
    @Nullable
    WireDoubt doubt() {
        return doubt;
    }

    /// What is wanted and not yet handed over; empty where nothing is left.
    PositionRange left() {
        return PositionRange.offsets(Math.min(delivered, to), to);
    }

    /// What is to be told next, until it is [#told()]; null where nothing is.
    @Nullable
    WireReady next() {
        return ready.peek();
    }

    void told() {
        delivered = Math.min(ready.remove().next(), to);
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
        return Position.offset(logEnded || failure != null ? fetchAt : to);
    }

    /// Takes what was fetched.
    ///
    /// @param node who answered
    void accept(WireFetch.Answer answer, int node, long nowNanos) {
        if (answer.asked().offset() != fetchAt) {
            probed(answer);
            return;
        }
        if (!isFetching()) {
            return;
        }
        // a replica's word counts as well, unless it does not know yet what was read already
        if (follows && answer.divergesAt() < 0 && answer.highWatermark() >= fetchAt) {
            stand = new PartitionInfo(
                    partition,
                    Position.offset(answer.logStart() < 0 ? from : Math.min(answer.logStart(), answer.highWatermark())),
                    Position.offset(answer.highWatermark()),
                    Position.offset(Math.min(answer.lastStable(), answer.highWatermark())));
        }
        if (answer.divergesAt() >= 0) {
            diverged(answer, nowNanos);
            return;
        }
        room = Math.min(Integer.MAX_VALUE, room * ROOM_GROWTH);
        long before = fetchAt;
        take(answer);
        if (fetchAt > before) {
            doubt = null;
            lagsSinceNanos = 0;
        } else if (answer.batches().isEmpty()) {
            if (answer.first()) {
                nothing(answer, node, nowNanos);
            }
        } else if (answer.batches().getLast().first() == passedOver && passedOverFor != null) {
            fail(passedOverFor); // nothing behind it can be had
        }
        if (isFetching()
                && !follows
                && !behindStable
                && answer.lastStable() <= fetchAt
                && answer.highWatermark() > fetchAt) {
            // a replica may not know yet what its leader has decided
            behindStable = !(answer.asked().replica() && route.leave(nowNanos));
        }
    }

    private void take(WireFetch.Answer answer) {
        var aborted = new AbortedTransactions(answer.aborted());
        List<LogBatch> batches = answer.batches();
        boolean leading = true;
        for (int i = 0; i < batches.size(); i++) {
            LogBatch batch = batches.get(i);
            if (leading && (batch.next() <= fetchAt || batch.first() == passedOver)) {
                continue;
            }
            if (!leading && batch.first() < fetchAt) {
                return; // one of the two is damaged: when the one before is looked at, it is known which
            }
            if (batch.first() >= to) {
                fetchAt = to;
                return;
            }
            long after = i + 1 < batches.size() ? batches.get(i + 1).first() : -1;
            Fate fate = fate(batch, aborted, answer.isolation());
            ready.add(new WireReady.Records(batch, fate, PositionRange.offsets(from, to), leading, after));
            fetchAt = Math.min(batch.next(), to);
            lastEpoch = batch.leaderEpoch();
            leading = false;
        }
    }

    /// Passes over the damaged batch that is to be told next. What came behind it is fetched again, for it may have
    /// been misjudged by it: a damaged marker ends no transaction.
    ///
    /// @param reason why the partition fails when nothing tells where the batch ends
    /// @return what can't be read; null where there is nothing to tell yet
    @Nullable
    PositionRange passOver(WireReady.Records damaged, CorruptBatchException reason) {
        long start = Math.max(delivered, damaged.batch().first());
        long end = damaged.after();
        if (end <= start && damaged.leading()) {
            end = damaged.batch().next();
            if (!damaged.batch().isSensible()) {
                fail(reason);
            }
        }
        ready.clear();
        if (failure != null) {
            return null;
        }
        fetchAt = end <= start ? delivered : Math.min(end, to);
        lastEpoch = NO_EPOCH;
        doubt = null;
        if (fetchAt == delivered) {
            return null;
        }
        delivered = fetchAt;
        passedOver = damaged.batch().first();
        passedOverFor = reason;
        return PositionRange.offsets(start, fetchAt);
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

    /// Nothing came, though there was room.
    private void nothing(WireFetch.Answer answer, int node, long nowNanos) {
        if (answer.asked().replica()) {
            lagsSinceNanos = lagsSinceNanos == 0 ? nowNanos : lagsSinceNanos;
            if (nowNanos - lagsSinceNanos > LAG_NANOS) {
                route.leave(nowNanos);
            }
            return;
        }
        boolean committed = answer.isolation() == IsolationLevel.READ_COMMITTED;
        long bound = Math.min(committed ? answer.lastStable() : answer.highWatermark(), to);
        if (follows && bound <= fetchAt) {
            doubt = null;
            return; // more may come
        }
        if (committed && bound <= fetchAt && answer.highWatermark() > fetchAt) {
            return; // the rest stands behind the last stable offset
        }
        WireDoubt doubted = doubt == null ? new WireDoubt(fetchAt, to, nowNanos) : doubt;
        doubt = doubted;
        if (doubted.nothingUpTo(bound, node, nowNanos) == WireDoubt.Verdict.EMPTY) {
            fetchAt = bound;
            lastEpoch = NO_EPOCH; // what was removed may have had a later one
            doubt = null;
        }
    }

    private void probed(WireFetch.Answer answer) {
        WireDoubt doubted = doubt;
        if (doubted != null && answer.asked().offset() == doubted.probe()) {
            boolean records = !answer.batches().isEmpty();
            doubted.probed(records, answer.first() && !answer.asked().replica());
        }
    }

    /// The broker's log has another history than what was read of it.
    private void diverged(WireFetch.Answer answer, long nowNanos) {
        boolean lags = answer.asked().replica() && route.leave(nowNanos);
        if (!lags && answer.divergesAt() < fetchAt) {
            logEnded = true;
        } else {
            lastEpoch = NO_EPOCH; // an epoch of which compaction left nothing
        }
    }

    /// The broker said that what was asked for is out of range.
    ///
    /// @return whether that needs an explanation by where the log starts and ends
    boolean outOfRange(WireFetch.Ask asked, long nowNanos) {
        if (asked.replica() && route.leave(nowNanos)) {
            return false;
        }
        if (asked.offset() == fetchAt) {
            return true;
        }
        WireDoubt doubted = doubt;
        if (doubted != null && asked.offset() == doubted.probe()) {
            logEnded |= doubted.probedOutOfRange() == WireDoubt.Verdict.ENDED;
        }
        return false;
    }

    /// Takes where the log starts and ends, after the broker said that the offset is out of range.
    ///
    /// @return whether that explains it
    boolean acceptBounds(long start, long end) {
        doubt = null;
        if (fetchAt < start) {
            headMoved = true;
            from = Math.min(Math.max(from, start), to);
            ready.add(new WireReady.Gone(PositionRange.offsets(fetchAt, from)));
            fetchAt = from;
            lastEpoch = NO_EPOCH;
            return true;
        }
        logEnded = fetchAt > end;
        boolean explained = logEnded || lastEpoch != NO_EPOCH;
        lastEpoch = NO_EPOCH; // the broker says so, too, when it doesn't know the epoch any more
        return explained;
    }
}
