package dev.lacuna.detect.log;

import dev.lacuna.model.Severity;
import dev.lacuna.model.StreamInfo;
import java.util.Optional;

/// How long a stream still keeps an event, as far as its retention tells. A pure function of settings and
/// times, so that a countdown can ask it each second.
///
/// Retention removes whole segments, each by its *latest* timestamp, and looks only now and then: an event may
/// stay longer than this, even for good as long as nothing is written behind it. By time it goes *not before*;
/// where the log is bounded by size as well it may go earlier.
///
/// @param notBeforeMillis retention by time does not remove it before, epoch ms
/// @param bySize whether the stream is bounded by size, too
public record Expiry(long notBeforeMillis, boolean bySize) {

    private static final long CRITICAL_MILLIS = 2L * 60 * 60 * 1000;
    private static final long MAJOR_MILLIS = 24L * 60 * 60 * 1000;

    /// When an event of a stream expires; empty where no time limits it or its own time is not known.
    ///
    /// @param eventMillis the event's timestamp
    public static Optional<Expiry> of(StreamInfo stream, long eventMillis) {
        if (eventMillis < 0) {
            return Optional.empty();
        }
        return stream.retention().map(kept -> new Expiry(plus(eventMillis, kept.toMillis()), isBoundedBySize(stream)));
    }

    private static long plus(long millis, long kept) {
        return millis > Long.MAX_VALUE - kept ? Long.MAX_VALUE : millis + kept;
    }

    private static boolean isBoundedBySize(StreamInfo stream) {
        return Settings.number(stream, "retention.bytes", Long.MAX_VALUE) < Long.MAX_VALUE;
    }

    /// How long it is kept at least, ms; 0 where it may go any moment.
    public long leftMillis(long nowMillis) {
        return Math.max(0, notBeforeMillis - nowMillis);
    }

    /// How much that matters: critical below two hours, major below a day; empty where there is time.
    public Optional<Severity> severity(long nowMillis) {
        long left = leftMillis(nowMillis);
        if (left < CRITICAL_MILLIS) {
            return Optional.of(Severity.CRITICAL);
        }
        return left < MAJOR_MILLIS ? Optional.of(Severity.MAJOR) : Optional.empty();
    }
}
