package dev.lacuna.detect.gap;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;

/// Positions of one cause, summed up: how many, from where to where.
final class Tally {

    private long positions;
    private long places;
    private long largest;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private long fromMillis = -1;
    private long toMillis = -1;

    /// @param first the first position that it encloses
    /// @param end one past the last
    /// @param count how many positions within are of this cause
    void add(long first, long end, long count, long earliestMillis, long latestMillis) {
        positions += count;
        places++;
        largest = Math.max(largest, count);
        from = Math.min(from, first);
        to = Math.max(to, end);
        if (earliestMillis >= 0) {
            fromMillis = fromMillis < 0 ? earliestMillis : Math.min(fromMillis, earliestMillis);
        }
        toMillis = Math.max(toMillis, latestMillis);
    }

    void add(OffsetHole hole) {
        TimeSpan time = hole.time();
        add(hole.from(), hole.to(), hole.count(), time.fromMillis(), time.toMillis());
    }

    void addAll(Tally other) {
        if (!other.isEmpty()) {
            positions += other.positions;
            places += other.places;
            largest = Math.max(largest, other.largest);
            from = Math.min(from, other.from);
            to = Math.max(to, other.to);
            if (other.fromMillis >= 0) {
                fromMillis = fromMillis < 0 ? other.fromMillis : Math.min(fromMillis, other.fromMillis);
            }
            toMillis = Math.max(toMillis, other.toMillis);
        }
    }

    boolean isEmpty() {
        return positions == 0;
    }

    /// How many positions.
    long positions() {
        return positions;
    }

    /// In how many places: markers, batches or holes.
    long places() {
        return places;
    }

    /// The most in one place.
    long largest() {
        return largest;
    }

    PositionRange range() {
        return PositionRange.offsets(from, to);
    }

    TimeSpan time() {
        return Phrases.span(fromMillis, toMillis);
    }
}
