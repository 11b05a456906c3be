package dev.lacuna.ui.timeline;

import java.util.Optional;

/// The part of an axis that is shown, in thousandths of its unit: finer than the milliseconds and positions of events,
/// so that zooming in never makes what lies under the pointer jump.
///
/// @param from inclusive
/// @param to exclusive, after `from`
public record AxisWindow(long from, long to) {

    /// Thousandths of a unit.
    static final long FINE = 1_000;

    /// Values beyond are drawn at this bound: differences of any two, in thousandths, then fit into a long.
    static final long LIMIT = 4_000_000_000_000_000L;

    private static final long FINE_LIMIT = LIMIT * FINE;

    /// A window that was kept, where it can be one.
    public static Optional<AxisWindow> kept(long from, long to) {
        return from >= -FINE_LIMIT && to <= FINE_LIMIT && from < to
                ? Optional.of(new AxisWindow(from, to))
                : Optional.empty();
    }

    public AxisWindow {
        if (to <= from) {
            throw new IllegalArgumentException("a window shows something: " + from + " to " + to);
        }
    }

    /// The span with a margin on both sides, as a share of its length; an instant gets one unit.
    static AxisWindow around(AxisSpan span, double margin) {
        long from = fine(span.from());
        long to = Math.max(from + FINE, fine(span.to()));
        long extra = Math.round((to - from) * margin);
        return new AxisWindow(bounded(from - extra), bounded(to + extra));
    }

    static long fine(long value) {
        return Math.max(-LIMIT, Math.min(LIMIT, value)) * FINE;
    }

    private static long bounded(long fine) {
        return Math.max(-FINE_LIMIT, Math.min(FINE_LIMIT, fine));
    }

    public long length() {
        return to - from;
    }

    /// The whole units that it touches.
    public AxisSpan span() {
        return new AxisSpan(Math.floorDiv(from, FINE), Math.ceilDiv(to, FINE));
    }

    long centre() {
        return from + length() / 2;
    }

    /// Scaled by the factor around the point at that share of its width: what lies there stays there, unless
    /// the limits leave no room.
    AxisWindow scaled(double share, double factor, long least, AxisWindow limits) {
        long anchor = from + Math.round(length() * share);
        long wanted = Math.round(length() * factor);
        long scaled = Math.min(Math.max(wanted, Math.min(least, limits.length())), limits.length());
        long start = anchor - Math.round(scaled * share);
        return new AxisWindow(start, start + scaled).within(limits);
    }

    AxisWindow moved(long by, AxisWindow limits) {
        return new AxisWindow(bounded(from + by), bounded(from + by) + length()).within(limits);
    }

    AxisWindow centredOn(long place, AxisWindow limits) {
        return moved(place - centre(), limits);
    }

    /// At least so long, grown around its middle.
    AxisWindow atLeast(long least, AxisWindow limits) {
        return length() >= least ? within(limits) : scaled(0.5, (double) least / length(), least, limits);
    }

    /// Moved, and shortened where it is too long, so that it lies within the limits.
    AxisWindow within(AxisWindow limits) {
        long kept = Math.min(length(), limits.length());
        long start = Math.max(limits.from, Math.min(from, limits.to - kept));
        return new AxisWindow(start, start + kept);
    }
}
