package dev.lacuna.detect.rate;

/// How far a quantity has ever gone from its middle, upward and downward, and how far beyond that it goes now.
///
/// Distances are measured from the median of the last values. The farthest so far is kept for each side; with a
/// fade it shrinks a little with every value, so that what was long ago may count anew. Half the width of the
/// usual range is the least that counts as far.
final class Reach {

    private static final int REMEMBERED = 2_000;
    private static final int LEAST = 150;
    private static final double RANGE = 0.99;
    private static final double LEAST_OF_RANGE = 0.5;

    private final double fade;
    private final RecentValues recent = new RecentValues(REMEMBERED);
    private int seen;
    private double highest;
    private double lowest;
    private double up;
    private double down;

    /// @param fade what is left of the reach after each value: 1 never forgets
    Reach(double fade) {
        this.fade = fade;
    }

    /// Measures a value against those before it, then learns it. NaN is passed over.
    void next(double value) {
        up = -1;
        down = -1;
        if (Double.isNaN(value)) {
            return;
        }
        if (seen == 0) {
            highest = value;
            lowest = value;
        } else {
            double middle = recent.median();
            if (seen >= LEAST) {
                double usual = recent.quantile(0.5 + RANGE / 2) - recent.quantile(0.5 - RANGE / 2);
                double least = Math.max(LEAST_OF_RANGE * usual, 1e-9 * (1 + Math.abs(middle)));
                up = (value - middle) / Math.max(highest - middle, least) - 1;
                down = (middle - value) / Math.max(middle - lowest, least) - 1;
            }
            highest = Math.max(value, middle + (highest - middle) * fade);
            lowest = Math.min(value, middle + (lowest - middle) * fade);
        }
        recent.add(value);
        seen++;
    }

    /// How much farther up than ever the last value went, as a share of the farthest; negative when not.
    double up() {
        return up;
    }

    /// How much farther down than ever the last value went, as a share of the farthest; negative when not.
    double down() {
        return down;
    }
}
