package dev.lacuna.detect.rate;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.LiveEdge;
import dev.lacuna.detect.LogStory;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.model.TimestampKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Simulated times of events, and what a rule says about them.
final class Arrivals {

    static final long START = LogStory.START_MILLIS;
    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;

    private final List<Long> times = new ArrayList<>();

    /// A Poisson process by thinning.
    ///
    /// @param perSecond the rate by the second since the start
    static Arrivals poisson(Random random, long millis, double mostPerSecond, DoubleUnaryOperator perSecond) {
        Arrivals arrivals = new Arrivals();
        double at = 0;
        while (true) {
            at += -Math.log(1 - random.nextDouble()) / mostPerSecond;
            if (at * 1000 >= millis) {
                return arrivals;
            }
            if (random.nextDouble() * mostPerSecond < perSecond.applyAsDouble(at)) {
                arrivals.times.add(START + (long) (at * 1000));
            }
        }
    }

    static Arrivals constant(Random random, long millis, double perSecond) {
        return poisson(random, millis, perSecond, second -> perSecond);
    }

    /// A rate like a day's: almost nothing at night.
    static Arrivals daily(Random random, long millis, double mostPerSecond) {
        return poisson(random, millis, mostPerSecond, second -> {
            double wave = 0.5 - 0.5 * Math.cos(2 * Math.PI * second / 86_400);
            return mostPerSecond * (0.02 + 0.98 * wave * wave);
        });
    }

    Arrivals add(long millis) {
        times.add(millis);
        return this;
    }

    Arrivals addAll(Arrivals others, long shiftMillis) {
        others.times.forEach(time -> times.add(time + shiftMillis));
        return this;
    }

    Arrivals without(long fromMillis, long toMillis) {
        times.removeIf(time -> time >= fromMillis && time < toMillis);
        return this;
    }

    /// Stragglers: neighbours change places over up to `reach` events.
    Arrivals shuffled(Random random, int reach) {
        times.sort(null);
        for (int i = 0; i + reach < times.size(); i += 3) {
            int other = i + random.nextInt(reach);
            long time = times.get(i);
            times.set(i, times.get(other));
            times.set(other, time);
        }
        return this;
    }

    Arrivals sorted() {
        times.sort(null);
        return this;
    }

    int size() {
        return times.size();
    }

    long time(int i) {
        return times.get(i);
    }

    /// What the rule says when it sees every event.
    List<Finding> tell(Rule rule) {
        return tell(rule, 1, true);
    }

    /// What the rule says when it sees batches of so many events only.
    List<Finding> tellBatches(Rule rule, int batchSize) {
        return tell(rule, batchSize, false);
    }

    /// As [#tellBatches(Rule, int)], from batches that are sent after ten seconds though they are not full.
    List<Finding> tellLingering(Rule rule, int batchSize) {
        return tell(rule, batchSize, 10_000, false);
    }

    /// What the rule says when it has come to a moving edge.
    List<Finding> tellAt(Rule rule, LiveEdge edge) {
        return tell(rule, 1, Long.MAX_VALUE, true, edge);
    }

    private List<Finding> tell(Rule rule, int batchSize, boolean events) {
        return tell(rule, batchSize, Long.MAX_VALUE, events);
    }

    private List<Finding> tell(Rule rule, int batchSize, long lingerMillis, boolean events) {
        return tell(rule, batchSize, lingerMillis, events, null);
    }

    private List<Finding> tell(Rule rule, int batchSize, long lingerMillis, boolean events, @Nullable LiveEdge edge) {
        List<Finding> findings = new ArrayList<>();
        PartitionContext context = new LogStory().plain(1).context();
        Detector detector = rule.start(context, findings::add);
        for (int i = 0; i < times.size(); ) {
            int last = i;
            while (last + 1 < times.size()
                    && last + 1 < i + batchSize
                    && times.get(last + 1) - times.get(i) < lingerMillis) {
                last++;
            }
            long min = Long.MAX_VALUE;
            long max = Long.MIN_VALUE;
            for (int k = i; k <= last; k++) {
                min = Math.min(min, times.get(k));
                max = Math.max(max, times.get(k));
            }
            Batch batch = batch(i, last, min, max);
            detector.batch(batch);
            if (events) {
                for (int k = i; k <= last; k++) {
                    detector.event(batch, event(k), Fields.NONE);
                }
            }
            i = last + 1;
        }
        context.moved(context.info(), context.scanned(), context.atMillis(), edge);
        detector.end(Position.offset(times.size()), true);
        return findings;
    }

    private Event event(int i) {
        return new Event(
                LogStory.PARTITION, Position.offset(i), times.get(i), TimestampKind.CREATE, null, null, List.of());
    }

    static Batch batch(int first, int last, long minMillis, long maxMillis) {
        return new Batch(
                LogStory.PARTITION,
                Position.offset(first),
                Position.offset(last),
                last - first + 1,
                minMillis,
                maxMillis,
                TimestampKind.CREATE,
                100,
                Fate.COMMITTED,
                false,
                false,
                false,
                null,
                0,
                true);
    }
}
