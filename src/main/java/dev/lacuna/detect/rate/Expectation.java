package dev.lacuna.detect.rate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many events the stretches of a series should have, by [OtherDays] and by the rate around, and how far they
/// usually are from it. It errs on the side on which no finding is made.
final class Expectation {

    private static final int FEWEST_BUCKETS = 8;
    private static final int BLOCKS = 8;

    /// How far beyond all that is near the expectation can be.
    private static final double MARGIN = 1.5;

    private static final int MOST_SAMPLES = 400;
    private static final int FEWEST_SAMPLES = 8;

    /// Of stretches longer than that part of the series there are too few to know how they scatter.
    private static final int FEWEST_STRETCHES = 50;

    private final RateSeries series;
    private final Side side;
    private final int end;
    private final OtherDays otherDays;
    private final Map<Integer, Double> unevenness = new HashMap<>();

    /// @param end one past the last bucket that is complete
    Expectation(RateSeries series, Side side, int end, OtherDays otherDays) {
        this.series = series;
        this.side = side;
        this.end = end;
        this.otherDays = otherDays;
    }

    /// By the shape of other days where it is known, else by the rate around; by both where only one other day is
    /// comparable. Null where nothing can be said: one side is too short, or other days were not like this one.
    @Nullable
    Usual usual(int from, int to) {
        boolean openEnd = to == end;
        if (from < FEWEST_BUCKETS || !openEnd && end - to < FEWEST_BUCKETS) {
            return null;
        }
        Usual shape = otherDays.usual(from, to);
        if (shape != null && (shape.byShape() || Double.isNaN(shape.events()))) {
            return shape.byShape() ? shape : null;
        }
        double around = around(from, to);
        double least = Math.min(Math.max(FEWEST_BUCKETS, 2 * (to - from)), openEnd ? from : Math.min(from, end - to));
        return new Usual(shape == null ? around : side.safer(around, shape.events()), 1 + (to - from) / least, false);
    }

    /// Beyond what can be usual, cheaply: to rule out nearly every stretch.
    double bound(int from, int to) {
        int length = to - from;
        int day = Calendar.shift(1, series.widthMillis());
        int window = Math.max(FEWEST_BUCKETS, length);
        double bound = series.mean(Math.max(0, from - window), Math.max(1, from)) * length;
        if (to < end) {
            bound = side.bolder(bound, series.mean(to, Math.min(end, to + window)) * length);
        }
        if (from >= day) {
            bound = side.bolder(bound, series.sum(from - day, to - day));
        }
        if (to + day <= end) {
            bound = side.bolder(bound, series.sum(from + day, to + day));
        }
        return side == Side.HIGH ? bound / MARGIN : bound * MARGIN;
    }

    /// By several windows before and behind it; only before, when it reaches to the end.
    private double around(int from, int to) {
        int length = to - from;
        boolean openEnd = to == end;
        double rate = typical(from, length, -1, openEnd);
        if (!openEnd) {
            rate = side.safer(rate, typical(to, length, 1, false));
        }
        for (int wanted : new int[] {length / 2, 2 * length}) {
            int window = Math.max(FEWEST_BUCKETS, wanted);
            rate = side.safer(rate, series.mean(Math.max(0, from - window), from));
            if (!openEnd) {
                rate = side.safer(rate, series.mean(to, Math.min(end, to + window)));
            }
        }
        return rate * length;
    }

    /// The median rate of the next stretches of that length to one side, so that a spike among them says nothing;
    /// before an open end the lower quartile of all of them, because the end of a busy time is no drop.
    private double typical(int edge, int length, int outward, boolean openEnd) {
        int block = Math.max(FEWEST_BUCKETS, length);
        int room = outward < 0 ? edge : end - edge;
        int blocks = openEnd ? room / block : Math.min(BLOCKS, room / block);
        if (blocks == 0) {
            return outward < 0 ? series.mean(0, edge) : series.mean(edge, end);
        }
        double[] rates = new double[blocks];
        for (int i = 0; i < blocks; i++) {
            int near = edge + outward * i * block;
            rates[i] = outward < 0 ? series.mean(near - block, near) : series.mean(near, near + block);
        }
        Arrays.sort(rates);
        return rates[(blocks - 1) / (openEnd ? 4 : 2)];
    }

    /// How far stretches of that length usually are from their expectation, in standard deviations of a Poisson count:
    /// what makes a partition uneven over longer times than a bucket.
    double unevenness(int length) {
        return unevenness.computeIfAbsent(
                Math.max(1, Math.min(length, end / FEWEST_STRETCHES)), this::measuredUnevenness);
    }

    private double measuredUnevenness(int length) {
        int step = Math.max(Math.max(1, length / 4), end / MOST_SAMPLES);
        double[] distances = new double[end / step + 1];
        int size = 0;
        // an open end is no sample
        for (int from = 0; from + length < end; from += step) {
            Usual usual = usual(from, from + length);
            if (usual != null) {
                distances[size++] = Stretch.distance(series.sum(from, from + length), usual.events());
            }
        }
        return size < FEWEST_SAMPLES ? 1 : Spread.of(Arrays.copyOf(distances, size));
    }

    /// How much more than Poisson counts those around a stretch scatter: as clumps, or from bucket to bucket.
    double scatter(int from, int to) {
        int window = Math.max(FEWEST_BUCKETS, 2 * (to - from));
        int start = Math.max(0, from - window);
        int stop = Math.min(end, to + window);
        double sum = 0;
        int pairs = 0;
        for (int i = start; i + 1 < stop; i++) {
            if (i + 1 < from || i >= to) {
                double both = series.count(i) + series.count(i + 1);
                double apart = series.count(i) - series.count(i + 1);
                sum += both > 0 ? apart * apart / both : 0;
                pairs += both > 0 ? 1 : 0;
            }
        }
        return Math.max(series.clump(start, stop), pairs == 0 ? 1 : sum / pairs);
    }
}
