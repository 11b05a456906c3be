package dev.lacuna.detect.rate;

/// The mean of the last so many values: unknown until there are as many.
final class MovingMean {

    private final double[] values;
    private int seen;

    MovingMean(int length) {
        values = new double[length];
    }

    /// The mean with this value, or NaN. A NaN makes it start over.
    double next(double value) {
        if (Double.isNaN(value)) {
            seen = 0;
            return Double.NaN;
        }
        values[seen++ % values.length] = value;
        if (seen < values.length) {
            return Double.NaN;
        }
        // summed anew each time, so that a huge value leaves no rounding behind it
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return sum / values.length;
    }
}
