package dev.lacuna.detect.outlier;

import java.util.Arrays;

/// Whether whole numbers hardly ever occur twice, as ids don't. The first ones decide.
final class Uniqueness {

    /// One repetition in so many numbers makes them no ids.
    private static final int FEW = 170;

    private final int trial;
    private double[] table = fresh(64);
    private int count;
    private int repeated;
    private boolean whole = true;

    /// @param trial how many decide
    Uniqueness(int trial) {
        this.trial = trial;
    }

    void add(double number) {
        if (number != Math.rint(number)) {
            whole = false;
        }
        if (isDecided()) {
            return;
        }
        count++;
        if (!isNew(number)) {
            repeated++;
        } else if (2 * (count - repeated) > table.length) {
            double[] smaller = table;
            table = fresh(smaller.length * 2);
            for (double known : smaller) {
                if (!Double.isNaN(known)) {
                    isNew(known);
                }
            }
        }
    }

    /// Whether it was not met before; it is now.
    private boolean isNew(double number) {
        int mask = table.length - 1;
        int at = (int) (Double.doubleToRawLongBits(number) * 0x9E37_79B9_7F4A_7C15L >>> 40) & mask;
        while (!Double.isNaN(table[at])) {
            if (table[at] == number) {
                return false;
            }
            at = at + 1 & mask;
        }
        table[at] = number;
        return true;
    }

    private static double[] fresh(int size) {
        double[] fresh = new double[size];
        Arrays.fill(fresh, Double.NaN);
        return fresh;
    }

    boolean isDecided() {
        return !whole || count == trial;
    }

    boolean isUnique() {
        return whole && repeated * FEW <= count;
    }
}
