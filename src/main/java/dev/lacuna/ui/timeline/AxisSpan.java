package dev.lacuna.ui.timeline;

import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;

/// From one place of an axis to another: milliseconds since the epoch, or dense positions.
///
/// @param from inclusive
/// @param to exclusive
public record AxisSpan(long from, long to) {

    public AxisSpan {
        if (to < from) {
            throw new IllegalArgumentException("a span ends before it starts: " + from + " to " + to);
        }
    }

    static AxisSpan of(TimeSpan time) {
        return new AxisSpan(time.fromMillis(), time.toMillis());
    }

    static AxisSpan of(PositionRange positions) {
        return new AxisSpan(positions.from().asOffset(), positions.to().asOffset());
    }

    TimeSpan time() {
        return new TimeSpan(from, to);
    }

    PositionRange positions() {
        return PositionRange.offsets(from, to);
    }

    public long length() {
        return to - from;
    }

    boolean contains(long value) {
        return from <= value && value < to;
    }

    boolean overlaps(AxisSpan other) {
        return from < other.to && other.from < to;
    }

    AxisSpan union(AxisSpan other) {
        return new AxisSpan(Math.min(from, other.from), Math.max(to, other.to));
    }
}
