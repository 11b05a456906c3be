package dev.lacuna.detect.group;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;

/// A time in which a group stood at a position.
///
/// @param came the commit by which it came there
/// @param last the last commit of the same position
/// @param positions from there to where it went on, or to the log's end
/// @param sinceMillis since when an event waited, epoch ms
/// @param untilMillis when the group went on, or until when it had not
/// @param lasts whether it has not gone on yet
record Stall(
        GroupCommit came,
        GroupCommit last,
        PositionRange positions,
        long sinceMillis,
        long untilMillis,
        boolean lasts) {

    static Stall ended(GroupCommit came, GroupCommit last, GroupCommit moved, ArrivalTimes arrivals) {
        // after a step back nothing was waiting for: it is told as what it is
        Position to = Position.max(came.next(), moved.next());
        return of(came, last, to, arrivals, moved.millis(), false);
    }

    static Stall lasting(GroupCommit came, GroupCommit last, Position end, ArrivalTimes arrivals, long nowMillis) {
        return of(came, last, end, arrivals, nowMillis, true);
    }

    private static Stall of(
            GroupCommit came, GroupCommit last, Position to, ArrivalTimes arrivals, long until, boolean lasts) {
        long arrived = to.equals(came.next())
                ? -1
                : arrivals.at(came.partition(), came.next().asOffset());
        long since = arrived < 0 ? until : Math.min(until, Math.max(came.millis(), arrived));
        return new Stall(came, last, new PositionRange(came.next(), to), since, until, lasts);
    }

    long millis() {
        return untilMillis - sinceMillis;
    }

    /// Whether the group was there and committed, only never further.
    boolean keptCommitting() {
        return last.millis() - came.millis() > millis() / 2;
    }
}
