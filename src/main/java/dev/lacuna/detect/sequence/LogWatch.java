package dev.lacuna.detect.sequence;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Follows the batches of a partition and keeps the running totals of a [LogState].
public final class LogWatch {

    private static final int MOST_PLACES = 100_000;

    private long[] unnumbered = new long[16];
    private int places;
    private long unplaced;
    private LogState state = LogState.START;
    private @Nullable Position expected;
    private boolean sawBatches;
    /// Positions since the last batch that are known to be damaged, or to have gone before they were read.
    private long hidden;

    /// The same object as long as nothing changed, so that keeping it costs nothing.
    public LogState state() {
        return state;
    }

    /// Whether batches with dense positions came, so that a total of zero means "none" and not "unknown".
    public boolean knowsDensity() {
        return sawBatches;
    }

    public void batch(Batch batch) {
        if (!batch.first().isDense()) {
            return;
        }
        sawBatches = true;
        Position next = expected;
        if (next != null && !next.isBefore(batch.last().next())) {
            return; // once more, because the rest of its events is wanted
        }
        long hole = next == null ? 0 : Math.max(0, batch.first().asOffset() - next.asOffset() - hidden);
        hidden = 0;
        long removed = batch.logged() ? Math.max(0, batch.removed()) : 0;
        long aborted = batch.fate() == Fate.ABORTED && !batch.control() ? batch.count() : 0;
        if (hole + removed + aborted > 0) {
            state = state.plus(batch.logged() ? hole : 0, removed, batch.logged() ? 0 : hole, aborted);
        }
        Position after = batch.last().next();
        expected = next == null ? after : Position.max(next, after);
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
        if (!position.isDense() || places == MOST_PLACES) {
            unplaced++;
            return;
        }
        if (places == unnumbered.length) {
            unnumbered = Arrays.copyOf(unnumbered, places * 2);
        }
        unnumbered[places++] = position.asOffset();
    }

    /// Events without a readable number from one position to another, both included, and those whose place is
    /// not known.
    ///
    /// @param margin how many positions more on either side: such an event may have come early or late
    public long unnumberedNear(Position from, Position to, long margin) {
        if (!from.isDense()) {
            return state.unnumbered();
        }
        return unplaced + before(to.asOffset() + margin + 1) - before(from.asOffset() - margin);
    }

    /// How many of the known places lie before an offset.
    private int before(long offset) {
        int at = Arrays.binarySearch(unnumbered, 0, places, offset);
        return at < 0 ? -at - 1 : at;
    }
}
