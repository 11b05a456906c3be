package dev.lacuna.investigation;

/// How many events came per second, over the last few. Confined to one thread.
final class Rate {

    private static final int MOMENTS = 20;

    private final long betweenNanos;
    private final long[] nanos = new long[MOMENTS];
    private final long[] events = new long[MOMENTS];
    private int size;
    private int next;
    private double perSecond;

    /// @param betweenNanos at least between two moments that count
    Rate(long betweenNanos) {
        this.betweenNanos = betweenNanos;
    }

    /// @param seen how many had come by now
    void add(long now, long seen) {
        int newest = (next + MOMENTS - 1) % MOMENTS;
        if (size > 0 && now - nanos[newest] < betweenNanos) {
            return;
        }
        int oldest = size < MOMENTS ? 0 : next;
        if (size > 0) {
            perSecond = (seen - events[oldest]) * 1e9 / Math.max(1, now - nanos[oldest]);
        }
        nanos[next] = now;
        events[next] = seen;
        next = (next + 1) % MOMENTS;
        size = Math.min(MOMENTS, size + 1);
    }

    double perSecond() {
        return perSecond;
    }
}
