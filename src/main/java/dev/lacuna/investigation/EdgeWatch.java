package dev.lacuna.investigation;

import dev.lacuna.detect.LiveEdge;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Follows the moving end of one partition by this machine's clock: when something came last, what came long
/// enough ago, and for how long a transaction has held it.
final class EdgeWatch {

    /// So long late events have time to come before a gap is called one, and so long a transaction is nothing
    /// special.
    static final long GRACE_MILLIS = 10_000;

    private static final long BETWEEN_MARKS_MILLIS = 500;

    private record Mark(long millis, Position reached) {}

    private final Deque<Mark> marks = new ArrayDeque<>();
    private Position settled;
    private Position end;
    private Position stable;
    private long cameMillis;
    private long heardMillis;
    private long stableMillis;
    private boolean silent;

    /// @param from what stands before it had come long before
    EdgeWatch(Position from, long nowMillis) {
        settled = from;
        end = from;
        stable = from;
        cameMillis = nowMillis;
        heardMillis = nowMillis;
        stableMillis = nowMillis;
    }

    /// @param stand as it was heard of just now; null where nothing is heard
    void beat(@Nullable PartitionInfo stand, Position reached, long nowMillis) {
        if (stand == null) {
            silent = true;
        } else {
            hear(stand, nowMillis);
        }
        Mark newest = marks.peekLast();
        if (newest == null || nowMillis - newest.millis() >= BETWEEN_MARKS_MILLIS) {
            marks.addLast(new Mark(nowMillis, reached));
        }
        for (Mark oldest = marks.peekFirst();
                oldest != null && nowMillis - oldest.millis() >= GRACE_MILLIS;
                oldest = marks.peekFirst()) {
            settled = Position.max(settled, oldest.reached());
            marks.removeFirst();
        }
    }

    private void hear(PartitionInfo stand, long nowMillis) {
        boolean moved = end.isBefore(stand.end());
        if (moved || silent) { // of the time in which the source did not answer nothing is known
            cameMillis = nowMillis;
        }
        if (!stable.equals(stand.lastStable()) || !stand.lastStable().isBefore(stand.end())) {
            stableMillis = nowMillis;
        }
        silent = false;
        heardMillis = nowMillis;
        end = Position.max(end, stand.end());
        stable = stand.lastStable();
    }

    /// Whether transactions have kept committed readers for longer than usual from what was written.
    boolean isHeldBack() {
        return heardMillis - stableMillis > GRACE_MILLIS;
    }

    long cameMillis() {
        return cameMillis;
    }

    LiveEdge edge() {
        return new LiveEdge(cameMillis, heardMillis, settled);
    }
}
