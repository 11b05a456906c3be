package dev.lacuna.detect.rate;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Event;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Counts one partition's events by time and looks for buckets that stand out at the end.
final class SpikeDetector implements Detector {

    /// Neighbours on each side: a spike may be a third as long before it hides itself.
    private static final int SIDE = 24;

    /// How many times the events a wider view must see to be the better one.
    private static final double MORE = 1.5;

    /// How many times the usual count still belongs to a spike that stands out on both sides.
    private static final double RAISED = 2;

    private static final int FEWEST_BUCKETS = 3 * SIDE;
    private static final int MOST_BUCKETS = 2_048;
    private static final double FEWEST_PER_BUCKET = 5;

    private final SpikeRule rule;
    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final EventTimes times;
    private int first;
    private int last;

    SpikeDetector(SpikeRule rule, PartitionContext context, Consumer<Finding> findings) {
        this.rule = rule;
        this.context = context;
        this.findings = findings;
        this.times = new EventTimes(rule.mostBuckets());
    }

    @Override
    public void batch(Batch batch) {
        times.batch(batch);
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        times.event(event, fields);
    }

    /// A spike of some length stands out most clearly in buckets of about that length, so it is looked for in
    /// ever wider ones.
    @Override
    public void end(Position reached, boolean complete) {
        times.end();
        List<Finding> found = new ArrayList<>();
        List<TimeSpan> habits = new ArrayList<>();
        while (widen()) {
            lookAtThisWidth(found, habits);
            times.coarsen();
        }
        found.forEach(findings);
    }

    private void lookAtThisWidth(List<Finding> found, List<TimeSpan> habits) {
        long firstKey = times.key(first);
        int length = (int) (times.key(last) - firstKey + 1);
        long[] counts = new long[length];
        for (int i = first; i <= last; i++) {
            counts[(int) (times.key(i) - firstKey)] = times.count(i);
        }
        List<Spike> spikes = spikesIn(counts);
        for (Spike spike : spikes) {
            long rivals = spikes.stream()
                    .filter(other -> other != spike && other.highest >= spike.highest / 2)
                    .count();
            TimeSpan span = span(spike, firstKey);
            if (rivals > rule.habitual()) {
                habits.add(span);
            } else if (habits.stream().noneMatch(span::overlaps)) {
                keepTheBetter(found, finding(spike, firstKey, span));
            }
        }
    }

    /// Narrow buckets give sharper ends, but chance may cut a spike to pieces in them: a wider view replaces
    /// what it joins, or what it sees only a part of.
    private static void keepTheBetter(List<Finding> found, Finding wider) {
        List<Finding> same = found.stream()
                .filter(finding -> finding.time().overlaps(wider.time()))
                .toList();
        long seen = same.stream().mapToLong(SpikeDetector::events).sum();
        if (same.isEmpty() || same.size() > 1 || events(wider) > seen * MORE) {
            found.removeAll(same);
            found.add(wider);
        }
    }

    private static long events(Finding finding) {
        Long events = finding.evidence().number("events");
        return events == null ? 0 : events;
    }

    private TimeSpan span(Spike spike, long firstKey) {
        int head = times.find(firstKey + spike.from);
        int tail = times.find(firstKey + spike.from + spike.buckets - 1);
        return new TimeSpan(times.firstMillis(head), times.lastMillis(tail) + 1);
    }

    /// Makes buckets wide enough to count in; false when too few are left.
    private boolean widen() {
        while (times.size() >= FEWEST_BUCKETS) {
            long within = trim();
            long span = times.key(last) - times.key(first) + 1;
            if (span <= MOST_BUCKETS && (double) within / span >= FEWEST_PER_BUCKET) {
                return span >= FEWEST_BUCKETS;
            }
            times.coarsen();
        }
        return false;
    }

    /// Leaves out the first and the last thousandth of the events, so that absurd times don't stretch the scale.
    ///
    /// @return the events within
    private long trim() {
        long events = 0;
        for (int i = 0; i < times.size(); i++) {
            events += times.count(i);
        }
        first = 0;
        last = times.size() - 1;
        long left = 0;
        while (first < last && left + times.count(first) <= events / 1000) {
            left += times.count(first++);
        }
        long right = 0;
        while (last > first && right + times.count(last) <= events / 1000) {
            right += times.count(last--);
        }
        return events - left - right;
    }

