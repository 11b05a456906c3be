package dev.lacuna.detect.rate;

import java.util.Arrays;

/// The spread of some values that outliers don't move.
final class Spread {

    private Spread() {}

    /// A standard deviation, were they normal, by the median absolute deviation.
    static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        for (int k = 0; k < sorted.length; k++) {
            sorted[k] = Math.abs(sorted[k] - median);
        }
        Arrays.sort(sorted);
        return 1.4826 * sorted[sorted.length / 2];
    }
}
