package dev.lacuna.detect.rate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the other days of a series say of a stretch. They compare like with like: a day's events at the same time,
/// scaled by how busy the stretch's own day was around it. A day that was not half as busy there, or more than twice,
/// says nothing, so workdays tell of workdays and weekends of weekends.
final class OtherDays {

    private static final int FEWEST_BUCKETS = 8;
    private static final double FEWEST_AROUND = 20;
    private static final int ENOUGH = 2;
    private static final double MOST_BUSIER = 2;

    /// One in so many days may be odd.
    private static final int ODD = 10;

    /// More around a long stretch would be other hours of the day.
    private static final long MOST_AROUND_MILLIS = 6 * Calendar.HOUR;

    private final RateSeries series;
    private final Side side;
    private final int end;
    private final int days;
    private final double[] estimates;

    /// @param end one past the last bucket that is complete
    OtherDays(RateSeries series, Side side, int end) {
        this.series = series;
        this.side = side;
        this.end = end;
        this.days = (int) (series.size() * series.widthMillis() / Calendar.DAY + 1);
        this.estimates = new double[2 * days + 1];
    }

    /// What nearly all of them agree on; null where the scan covers none, NaN where none is comparable.
    @Nullable
    Usual usual(int from, int to) {
        long wanted = Math.max(Calendar.HOUR, Math.min(MOST_AROUND_MILLIS, (to - from) * series.widthMillis()));
        int margin = (int) Math.max(FEWEST_BUCKETS, wanted / series.widthMillis());
        boolean openEnd = to == end;
        // the buckets at the edges belong to neither side
        int start = Math.max(0, from - 1 - margin);
        int stop = openEnd ? to : Math.min(end, to + 1 + margin);
        int covered = 0;
        int known = 0;
        for (int day = -days; day <= days; day++) {
            int shift = Calendar.shift(day, series.widthMillis());
            if (Math.abs(shift) < to - from || start + shift < 0 || stop + shift > end) {
                continue;
            }
            covered++;
            double estimate = scaled(from, to, shift, start, from - 1);
            if (!openEnd) {
                estimate = side.safer(estimate, scaled(from, to, shift, to + 1, stop));
            }
            if (!Double.isNaN(estimate)) {
                estimates[known++] = estimate;
            }
        }
        if (known == 0) {
            return covered == 0 ? null : new Usual(Double.NaN, 1, false);
        }
        Arrays.sort(estimates, 0, known);
        double agreed = estimates[side == Side.HIGH ? known - 1 - known / ODD : known / ODD];
        // that day's count there, and the counts around on both days
        return new Usual(agreed, 2 + 2.0 * (to - from) / margin, known >= ENOUGH);
    }

    private double scaled(int from, int to, int shift, int aroundFrom, int aroundTo) {
        double here = series.sum(aroundFrom, aroundTo);
        double there = series.sum(aroundFrom + shift, aroundTo + shift);
        double then = then(from + shift, to + shift);
        if (here < FEWEST_AROUND && there < FEWEST_AROUND) {
            // where hardly anything is around, one day says as little as the other
            return side.safer(then, here);
        }
        return Math.max(here, there) > MOST_BUSIER * Math.min(here, there) ? Double.NaN : then * here / there;
    }

    /// A day is no whole number of buckets, and its pattern is not to the minute, so a bucket more or less counts.
    private double then(int from, int to) {
        double then = series.sum(from, to);
        if (from > 0) {
            then = side.safer(then, series.sum(from - 1, to - 1));
        }
        return to < end ? side.safer(then, series.sum(from + 1, to + 1)) : then;
    }

    /// What each bucket of a part of the series should have, by the mean of all other days, so that a stretch in it
    /// should have so many in all.
    double[] buckets(int from, int to, double usual, int partFrom, int partTo) {
        double[] shape = new double[partTo - partFrom];
        for (int day = -days; day <= days; day++) {
            int shift = Calendar.shift(day, series.widthMillis());
            if (Math.abs(shift) >= to - from && partFrom + shift >= 0 && partTo + shift <= end) {
                for (int i = 0; i < shape.length; i++) {
                    shape[i] += series.count(partFrom + shift + i);
                }
            }
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += shape[i - partFrom];
        }
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sum > 0 ? shape[i] * usual / sum : usual / (to - from);
        }
        return shape;
    }

    /// Whether another week covers that time.
    boolean knowAnotherWeek(int from, int to) {
        int week = Calendar.shift(7, series.widthMillis());
        return from - week >= 0 || to + week <= end;
    }
}