    private List<Spike> spikesIn(long[] counts) {
        // the first and last bucket are only partly filled, and one without both sides can't be judged
        int from = SIDE + 1;
        int to = counts.length - SIDE - 1;
        long[] usual = new long[counts.length];
        double[] distances = new double[Math.max(0, to - from)];
        for (int i = from; i < to; i++) {
            usual[i] = usualAround(counts, i);
            distances[i - from] = distance(counts[i], usual[i]);
        }
        double unevenness = distances.length == 0 ? 0 : deviation(distances);
        List<Spike> spikes = new ArrayList<>();
        Spike open = null;
        int dip = 0;
        for (int i = from; i < to; i++) {
            if (!standsOut(counts, i, usual[i], unevenness)) {
                // raised but by chance not high enough: the spike may go on behind it
                boolean raised = counts[i] >= RAISED * Math.max(1, usual[i]);
                dip = raised ? dip + 1 : 0;
                open = raised ? open : null;
            } else if (open == null) {
                open = new Spike(i, counts[i], usual[i]);
                spikes.add(open);
                dip = 0;
            } else {
                for (; dip > 0; dip--) {
                    open.add(counts[i - dip], usual[i - dip]);
                }
                open.add(counts[i], usual[i]);
            }
        }
        return spikes;
    }

    /// @param unevenness how far buckets of this partition usually are from their neighbours
    private boolean standsOut(long[] counts, int i, long usual, double unevenness) {
        if (counts[i] < rule.factor() * Math.max(1, usual)) {
            return false;
        }
        double unit = Math.max(1, Math.max(unevenness, spread(counts, i)));
        return distance(counts[i], usual) >= rule.deviations() * unit;
    }

    /// In standard deviations, were both Poisson counts, by Anscombe's transform.
    private static double distance(long count, long usual) {
        return 2 * (Math.sqrt(count + 0.375) - Math.sqrt(usual + 0.375));
    }

    private static long usualAround(long[] counts, int i) {
        return Math.max(median(counts, i - SIDE, i), median(counts, i + 1, i + 1 + SIDE));
    }

    private static long median(long[] counts, int from, int to) {
        long[] sorted = Arrays.copyOfRange(counts, from, to);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// The neighbours' own standard deviation after the transform.
    private static double spread(long[] counts, int i) {
        double[] transformed = new double[2 * SIDE];
        for (int k = 0; k < SIDE; k++) {
            transformed[k] = distance(counts[i - 1 - k], 0);
            transformed[SIDE + k] = distance(counts[i + 1 + k], 0);
        }
        return deviation(transformed);
    }

    /// A standard deviation that outliers don't move, by the median absolute deviation.
    private static double deviation(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        for (int k = 0; k < sorted.length; k++) {
            sorted[k] = Math.abs(sorted[k] - median);
        }
        Arrays.sort(sorted);
        return 1.4826 * sorted[sorted.length / 2];
    }

    private Finding finding(Spike spike, long firstKey, TimeSpan span) {
        int head = times.find(firstKey + spike.from);
        int tail = times.find(firstKey + spike.from + spike.buckets - 1);
        Position low = times.lowest(head);
        Position high = times.highest(head);
        for (int i = head; i <= tail; i++) {
            low = Position.min(low, times.lowest(i));
            high = Position.max(high, times.highest(i));
        }
        long from = span.fromMillis();
        long to = span.toMillis();
        long factor = spike.events / Math.max(1, spike.usual);
        return Finding.of(
                context.partition(),
                FindingKind.RATE_SPIKE,
                Severity.MINOR,
                Verdict.ANOMALY,
                Cause.RATE_CHANGE,
                new PositionRange(low, high.next()),
                OptionalLong.empty(),
                Basis.NONE,
                span,
                new Explanation(
                        Phrases.number(factor) + " times the usual events for " + Phrases.length(to - from),
                        "Partition " + context.partition() + " has " + Phrases.count(spike.events, "event")
                                + " between "
                                + Phrases.moment(from) + " and " + Phrases.moment(to)
                                + ", by the events' own time, where about " + Phrases.number(spike.usual)
                                + " would have been usual before and after. Chance does not do that.",
                        "Look for duplicates, a replay, a retry storm or a busy key in that range; check "
                                + "whether consumers "
                                + "kept up with it."),
                Evidence.of("events", spike.events)
                        .with("usual_events", spike.usual)
                        .with("factor", factor)
                        .with("bucket_ms", times.widthMillis())
                        .build(),
                Long.toString(from));
    }

    /// Adjacent buckets that stand out.
    private static final class Spike {
        private final int from;
        private int buckets = 1;
        private long events;
        private long usual;
        private long highest;

        Spike(int from, long count, long usual) {
            this.from = from;
            this.events = count;
            this.usual = usual;
            this.highest = count;
        }

        void add(long count, long usualThere) {
            buckets++;
            events += count;
            usual += usualThere;
            highest = Math.max(highest, count);
        }
    }
}
