package dev.lacuna.ui.timeline;

import dev.lacuna.model.TimeSpan;

/// The span of time that is shown, in microseconds since the epoch: finer than the milliseconds of events, so that
/// zooming in never makes what lies under the pointer jump.
///
/// @param fromMicros inclusive
/// @param toMicros exclusive, after `fromMicros`
public record TimeWindow(long fromMicros, long toMicros) {

    static final long MICROS = 1_000;

    /// Times beyond are drawn at this bound: differences of any two times, in microseconds, then fit into a long.
    static final long LIMIT_MILLIS = 4_000_000_000_000_000L;

    private static final long LIMIT_MICROS = LIMIT_MILLIS * MICROS;

    public TimeWindow {
        if (toMicros <= fromMicros) {
            throw new IllegalArgumentException("a window shows some time: " + fromMicros + " to " + toMicros);
        }
    }

    /// The span with a margin on both sides, as a share of its length; an instant gets a millisecond.
    static TimeWindow around(TimeSpan span, double margin) {
        long from = micros(span.fromMillis());
        long to = Math.max(from + MICROS, micros(span.toMillis()));
        long extra = Math.round((to - from) * margin);
        return new TimeWindow(bounded(from - extra), bounded(to + extra));
    }

    static long micros(long millis) {
        return Math.max(-LIMIT_MILLIS, Math.min(LIMIT_MILLIS, millis)) * MICROS;
    }

    private static long bounded(long micros) {
        return Math.max(-LIMIT_MICROS, Math.min(LIMIT_MICROS, micros));
    }

    public long micros() {
        return toMicros - fromMicros;
    }

    /// The whole milliseconds that it touches.
    public TimeSpan millis() {
        return new TimeSpan(Math.floorDiv(fromMicros, MICROS), Math.ceilDiv(toMicros, MICROS));
    }

    long centreMicros() {
        return fromMicros + micros() / 2;
    }

    /// Scaled by the factor around the point at that share of its width: what lies there stays there, unless
    /// the limits leave no room.
    TimeWindow scaled(double share, double factor, long minMicros, TimeWindow limits) {
        long anchor = fromMicros + Math.round(micros() * share);
        long wanted = Math.round(micros() * factor);
        long length = Math.min(Math.max(wanted, Math.min(minMicros, limits.micros())), limits.micros());
        long from = anchor - Math.round(length * share);
        return new TimeWindow(from, from + length).within(limits);
    }

    TimeWindow moved(long micros, TimeWindow limits) {
        return new TimeWindow(bounded(fromMicros + micros), bounded(fromMicros + micros) + micros()).within(limits);
    }

    TimeWindow centredOn(long micros, TimeWindow limits) {
        return moved(micros - centreMicros(), limits);
    }

    /// At least so long, grown around its middle.
    TimeWindow atLeast(long minMicros, TimeWindow limits) {
        return micros() >= minMicros ? within(limits) : scaled(0.5, (double) minMicros / micros(), minMicros, limits);
    }

    /// Moved, and shortened where it is too long, so that it lies within the limits.
    TimeWindow within(TimeWindow limits) {
        long length = Math.min(micros(), limits.micros());
        long from = Math.max(limits.fromMicros, Math.min(fromMicros, limits.toMicros - length));
        return new TimeWindow(from, from + length);
    }
}
