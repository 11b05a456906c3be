package dev.lacuna.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Time from `from` (inclusive) to `to` (exclusive), in milliseconds since the epoch; from 0 to 0 where no time is
/// known.
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

    /// The span from one time to another, both included; the last of all times can't be.
    public static TimeSpan through(long firstMillis, long lastMillis) {
        long first = Math.min(firstMillis, Long.MAX_VALUE - 1);
        return new TimeSpan(first, lastMillis == Long.MAX_VALUE ? lastMillis : lastMillis + 1);
    }

    public boolean isKnown() {
        return fromMillis != 0 || toMillis != 0;
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

    /// The spans in order of time, those that touch or overlap joined.
    public static List<TimeSpan> joined(Collection<TimeSpan> spans) {
        List<TimeSpan> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingLong(TimeSpan::fromMillis));
        List<TimeSpan> joined = new ArrayList<>();
        for (TimeSpan span : sorted) {
            int last = joined.size() - 1;
            if (last >= 0 && span.fromMillis <= joined.get(last).toMillis) {
                joined.set(last, joined.get(last).union(span));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    /// The smallest span that holds both.
    public TimeSpan union(TimeSpan other) {
        return new TimeSpan(Math.min(fromMillis, other.fromMillis), Math.max(toMillis, other.toMillis));
    }
}
