package dev.lacuna.source;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.ReadHandler.EndReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads the logs of a [MemoryCluster].
final class MemoryReader implements StreamReader {

    private final MemorySource source;
    private final boolean events;
    private final boolean follows;
    private final String streamId;
    private final Deque<Cursor> cursors = new ArrayDeque<>();
    private final Map<PartitionRef, PartitionInfo> heard = new HashMap<>();
    private final Semaphore wakeups = new Semaphore(0);

    MemoryReader(MemorySource source, ReadRequest request) {
        this.source = source;
        this.events = request.events();
        this.follows = request.follows();
        this.streamId = request.streamId();
        request.ranges().forEach(range -> cursors.add(new Cursor(range)));
    }

    private static final class Cursor {
        private final PartitionRange range;
        private long at;
        private boolean headMoved;
        private long goneFrom = -1;

        Cursor(PartitionRange range) {
            this.range = range;
            this.at = range.positions().from().asOffset();
        }
    }

    @Override
    public boolean poll(Duration max, ReadHandler handler) throws SourceException {
        source.step(MemoryFault.Step.POLL);
        for (Cursor cursor : cursors) {
            source.requireSame(cursor.range.partition(), streamId);
        }
        for (int i = cursors.size(); i > 0; i--) {
            Cursor cursor = cursors.removeFirst();
            if (isStalled(cursor) || isWaiting(cursor)) {
                cursors.addLast(cursor);
                continue;
            }
            if (advance(cursor, handler)) {
                cursors.addLast(cursor);
            }
            return !cursors.isEmpty();
        }
        if (!cursors.isEmpty()) {
            waitForWakeup(max);
        }
        return !cursors.isEmpty();
    }

    private void waitForWakeup(Duration max) {
        try {
            if (wakeups.tryAcquire(max.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeups.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// At the moving end, or before what is not decided.
    private boolean isWaiting(Cursor cursor) throws SourceException {
        if (!follows) {
            return false;
        }
        Found found = look(cursor);
        PartitionInfo info = source.log(cursor.range.partition()).info();
        return cursor.goneFrom < 0
                && cursor.at <= info.end().asOffset()
                && (found.batch == null || cursor.at >= info.lastStable().asOffset());
    }

    @Override
    public Map<PartitionRef, PartitionInfo> stands() {
        if (!follows) {
            return Map.of();
        }
        synchronized (source.cluster()) {
            Map<PartitionRef, PartitionInfo> stands = new HashMap<>();
            for (Cursor cursor : cursors) {
                try {
                    PartitionInfo known = heard.get(cursor.range.partition());
                    PartitionInfo info = known != null && isStalled(cursor)
                            ? known
                            : source.log(cursor.range.partition()).info();
                    heard.put(info.partition(), info);
                    stands.put(info.partition(), info);
                } catch (SourceException e) {
                    continue;
                }
            }
            return stands;
        }
    }

    @Override
    public Optional<String> waitsFor() {
        for (Cursor cursor : cursors) {
            try {
                if (isStalled(cursor)) {
                    return Optional.of(cursor.range.partition() + ": its broker does not answer");
                }
            } catch (SourceException e) {
                continue; // the next poll tells
            }
        }
        return Optional.empty();
    }

    private boolean isStalled(Cursor cursor) throws SourceException {
        Found found = look(cursor);
        return source.stalls(
                cursor.range.partition(), found.batch == null ? cursor.at : Math.max(found.stored().last, cursor.at));
    }

    /// Hands over one batch; returns whether there is more.
    private boolean advance(Cursor cursor, ReadHandler handler) throws SourceException {
        Found found = look(cursor);
        long to = cursor.range.positions().to().asOffset();
        if (cursor.goneFrom >= 0) {
            long gone = cursor.goneFrom;
            cursor.goneFrom = -1;
            handler.gone(cursor.range.partition(), PositionRange.offsets(gone, Math.min(cursor.at, to)));
        }
        if (found.batch == null) {
            boolean whole = to <= found.end;
            EndReason reason =
                    cursor.headMoved ? EndReason.HEAD_MOVED : whole ? EndReason.COMPLETE : EndReason.LOG_ENDED;
            handler.ended(cursor.range.partition(), Position.offset(Math.min(to, found.end)), reason);
            return false;
        }
        long last = Math.min(to - 1, found.stored().last);
        var failure = source.readFailure(cursor.range.partition(), cursor.at, last);
        if (failure.isPresent()) {
            cursors.removeIf(other -> other == cursor);
            handler.failed(cursor.range.partition(), Position.offset(cursor.at), failure.get());
            return false;
        }
        handler.batch(found.batch);
        if (events && !found.batch.control()) {
            for (Event event : found.events) {
                long offset = event.position().asOffset();
                if (offset < cursor.at || offset >= to) {
                    continue;
                }
                SourceException broken = source.breakAt(cursor.range.partition(), offset);
                if (broken == null) {
                    handler.event(found.batch, event);
                } else if (broken.kind() == SourceException.Kind.UNREACHABLE) {
                    handler.failed(cursor.range.partition(), event.position(), broken);
                    return false;
                } else {
                    throw broken;
                }
            }
        }
        cursor.at = last + 1;
        return true;
    }

    private record Found(@Nullable Batch batch, @Nullable MemoryBatch memory, List<Event> events, long end) {
        MemoryBatch stored() {
            if (memory == null) {
                throw new IllegalStateException("no batch");
            }
            return memory;
        }
    }

    private Found look(Cursor cursor) throws SourceException {
        synchronized (source.cluster()) {
            MemoryPartition log = source.log(cursor.range.partition());
            if (cursor.at < log.start()) {
                cursor.headMoved = true;
                cursor.goneFrom = cursor.goneFrom < 0 ? cursor.at : cursor.goneFrom;
                cursor.at = log.start();
            }
            MemoryBatch batch = log.batchFrom(cursor.at);
            long to = cursor.range.positions().to().asOffset();
            if (batch == null || cursor.at >= to || batch.first >= to) {
                return new Found(null, null, List.of(), log.end());
            }
            Batch described = batch.describe(
                    log.ref(),
                    source.cluster().stream(log.ref().stream().name()).timestamps());
            return new Found(described, batch, batch.events, log.end());
        }
    }

    @Override
    public Optional<String> note() {
        return source.note();
    }

    @Override
    public void wakeup() {
        wakeups.release();
    }

    @Override
    public void close() {
        cursors.clear();
    }
}
