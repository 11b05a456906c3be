package dev.lacuna.detect.rate;

/// The counts of some consecutive buckets, empty ones included.
///
/// @param mean events per bucket
/// @param variance of the counts
/// @param arrivals per bucket: events, or batches whose events are not read
record Window(double mean, double variance, double arrivals) {

    /// @param fromKey the first bucket
    /// @param toKey one past the last
    static Window of(RateBuckets buckets, long fromKey, long toKey) {
        double n = toKey - fromKey;
        double sum = 0;
        double squares = 0;
        double arrivals = 0;
        for (int i = buckets.find(fromKey); i < buckets.size() && buckets.key(i) < toKey; i++) {
            double count = buckets.count(i);
            sum += count;
            squares += count * count;
            arrivals += buckets.arrivals(i);
        }
        double mean = sum / n;
        return new Window(mean, Math.max(0, (squares - n * mean * mean) / Math.max(1, n - 1)), arrivals / n);
    }

    /// Independent arrivals per bucket: events, or where they come in clumps or batches, those.
    double clumps() {
        return mean == 0 ? 0 : Math.min(arrivals, mean * mean / Math.max(mean, variance));
    }
}
