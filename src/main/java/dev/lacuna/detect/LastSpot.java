package dev.lacuna.detect;

import dev.lacuna.model.Position;
import org.jspecify.annotations.Nullable;

/// Where something was seen last. It is told of each event, so it keeps the number of a dense position instead
/// of the object, whose reference would be costly to write so often.
public final class LastSpot {

    private long ordinal = -1;
    private long millis = -1;
    private long offset;
    private @Nullable Position other;

    public void set(long newOrdinal, Position position, long newMillis) {
        ordinal = newOrdinal;
        millis = newMillis;
        if (position instanceof Position.Offset dense) {
            offset = dense.value();
        } else {
            other = position;
        }
    }

    /// The same as another one, if that is later.
    public void setLater(LastSpot later) {
        if (later.ordinal > ordinal) {
            ordinal = later.ordinal;
            millis = later.millis;
            offset = later.offset;
            other = later.other;
        }
    }

    /// -1 when it was never seen.
    public long ordinal() {
        return ordinal;
    }

    public Spot spot() {
        if (ordinal < 0) {
            throw new IllegalStateException("it was never seen");
        }
        Position position = other;
        return new Spot(ordinal, position == null ? Position.offset(offset) : position, millis);
    }
}
