package dev.lacuna.sandbox;

import dev.lacuna.model.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;

/// Draws the times of events whose rate changes over time: a Poisson process, by thinning.
/// `StrictMath` throughout, so that every machine draws the same.
final class Arrivals {

    private static final double MILLIS_PER_MINUTE = 60_000;

    private Arrivals() {}

    /// A morning: from half the mean rate to one and a half times it, with a small wave on top.
    static double morning(TimeSpan span, long millis) {
        double x = (millis - span.fromMillis()) / (double) span.millis();
        return 1 - 0.5 * StrictMath.cos(StrictMath.PI * x) + 0.06 * StrictMath.sin(6 * StrictMath.PI * x);
    }

    /// Times in ascending order, no two the same.
    ///
    /// @param perMinute the rate at a time, never above `highestPerMinute`
    static List<Long> draw(Random random, TimeSpan span, LongToDoubleFunction perMinute, double highestPerMinute) {
        var times = new ArrayList<Long>();
        double at = span.fromMillis();
        long last = Long.MIN_VALUE;
        while (true) {
            at -= StrictMath.log(1 - random.nextDouble()) / highestPerMinute * MILLIS_PER_MINUTE;
            long millis = (long) at;
            if (millis >= span.toMillis()) {
                return times;
            }
            boolean kept = random.nextDouble() * highestPerMinute < perMinute.applyAsDouble(millis);
            if (kept && millis > last) {
                times.add(millis);
                last = millis;
            }
        }
    }
}
