package dev.lacuna.detect.rate;

/// The mean and variance of the counts of some consecutive buckets, empty ones included.
///
/// @param mean events per bucket
/// @param variance of the counts
record Window(double mean, double variance) {

    /// @param fromKey the first bucket
    /// @param toKey one past the last
    static Window of(EventTimes times, long fromKey, long toKey) {
        double n = toKey - fromKey;
        double sum = 0;
        double squares = 0;
        for (int i = times.find(fromKey); i < times.size() && times.key(i) < toKey; i++) {
            double count = times.count(i);
            sum += count;
            squares += count * count;
        }
        double mean = sum / n;
        return new Window(mean, Math.max(0, (squares - n * mean * mean) / Math.max(1, n - 1)));
    }

    /// Independent arrivals per bucket: events, or where they come in clumps, clumps.
    double clumps() {
        return mean == 0 ? 0 : mean * mean / Math.max(mean, variance);
    }
}
