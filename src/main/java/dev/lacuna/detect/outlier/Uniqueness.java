package dev.lacuna.detect.outlier;

import java.util.Arrays;

/// Whether whole numbers hardly ever occur twice, as ids don't. The first ones decide.
final class Uniqueness {

    /// One repetition in so many numbers makes them no ids.
    private static final int FEW = 170;

    private final int trial;
    private final double[] table;
    private int count;
    private int repeated;
    private boolean whole = true;

    /// @param trial how many decide; a power of two
    Uniqueness(int trial) {
        this.trial = trial;
        this.table = new double[2 * trial];
        Arrays.fill(table, Double.NaN);
    }

    void add(double number) {
        if (number != Math.rint(number)) {
            whole = false;
        }
        if (isDecided()) {
            return;
        }
        count++;
        int mask = table.length - 1;
        int at = (int) (Double.doubleToRawLongBits(number) * 0x9E37_79B9_7F4A_7C15L >>> 40) & mask;
        while (!Double.isNaN(table[at])) {
            if (table[at] == number) {
                repeated++;
                return;
            }
            at = at + 1 & mask;
        }
        table[at] = number;
    }

    boolean isDecided() {
        return !whole || count == trial;
    }

    boolean isUnique() {
        return whole && repeated * FEW <= count;
    }
}
