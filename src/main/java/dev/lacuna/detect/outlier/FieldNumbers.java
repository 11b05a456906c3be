package dev.lacuna.detect.outlier;

import dev.lacuna.model.FieldPath;
import dev.lacuna.model.Position;
import org.jspecify.annotations.Nullable;

/// The numbers of one field of one partition, as far as they may be measurements. Counters, times, ids and
/// settings are numbers, too, but have no usual size: they are let go as soon as they are known.
final class FieldNumbers {

    /// Numbers by which it is decided whether they may be measurements.
    private static final int TRIAL = 512;

    /// Numbers by which it is decided at the end.
    private static final int MOST_CLASSIFIED = 10_000;

    private static final int FEWEST = 100;

    /// A field of fewer different numbers holds settings.
    private static final int FEWEST_DIFFERENT = 8;

    /// A counter goes the other way at most once in so many changes: late arrivals, restarts.
    private static final int COUNTER = 20;

    private static final double TIMES = 0.9;

    /// How many times the median the 95th percentile is at most where numbers are as often large as small.
    private static final double SKEW = 2.5;

    /// From 2001 to 2052, in seconds.
    private static final double FIRST_SECOND = 1e9;

    private static final double LAST_SECOND = 2.6e9;

    private final FieldPath path;
    private @Nullable State state = new State();
    private final double[] different = new double[FEWEST_DIFFERENT];
    private int differentCount;
    private @Nullable Uniqueness uniqueness = new Uniqueness(TRIAL);
    private boolean unique;
    private double previous = Double.NaN;
    private long rises;
    private long falls;
    private long times;
    private long count;

    /// What is kept of measurements.
    private static final class State {
        private final NumberBuckets buckets = new NumberBuckets();
        private final Levels levels = new Levels();
        private final Extremes high = new Extremes(true);
        private final Extremes low = new Extremes(false);
    }

    FieldNumbers(FieldPath path) {
        this.path = path;
    }

    void add(double number, int block, long ordinal, Position position, long millis) {
        State kept = state;
        if (kept == null) {
            return;
        }
        count++;
        if (count <= MOST_CLASSIFIED) {
            classify(number);
        }
        int code = NumberBuckets.code(number);
        kept.buckets.add(number, code, block, ordinal, position, millis);
        kept.levels.add(number, code, block, ordinal, position, millis);
        kept.high.add(number, ordinal, position, millis);
        kept.low.add(number, ordinal, position, millis);
        if (count == TRIAL && (isCounter() || isTime() || areIds(kept.buckets))) {
            state = null;
        }
    }

    private void classify(double number) {
        if (number > previous) {
            rises++;
        } else if (number < previous) {
            falls++;
        }
        previous = number;
        if (number >= FIRST_SECOND && isMoment(number)) {
            times++;
        }
        Uniqueness seen = uniqueness;
        if (seen != null) {
            seen.add(number);
            unique = seen.isUnique();
            uniqueness = seen.isDecided() ? null : seen;
        }
        if (differentCount < FEWEST_DIFFERENT && isDifferent(number)) {
            different[differentCount++] = number;
        }
    }

    private boolean isDifferent(double number) {
        for (int i = 0; i < differentCount; i++) {
            if (different[i] == number) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMoment(double number) {
        return isWithin(number, 1) || isWithin(number, 1e3) || isWithin(number, 1e6) || isWithin(number, 1e9);
    }

    private static boolean isWithin(double number, double unit) {
        return number >= FIRST_SECOND * unit && number <= LAST_SECOND * unit;
    }

    private boolean isCounter() {
        return Math.min(rises, falls) * COUNTER <= rises + falls;
    }

    private boolean isTime() {
        return times >= TIMES * Math.min(count, MOST_CLASSIFIED);
    }

    /// Whether they hardly ever occur twice, and are as many of whatever size there are: sizes of things are
    /// more often small than large.
    private boolean areIds(NumberBuckets buckets) {
        return unique && buckets.quantile(0.5) * SKEW >= buckets.quantile(0.95);
    }

    /// Whether the numbers are so many, and such, that an unusual one can be told.
    boolean areMeasurements() {
        State kept = state;
        return kept != null
                && count >= FEWEST
                && differentCount == FEWEST_DIFFERENT
                && !kept.buckets.isTooVaried()
                && !isCounter()
                && !isTime()
                && !areIds(kept.buckets);
    }

    void coarsen() {
        State kept = state;
        if (kept != null) {
            kept.buckets.coarsen();
            kept.levels.coarsen();
        }
    }

    /// Whether they are known to be no measurements.
    boolean isDropped() {
        return state == null;
    }

    FieldPath path() {
        return path;
    }

    NumberBuckets buckets() {
        return kept().buckets;
    }

    Levels levels() {
        return kept().levels.closed();
    }

    Extremes extremes(boolean high) {
        return high ? kept().high : kept().low;
    }

    private State kept() {
        State kept = state;
        if (kept == null) {
            throw new IllegalStateException("they are no measurements");
        }
        return kept;
    }
}
