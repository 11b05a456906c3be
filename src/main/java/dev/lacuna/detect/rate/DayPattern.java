package dev.lacuna.detect.rate;

import java.util.Arrays;

/// Between which values a series lay at about this time of day on the last days, and how far outside a value is.
final class DayPattern {

    private static final long SLOT_MILLIS = 15 * 60_000L;
    private static final int SLOTS_A_DAY = 96;
    private static final int DAYS = 14;
    private static final int EITHER_SIDE = 2;
    private static final int FEWEST_DAYS = 2;

    private final long[] slots = new long[DAYS * SLOTS_A_DAY + 2 * EITHER_SIDE];
    private final double[] least = new double[slots.length];
    private final double[] most = new double[slots.length];

    DayPattern() {
        Arrays.fill(slots, Long.MIN_VALUE);
    }

    /// The signed distance to the range of the days before, 0 within it, NaN where fewer than two days are known;
    /// then learns the value.
    double next(long millis, double value) {
        long slot = Math.floorDiv(millis, SLOT_MILLIS);
        double distance = distance(slot, value);
        int at = (int) Math.floorMod(slot, (long) slots.length);
        boolean known = slots[at] == slot;
        slots[at] = slot;
        least[at] = known ? Math.min(least[at], value) : value;
        most[at] = known ? Math.max(most[at], value) : value;
        return distance;
    }

    private double distance(long slot, double value) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int days = 0;
        for (int day = 1; day <= DAYS; day++) {
            boolean known = false;
            for (int side = -EITHER_SIDE; side <= EITHER_SIDE; side++) {
                // the series may run either way in time
                long then = slot - (long) day * SLOTS_A_DAY + side;
                int at = (int) Math.floorMod(then, (long) slots.length);
                if (slots[at] == then) {
                    low = Math.min(low, least[at]);
                    high = Math.max(high, most[at]);
                    known = true;
                }
            }
            days += known ? 1 : 0;
        }
        if (days < FEWEST_DAYS) {
            return Double.NaN;
        }
        return value > high ? value - high : Math.min(0, value - low);
    }
}
