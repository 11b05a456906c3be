package dev.lacuna.investigation;

import dev.lacuna.detect.LiveEdge;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Follows the moving end of one partition by this machine's clock: when something came last, what came long
/// enough ago, and for how long a transaction has held it.
///
/// Long enough ago is what came before all that had been written [#GRACE_MILLIS] later: only time in which the
/// source was heard counts, and only once everything that it had by then was read, or is held back for long. So
/// neither an outage nor a machine that slept makes a gap out of events that wait to be read.
final class EdgeWatch {

    /// So long late events have time to come before a gap is called one, and so long a transaction is nothing
    /// special.
    static final long GRACE_MILLIS = 10_000;

    private static final long BETWEEN_MARKS_MILLIS = 500;

    /// Enough for what has to ripen; more come only while a log is read that is long behind.
    private static final int MOST_MARKS = (int) (2 * GRACE_MILLIS / BETWEEN_MARKS_MILLIS);

    /// Of the time between two answers no more counts as attended: a source that answers does so more often.
    private static final long MOST_ATTENDED_MILLIS = 2_000;

    /// @param attended when it was reached, in attended time
    private record Mark(long attended, Position reached) {}

    /// What came long enough ago once everything up to a position was read.
    private record Ripe(Position reached, Position until) {}

    private final Deque<Mark> marks = new ArrayDeque<>();
    private Position settled;
    private Position end;
    private Position stable;
    private @Nullable PartitionInfo latest;
    private @Nullable Ripe ripe;
    private long attendedMillis;
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

    /// @param stand where the log stood at the source's latest answer, the same object until it answers again;
    ///     null where nothing is heard
    void beat(@Nullable PartitionInfo stand, Position reached, long nowMillis) {
        if (stand == null) {
            silent = true;
        } else if (stand != latest) { // a new answer, whether or not it says anything new
            hear(stand, nowMillis);
            latest = stand;
        }
        Mark newest = marks.peekLast();
        boolean due = newest == null || attendedMillis - newest.attended() >= BETWEEN_MARKS_MILLIS;
        if (due && marks.size() < MOST_MARKS) {
            marks.addLast(new Mark(attendedMillis, reached));
        }
        ripen();
        settle(reached);
    }

    private void hear(PartitionInfo stand, long nowMillis) {
        long since = Math.max(0, nowMillis - heardMillis);
        silent |= since > GRACE_MILLIS;
        attendedMillis += silent ? 0 : Math.min(since, MOST_ATTENDED_MILLIS);
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

    /// One at a time: of a log that is always written to, all that there is now is read at some time.
    private void ripen() {
        if (ripe != null) {
            return;
        }
        for (Mark oldest = marks.peekFirst();
                oldest != null && attendedMillis - oldest.attended() >= GRACE_MILLIS;
                oldest = marks.peekFirst()) {
            ripe = new Ripe(oldest.reached(), end);
            marks.removeFirst();
        }
    }

    private void settle(Position reached) {
        Ripe waiting = ripe;
        if (waiting != null && (!reached.isBefore(waiting.until()) || isHeldBack())) {
            settled = Position.max(settled, waiting.reached());
            ripe = null;
        }
    }

    /// Whether transactions have kept committed readers for longer than usual from what was written.
    boolean isHeldBack() {
        return heardMillis - stableMillis > GRACE_MILLIS;
    }

    long cameMillis() {
        return cameMillis;
    }

    /// When the source answered last.
    long heardMillis() {
        return heardMillis;
    }

    LiveEdge edge() {
        return new LiveEdge(cameMillis, heardMillis, settled);
    }
}
