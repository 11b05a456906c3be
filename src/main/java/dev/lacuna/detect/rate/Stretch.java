package dev.lacuna.detect.rate;

import dev.lacuna.model.TimeSpan;

/// Some consecutive buckets in which a rate was not as usual.
///
/// @param from the first bucket
/// @param to one past the last
/// @param events how many it has
/// @param usual how many would have been usual
/// @param deviations how far that is apart, in standard deviations
/// @param byShape whether other days say what is usual, and not only the time before and after
record Stretch(RateSeries series, int from, int to, long events, double usual, double deviations, boolean byShape) {

    /// In standard deviations, were both Poisson counts, by Anscombe's transform.
    static double distance(double count, double usual) {
        return 2 * (Math.sqrt(count + 0.375) - Math.sqrt(usual + 0.375));
    }

    int buckets() {
        return to - from;
    }

    long fromMillis() {
        return series.startMillis(from);
    }

    long toMillis() {
        return series.startMillis(to);
    }

    /// From its first event to just after its last.
    TimeSpan time() {
        return new TimeSpan(series.firstMillis(from, to), series.lastMillis(from, to) + 1);
    }

    boolean overlaps(Stretch other) {
        return fromMillis() < other.toMillis() && other.fromMillis() < toMillis();
    }

    /// Events as a share of the usual ones.
    double share() {
        return events / Math.max(1, usual);
    }
}
