package dev.lacuna.model;

import java.time.Duration;
import java.time.Instant;

/// Time from `from` (inclusive) to `to` (exclusive), in milliseconds since the epoch.
public record TimeSpan(long fromMillis, long toMillis) {

    public TimeSpan {
        if (toMillis < fromMillis) {
            throw new IllegalArgumentException("span ends before it starts: " + Instant.ofEpochMilli(fromMillis)
                    + " to " + Instant.ofEpochMilli(toMillis));
        }
    }

    public static TimeSpan between(Instant from, Instant to) {
        return new TimeSpan(from.toEpochMilli(), to.toEpochMilli());
    }

    public Instant from() {
        return Instant.ofEpochMilli(fromMillis);
    }

    public Instant to() {
        return Instant.ofEpochMilli(toMillis);
    }

    public Duration length() {
        return Duration.ofMillis(toMillis - fromMillis);
    }

    public long millis() {
        return toMillis - fromMillis;
    }

    public boolean contains(long millis) {
        return fromMillis <= millis && millis < toMillis;
    }

    public boolean overlaps(TimeSpan other) {
        return fromMillis < other.toMillis && other.fromMillis < toMillis;
    }

    /// The smallest span that holds both.
    public TimeSpan union(TimeSpan other) {
        return new TimeSpan(Math.min(fromMillis, other.fromMillis), Math.max(toMillis, other.toMillis));
    }
}
