package dev.lacuna.detect.rate;

import java.util.Arrays;

/// The last values of a series, kept sorted so that any quantile is at hand.
final class RecentValues {

    private final double[] inOrder;
    private final double[] sorted;
    private int size;
    private int oldest;

    RecentValues(int most) {
        inOrder = new double[most];
        sorted = new double[most];
    }

    void add(double value) {
        if (size == inOrder.length) {
            int at = Arrays.binarySearch(sorted, 0, size, inOrder[oldest]);
            System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
            size--;
        }
        inOrder[oldest] = value;
        oldest = (oldest + 1) % inOrder.length;
        int at = Arrays.binarySearch(sorted, 0, size, value);
        at = at < 0 ? -at - 1 : at;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = value;
        size++;
    }

    int size() {
        return size;
    }

    double median() {
        return quantile(0.5);
    }

    /// The value below which that share of the values lies, interpolated.
    double quantile(double share) {
        double rank = share * (size - 1);
        int below = (int) rank;
        return below + 1 < size
                ? sorted[below] + (rank - below) * (sorted[below + 1] - sorted[below])
                : sorted[size - 1];
    }
}
