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
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Counts one partition's events by time and judges its empty stretches at the end.
final class SilenceDetector implements Detector {

    private static final int FEWEST_BUCKETS = 8;
    private static final int MOST_BUCKETS = 512;

    private final SilenceRule rule;
    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final EventTimes times;

    SilenceDetector(SilenceRule rule, PartitionContext context, Consumer<Finding> findings) {
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

    @Override
    public void end(Position reached, boolean complete) {
        times.end();
        if (times.size() < 2 * FEWEST_BUCKETS) {
            return;
        }
        long habit = habitMillis();
        // Bonferroni: every stretch between two occupied buckets is one test
        double fewestExpected = -Math.log(rule.chance() / times.size());
        for (int i = 0; i + 1 < times.size(); i++) {
            long length = times.firstMillis(i + 1) - times.lastMillis(i);
            if (length >= rule.leastMillis() && length >= habit) {
                judge(i, length, fewestExpected);
            }
        }
    }

    /// Twice the length that the stream's habitual stretches reach.
    private long habitMillis() {
        long[] lengths = new long[times.size() - 1];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = times.firstMillis(i + 1) - times.lastMillis(i);
        }
        Arrays.sort(lengths);
        int rank = lengths.length - 2 - rule.habitual();
        return rank < 0 ? 0 : 2 * lengths[rank];
    }

    private void judge(int i, long length, double fewestExpected) {
        long firstKey = times.key(0);
        long lastKey = times.key(times.size() - 1);
        long before = times.key(i);
        long after = times.key(i + 1);
        // the scan's first and last bucket, and those at the stretch itself, are only partly filled
        long roomBefore = before - firstKey - 1;
        long roomAfter = lastKey - after - 1;
        if (roomBefore < FEWEST_BUCKETS || roomAfter < FEWEST_BUCKETS) {
            return;
        }
        long stretch = Math.max(1, length / times.widthMillis());
        double clumps = Double.MAX_VALUE;
        double rate = Double.MAX_VALUE;
        for (long wanted : new long[] {FEWEST_BUCKETS, 32, stretch / 4, stretch, 4 * stretch}) {
            long window = Math.max(FEWEST_BUCKETS, Math.min(MOST_BUCKETS, wanted));
            Window left = Window.of(times, before - Math.min(window, roomBefore), before);
            Window right = Window.of(times, after + 1, after + 1 + Math.min(window, roomAfter));
            clumps = Math.min(clumps, Math.min(left.clumps(), right.clumps()));
            rate = Math.min(rate, Math.min(left.mean(), right.mean()));
        }
        double buckets = (double) length / times.widthMillis();
        if (clumps * buckets >= fewestExpected) {
            report(i, length, rate * buckets, rate * 1000.0 / times.widthMillis());
        }
    }

    private void report(int i, long length, double expected, double perSecond) {
        long from = times.lastMillis(i);
        long to = times.firstMillis(i + 1);
        long missing = Math.round(expected);
        Position before = times.highest(i);
        Position after = times.lowest(i + 1);
        Position low = Position.min(before, after);
        Position high = Position.max(before, after);
        String rate = perSecond >= 1
                ? Phrases.number(Math.round(perSecond)) + " events per second"
                : Phrases.number(Math.round(perSecond * 3600)) + " events per hour";
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.SILENCE,
                Severity.MAJOR,
                Verdict.SUSPECT,
                Cause.NO_EVENTS,
                new PositionRange(low, high.next()),
                OptionalLong.of(missing),
                Basis.ESTIMATED,
                new TimeSpan(from, to),
                new Explanation(
                        "no events for " + Phrases.length(length),
                        "Partition " + context.partition() + " has no event between " + Phrases.moment(from) + " and "
                                + Phrases.moment(to) + ", by the events' own time. Around that time it had at least "
                                + rate
                                + ", so about " + Phrases.count(missing, "event")
                                + " would have been usual, and so long a silence is no accident of a rate like that. "
                                + "Whether events are missing, or none happened, the counts alone can't tell.",
                        "Compare with the other partitions and with the source for that time: one silent "
                                + "partition points "
                                + "at routing or at one producer, all of them at the source."),
                Evidence.of("silent_ms", length)
                        .with("usual_events", missing)
                        .with("bucket_ms", times.widthMillis())
                        .build(),
                Long.toString(from)));
    }
}
