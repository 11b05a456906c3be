package dev.lacuna.detect.rate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Looks for the spikes among a partition's counts. A spike of some length stands out most clearly in buckets of
/// about that length, so it is looked for in ever wider ones; one so long that its neighbours lie in other hours of the
/// day is looked for by the shape of other days.
final class SpikeSearch {

    /// Neighbours on each side: a spike may be a third as long before it hides itself.
    private static final int SIDE = 24;

    /// How many times the events a wider look must see to be the better one.
    private static final double MORE = 1.5;

    /// How many times the usual count still belongs to a spike that stands out on both sides.
    private static final double RAISED = 2;

    private static final int FEWEST_BUCKETS = 3 * SIDE;
    private static final int MOST_BUCKETS = 2_048;
    private static final double FEWEST_PER_BUCKET = 5;
    private static final long SAME_TIME_MILLIS = Calendar.HOUR / 2;

    private final SpikeRule rule;
    private final RateBuckets buckets;
    private final List<Stretch> found = new ArrayList<>();
    private final List<Stretch> habits = new ArrayList<>();

    SpikeSearch(SpikeRule rule, RateBuckets buckets) {
        this.rule = rule;
        this.buckets = buckets;
    }

    List<Stretch> spikes() {
        RateSeries finest = RateSeries.finest(buckets, MOST_BUCKETS, FEWEST_PER_BUCKET, FEWEST_BUCKETS);
        if (finest == null) {
            return List.of();
        }
        List<RateSeries> ladder = finest.ladder(FEWEST_BUCKETS);
        ladder.forEach(this::lookAt);
        List<Stretch> spikes =
                found.isEmpty() ? found : new ArrayList<>(Surprises.in(ladder).backed(found, Side.HIGH));
        var wanted = new StretchSearch.Wanted(Side.HIGH, rule.factor(), rule.deviations(), rule.habitual(), 0);
        for (Stretch stretch : new StretchSearch(wanted, buckets).stretches()) {
            if (habits.stream().noneMatch(stretch::overlaps)) {
                keepTheBetter(spikes, stretch);
            }
        }
        return spikes;
    }

    private void lookAt(RateSeries series) {
        List<Run> runs = runsIn(series);
        for (Run run : runs) {
            Stretch stretch = run.stretch(series);
            long rivals = runs.stream()
                    .filter(other -> other != run && other.highest >= run.highest / 2)
                    .count();
            if (rivals > rule.habitual() || isDaily(stretch)) {
                habits.add(stretch);
            } else if (habits.stream().noneMatch(stretch::overlaps) && isCertain(stretch)) {
                keepTheBetter(found, stretch);
            }
        }
    }

    /// Whether another day has half as many events at about that time.
    private static boolean isDaily(Stretch spike) {
        RateSeries series = spike.series();
        int aside = (int) (SAME_TIME_MILLIS / series.widthMillis());
        long days = series.size() * series.widthMillis() / Calendar.DAY + 1;
        for (long day = -days; day <= days; day++) {
            int shift = Calendar.shift(day, series.widthMillis());
            for (int from = spike.from() + shift - aside; day != 0 && from <= spike.from() + shift + aside; from++) {
                int to = from + spike.buckets();
                if (from >= 0 && to <= series.size() && 2 * series.sum(from, to) >= spike.events()) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether it is a spike wherever the loose events were, and when batches count as clumps.
    private boolean isCertain(Stretch stretch) {
        RateSeries series = stretch.series();
        long fewest = series.fewest(stretch.from(), stretch.to());
        double clump = series.clump(stretch.from(), stretch.to());
        return fewest >= rule.factor() * Math.max(1, stretch.usual())
                && Stretch.distance(fewest / clump, stretch.usual() / clump) >= rule.deviations();
    }

    /// Narrow buckets give sharper ends, but chance may cut a spike to pieces in them: a wider look replaces
    /// what it joins, or what it sees only a part of.
    private static void keepTheBetter(List<Stretch> spikes, Stretch wider) {
        List<Stretch> same = spikes.stream().filter(wider::overlaps).toList();
        long seen = same.stream().mapToLong(Stretch::events).sum();
        if (same.isEmpty() || same.size() > 1 || wider.events() > seen * MORE) {
            spikes.removeAll(same);
            spikes.add(wider);
        }
    }

    private List<Run> runsIn(RateSeries series) {
        // a bucket without both sides can't be judged
        int from = SIDE;
        int to = series.size() - SIDE;
        long[] usual = new long[series.size()];
        double[] distances = new double[Math.max(0, to - from)];
        for (int i = from; i < to; i++) {
            usual[i] = Math.max(median(series, i - SIDE), median(series, i + 1));
            distances[i - from] = Stretch.distance(series.count(i), usual[i]);
        }
        double unevenness = distances.length == 0 ? 0 : Spread.of(distances);
        List<Run> runs = new ArrayList<>();
        Run open = null;
        int dip = 0;
        for (int i = from; i < to; i++) {
            if (!standsOut(series, i, usual[i], unevenness)) {
                // raised but by chance not high enough: the spike may go on behind it
                boolean raised = series.count(i) >= RAISED * Math.max(1, usual[i]);
                dip = raised ? dip + 1 : 0;
                open = raised ? open : null;
            } else {
                if (open == null) {
                    open = new Run(i);
                    runs.add(open);
                    dip = 0;
                }
                for (int k = i - dip; k <= i; k++) {
                    open.add(series.count(k), usual[k]);
                }
                dip = 0;
            }
        }
        return runs;
    }

    /// @param unevenness how far buckets of this partition usually are from their neighbours
    private boolean standsOut(RateSeries series, int i, long usual, double unevenness) {
        if (series.count(i) < rule.factor() * Math.max(1, usual)) {
            return false;
        }
        double unit = Math.max(1, Math.max(unevenness, spread(series, i)));
        return Stretch.distance(series.count(i), usual) >= rule.deviations() * unit;
    }

    private static long median(RateSeries series, int from) {
        long[] sorted = new long[SIDE];
        for (int k = 0; k < SIDE; k++) {
            sorted[k] = series.count(from + k);
        }
        Arrays.sort(sorted);
        return sorted[SIDE / 2];
    }

    /// The neighbours' own standard deviation after the transform.
    private static double spread(RateSeries series, int i) {
        double[] transformed = new double[2 * SIDE];
        for (int k = 0; k < SIDE; k++) {
            transformed[k] = Stretch.distance(series.count(i - 1 - k), 0);
            transformed[SIDE + k] = Stretch.distance(series.count(i + 1 + k), 0);
        }
        return Spread.of(transformed);
    }

    /// Adjacent buckets that stand out.
    private static final class Run {
        private final int from;
        private int buckets;
        private long events;
        private long usual;
        private long highest;

        Run(int from) {
            this.from = from;
        }

        void add(long count, long usualThere) {
            buckets++;
            events += count;
            usual += usualThere;
            highest = Math.max(highest, count);
        }

        Stretch stretch(RateSeries series) {
            return new Stretch(series, from, from + buckets, events, usual, Stretch.distance(events, usual), false);
        }
    }
}
