package dev.lacuna.detect.time;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Runs;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.model.Producer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Compares the times of one partition's events with the clock, with their neighbours and with their
/// timestamps.
final class TimeSkewDetector implements Detector, TimeFront.Listener {

    private static final long UNKNOWN_PRODUCER = -1;
    private static final int MOST_PRODUCERS = 256;

    private final TimeSkewRule rule;
    private final SkewTexts texts;
    private final int mostRuns;
    private final PartitionContext context;
    private final TimeFront front;
    private final Deviations ahead;
    private final List<DeviationRun> future = new ArrayList<>();
    private final Runs<DeviationRun> futureRuns;
    private final Map<MistakenTime, Runs<DeviationRun>> mistakenRuns = new EnumMap<>(MistakenTime.class);
    private final Map<MistakenTime, List<DeviationRun>> mistaken = new EnumMap<>(MistakenTime.class);
    private final Map<Long, ClockWatch> clocks = new LinkedHashMap<>();
    private final List<Stretch> stretches = new ArrayList<>();
    private long ordinal;
    private long plausible;

    TimeSkewDetector(TimeSkewRule rule, PartitionContext context, Consumer<Finding> findings) {
        this.rule = rule;
        this.texts = new SkewTexts(context, findings);
        this.mostRuns = rule.mostFindings().of(context);
        this.context = context;
        this.front = new TimeFront(rule.toleranceMillis(), this);
        this.ahead = new Deviations(rule.toleranceMillis(), rule.nearbyEvents(), mostRuns);
        this.futureRuns = new Runs<>(rule.nearbyEvents(), mostRuns, future::add);
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        ordinal++;
        long millis = EventClock.of(event, fields);
        if (millis == Fields.ABSENT || event.isReplayed()) {
            return;
        }
        if (!EventClock.isPlausible(millis)) {
            mistaken(new Timed(event.position(), millis, ordinal), event, fields);
            return;
        }
        plausible++;
        long now = context.atMillis();
        if (now >= 0 && millis > now + rule.toleranceMillis()) {
            gather(futureRuns, new Timed(event.position(), millis, ordinal), millis - now);
            return;
        }
        front.add(event.position(), millis, ordinal);
        if (fields.eventMillis() != Fields.ABSENT && EventClock.isPlausible(event.millis())) {
            clockOf(batch).add(new Timed(event.position(), millis, ordinal), millis - event.millis());
        }
    }

    @Override
    public void inTime() {
        ahead.addNone();
    }

    @Override
    public void judged(Timed event, long late, long aheadMillis) {
        ahead.add(event, aheadMillis);
    }

    @Override
    public void wentBack(Timed since, Timed last, TimeFront.@Nullable Leap leap) {
        if (leap != null && stretches.size() < mostRuns) {
            stretches.add(new Stretch(leap, since));
        }
    }

    @Override
    public void end(Position reached, boolean complete) {
        front.end();
        look(reached, complete);
    }

    /// The latest events can't be judged before their neighbours have come.
    @Override
    public void look(Position reached, boolean complete) {
        futureRuns.with(future).forEach(run -> texts.reportFuture(run, context.atMillis()));
        List<DeviationRun> aheadRuns = ahead.unusual();
        aheadRuns.forEach(texts::reportAhead);
        stretches.forEach(stretch -> texts.reportLeap(stretch.leap(), stretch.back()));
        mistakenRuns.forEach((time, gathered) -> {
            List<DeviationRun> runs = gathered.with(mistaken.getOrDefault(time, List.of()));
            if (time.isUnit() || !isArchive(runs)) {
                runs.forEach(run -> texts.reportMistaken(time, run));
            }
        });
        clocks.values().forEach(clock -> clock.end().forEach(texts::reportStep));
    }

    private void mistaken(Timed timed, Event event, Fields fields) {
        boolean ownTime = fields.eventMillis() != Fields.ABSENT && EventClock.isPlausible(event.millis());
        long near = ownTime ? event.millis() : front.front() == Long.MIN_VALUE ? -1 : front.front();
        MistakenTime time = MistakenTime.of(timed.millis(), near);
        Runs<DeviationRun> runs = mistakenRuns.computeIfAbsent(
                time,
                unit -> new Runs<>(
                        rule.nearbyEvents(), mostRuns, mistaken.computeIfAbsent(unit, u -> new ArrayList<>())::add));
        // a run's times are those that stand near, for its own are none
        gather(runs, new Timed(timed.position(), near, timed.ordinal()), timed.millis());
    }

    /// Whether most of the stream's times are implausible, as in a log of old times: then they are its habit.
    private boolean isArchive(List<DeviationRun> runs) {
        return runs.stream().mapToLong(DeviationRun::count).sum() > plausible;
    }

    private static void gather(Runs<DeviationRun> runs, Timed event, long deviation) {
        DeviationRun run = runs.at(event.ordinal());
        if (run == null) {
            runs.begin(new DeviationRun(event, deviation));
        } else {
            run.add(event, deviation);
        }
    }

    private ClockWatch clockOf(Batch batch) {
        Producer producer = batch.producer();
        long id = producer == null || clocks.size() >= MOST_PRODUCERS ? UNKNOWN_PRODUCER : producer.id();
        return clocks.computeIfAbsent(id, known -> new ClockWatch(known, rule.stepMillis()));
    }

    /// Times ahead of those before and after.
    ///
    /// @param back the first event whose time had gone back
    private record Stretch(TimeFront.Leap leap, Timed back) {}
}
