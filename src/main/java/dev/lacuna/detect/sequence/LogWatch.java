package dev.lacuna.detect.sequence;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimestampKind;
import org.jspecify.annotations.Nullable;

/// Follows the batches of a partition and keeps the running totals of a [LogState].
public final class LogWatch {

    /// What is absent may have stood so far in front of a neighbour that came late: those that it overtook
    /// are gone.
    private static final long FARTHEST = 10_000;

    private final Places unnumbered = new Places();
    private final Places aborted = new Places();
    private final Places unseen = new Places();
    private final Places absent = new Places();
    private final AbortedSpans spans = new AbortedSpans();
    private LogState state = LogState.START;
    private @Nullable Position expected;
    private boolean sawBatches;
    private boolean lacksHead;
    private TimestampKind timestamps = TimestampKind.NONE;
    private long timesChangedAt = -1;
    /// Positions since the last batch that are known to be damaged, or to have gone before they were read.
    private long hidden;

    /// Of a log of which nobody says where what is looked at begins.
    public LogWatch() {}

    /// @param start where what is looked at begins
    public LogWatch(Position start) {
        expected = start.isDense() ? start : null;
    }

    /// Whether the first batch stands behind where what is looked at begins.
    public boolean lacksHead() {
        return lacksHead;
    }

    /// The same object as long as nothing changed, so that keeping it costs nothing.
    public LogState state() {
        return state;
    }

    /// Whether batches with dense positions came, so that a total of zero means "none" and not "unknown".
    public boolean knowsDensity() {
        return sawBatches;
    }

    /// The first position whose time is of another clock than those in front of it, the latest such one; -1
    /// where all are of one. Times on both sides of it say nothing about each other.
    public long timesChangedAt() {
        return timesChangedAt;
    }

    /// Whose clock the latest times are of.
    public TimestampKind timestamps() {
        return timestamps;
    }

    public void batch(Batch batch) {
        if (!batch.first().isDense()) {
            return;
        }
        Position next = expected;
        lacksHead |= !sawBatches && next != null && next.isBefore(batch.first());
        sawBatches = true;
        noteTimes(batch);
        if (next != null && !next.isBefore(batch.last().next())) {
            return; // once more, because the rest of its events is wanted
        }
        long first = batch.first().asOffset();
        long last = batch.last().asOffset();
        long hole = next == null ? 0 : Math.max(0, first - next.asOffset() - hidden);
        hidden = 0;
        spans.batch(batch);
        long removed = batch.logged() ? Math.max(0, batch.removed()) : 0;
        long givenUp = batch.fate() == Fate.ABORTED && !batch.control() ? batch.count() : 0;
        if (hole + removed + givenUp > 0) {
            state = state.plus(batch.logged() ? hole : 0, removed, batch.logged() ? 0 : hole, givenUp);
        }
        if (hole > 0 && next != null) {
            (batch.logged() ? absent : unseen).add(next.asOffset(), first - 1, hole);
        }
        if (removed > 0) {
            absent.add(first, last, removed);
        }
        if (givenUp > 0) {
            aborted.add(first, last, givenUp);
        }
        Position after = batch.last().next();
        expected = next == null ? after : Position.max(next, after);
    }

    private void noteTimes(Batch batch) {
        if (batch.control() || batch.timestamps() == timestamps || batch.timestamps() == TimestampKind.NONE) {
            return;
        }
        if (timestamps != TimestampKind.NONE) {
            timesChangedAt = batch.first().asOffset();
        }
        timestamps = batch.timestamps();
    }

    /// Positions that can't be read are no hole of the log.
    public void damage(Damage damage) {
        PositionRange range = damage.hidden().orElse(null);
        if (range != null && range.from().isDense()) {
            state = state.plusDamaged(range.span());
            hide(range);
        }
    }

    /// Nor are those that went before they were read.
    public void gone(PositionRange range) {
        if (range.from().isDense()) {
            state = state.plusGone(range.span());
            hide(range);
        }
    }

    private void hide(PositionRange range) {
        Position next = expected;
        if (next == null || !range.from().isBefore(next)) {
            hidden += range.span();
        }
    }

    /// An event without a readable number.
    public void unnumbered(Position position) {
        state = state.plusUnnumbered();
        if (position.isDense()) {
            unnumbered.add(position.asOffset(), position.asOffset(), 1);
        }
    }

    /// An event that can't be read, where [Strays] knows what it may have been.
    public void unreadable() {
        state = state.plusUnnumbered();
    }

    /// Positions without a record between and inside the log's own batches.
    public long absent() {
        return state.vanished() + state.removed();
    }

    /// Those of them in front of a position, at most.
    public long absentBefore(Position position) {
        return position.isDense() ? absent.within(0, position.asOffset() - 1) : absent();
    }

    /// What could explain missing numbers from one position to another, both included, and so many positions beside
    /// them: an event may come early or late, and what was aborted stands in front of what was tried again.
    public Nearby near(Position from, Position to, long margin) {
        if (!from.isDense()) {
            return new Nearby(
                    state.unnumbered(), 0, state.aborted(), state.unseen(), state.vanished() + state.removed());
        }
        long first = from.asOffset() - margin;
        long last = to.asOffset() + margin;
        return new Nearby(
                unnumbered.within(first, last),
                0,
                aborted.within(first - spans.reach(), last + spans.reach()),
                unseen.within(first, last),
                absent.within(Math.min(first, from.asOffset() - FARTHEST), last));
    }
}
