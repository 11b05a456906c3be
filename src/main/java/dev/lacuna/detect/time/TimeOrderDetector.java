package dev.lacuna.detect.time;

import static dev.lacuna.detect.Phrases.count;

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
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows the times of one partition; which events are late is decided at the end, when its habit is known.
final class TimeOrderDetector implements Detector, TimeFront.Listener {

    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final TimeFront front;
    private final Deviations late;
    private final List<PositionRange> afterTheFuture = new ArrayList<>();
    private long ordinal;

    TimeOrderDetector(TimeOrderRule rule, PartitionContext context, Consumer<Finding> findings) {
        this.context = context;
        this.findings = findings;
        this.front = new TimeFront(rule.toleranceMillis(), this);
        this.late = new Deviations(
                rule.toleranceMillis(), rule.nearbyEvents(), rule.mostFindings().of(context));
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        ordinal++;
        long millis = EventClock.of(event, fields);
        if (millis != Fields.ABSENT && EventClock.isPlausible(millis) && !event.isReplayed()) {
            front.add(event.position(), millis, ordinal);
        }
    }

    @Override
    public void inTime() {
        late.addNone();
    }

    @Override
    public void judged(Timed event, long lateMillis, long ahead) {
        late.add(event, lateMillis);
    }

    /// Where time went back behind an earlier leap, the leap was into the future: what follows it is not late.
    @Override
    public void wentBack(Timed since, Timed last, TimeFront.@Nullable Leap leap) {
        if (leap != null) {
            afterTheFuture.add(
                    new PositionRange(since.position(), last.position().next()));
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
        for (DeviationRun run : late.unusual()) {
            if (afterTheFuture.stream().noneMatch(range -> range.overlaps(run.positions()))) {
                report(run);
            }
        }
    }

    private void report(DeviationRun run) {
        String how = run.isConstant()
                ? " All of them are late by about the same, as if they came from a machine whose clock is slow or "
                        + "whose time zone is another."
                : "";
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.ORDER_TIME,
                Severity.MINOR,
                Verdict.ANOMALY,
                Cause.LATE_ARRIVAL,
                run.positions(),
                OptionalLong.empty(),
                Basis.NONE,
                run.time(),
                new Explanation(
                        count(run.count(), "event") + " older than those before",
                        "Between position " + run.first() + " and " + run.last() + " of partition "
                                + context.partition() + ", " + count(run.count(), "event") + " of "
                                + count(run.spanned(), "event") + " lie up to " + Phrases.length(run.greatest())
                                + " behind the time that the events before them had reached, in the middle "
                                + Phrases.length(run.typical()) + "." + how + " Elsewhere in this partition events "
                                + "come at most " + Phrases.length(late.threshold()) + " late, by its habit.",
                        "Check whether consumers closed their time windows before these events came; look for a "
                                + "retry, a backlog or a backfill at their producer."),
                Phrases.position(
                                Evidence.of("late_events", run.count())
                                        .with("greatest_lateness_ms", run.greatest())
                                        .with("typical_lateness_ms", run.typical())
                                        .with("habit_ms", late.threshold()),
                                "first_offset",
                                run.first())
                        .build(),
                ""));
    }
}
