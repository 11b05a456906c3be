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

    /// A spike of some length stands out most clearly in buckets of about that length, so it is looked for in ever
    /// wider
    /// ones; where it was found in narrow buckets, its ends are sharper, and wider ones add nothing.
    @Override
    public void end(Position reached, boolean complete) {
        times.end();
        List<TimeSpan> found = new ArrayList<>();
        while (widen()) {
            lookAtThisWidth(found);
            times.coarsen();
        }
    }

    private void lookAtThisWidth(List<TimeSpan> found) {
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
            if (rivals <= rule.habitual() && found.stream().noneMatch(span::overlaps)) {
                found.add(span);
                report(spike, firstKey, span);
            }
        }
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
        List<Spike> spikes = new ArrayList<>();
        Spike open = null;
        // the first and last bucket are only partly filled, and one without both sides can't be judged
        for (int i = SIDE + 1; i < counts.length - SIDE - 1; i++) {
            long usual = usualAround(counts, i);
            if (!standsOut(counts, i, usual)) {
                open = null;
            } else if (open == null) {
                open = new Spike(i, counts[i], usual);
                spikes.add(open);
            } else {
                open.add(counts[i], usual);
            }
        }
        return spikes;
    }

    private boolean standsOut(long[] counts, int i, long usual) {
        if (counts[i] < rule.factor() * Math.max(1, usual)) {
            return false;
        }
        double distance = 2 * (Math.sqrt(counts[i] + 0.375) - Math.sqrt(usual + 0.375));
        return distance >= rule.deviations() && distance >= rule.deviations() * spread(counts, i);
    }

    private static long usualAround(long[] counts, int i) {
        return Math.max(median(counts, i - SIDE, i), median(counts, i + 1, i + 1 + SIDE));
    }

    private static long median(long[] counts, int from, int to) {
        long[] sorted = Arrays.copyOfRange(counts, from, to);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// The neighbours' spread after the transform, as a standard deviation by their median absolute deviation.
    private static double spread(long[] counts, int i) {
        double[] transformed = new double[2 * SIDE];
        for (int k = 0; k < SIDE; k++) {
            transformed[k] = 2 * Math.sqrt(counts[i - 1 - k] + 0.375);
            transformed[SIDE + k] = 2 * Math.sqrt(counts[i + 1 + k] + 0.375);
        }
        double[] sorted = transformed.clone();
        Arrays.sort(sorted);
        double median = sorted[SIDE];
        for (int k = 0; k < transformed.length; k++) {
            transformed[k] = Math.abs(transformed[k] - median);
        }
        Arrays.sort(transformed);
        return 1.4826 * transformed[SIDE];
    }

    private void report(Spike spike, long firstKey, TimeSpan span) {
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
        findings.accept(Finding.of(
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
                Long.toString(from)));
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
