package dev.lacuna.detect.time;

import static dev.lacuna.detect.Phrases.count;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Turns times that can't be right into findings that people can read.
final class SkewTexts {

    private static final String PINNED =
            "Retention keeps a segment as long as its latest time says, and consumers close "
                    + "their time windows by it: ";

    private final PartitionContext context;
    private final Consumer<Finding> findings;

    SkewTexts(PartitionContext context, Consumer<Finding> findings) {
        this.context = context;
        this.findings = findings;
    }

    void reportFuture(DeviationRun run, long nowMillis) {
        emit(
                Cause.CLOCK_OFF,
                run.positions(),
                run.time(),
                new Explanation(
                        count(run.count(), "event") + " from the future",
                        between(run) + count(run.count(), "event") + " carry times up to "
                                + Phrases.length(run.greatest()) + " later than it was when this was scanned, "
                                + Phrases.moment(nowMillis) + ".",
                        PINNED + "correct the clock of their producer, and check what these events held up."),
                Evidence.of("skewed_events", run.count()).with("offset_ms", run.greatest()),
                run.first(),
                "future");
    }

    void reportAhead(DeviationRun run) {
        emit(
                Cause.CLOCK_OFF,
                run.positions(),
                run.time(),
                new Explanation(
                        count(run.count(), "event") + " ahead of their time",
                        between(run) + count(run.count(), "event") + " of " + count(run.spanned(), "event")
                                + " carry times up to " + Phrases.length(run.greatest())
                                + " ahead of the events before and after them, in the middle "
                                + Phrases.length(run.typical()) + (run.isConstant() ? ", all by about the same." : "."),
                        PINNED + "look for the machine that wrote them and correct its clock."),
                Evidence.of("skewed_events", run.count())
                        .with("offset_ms", run.typical())
                        .with("greatest_offset_ms", run.greatest()),
                run.first(),
                "ahead");
    }

    /// @param back the first event whose time had gone back
    void reportLeap(TimeFront.Leap leap, Timed back) {
        long offset = leap.toMillis() - leap.fromMillis();
        emit(
                Cause.CLOCK_OFF,
                new PositionRange(leap.at().position(), back.position()),
                Phrases.span(leap.fromMillis(), leap.toMillis()),
                new Explanation(
                        Phrases.length(offset) + " into the future and back",
                        "At position " + leap.at().position() + " of partition " + context.partition()
                                + " times leap from " + Phrases.moment(leap.fromMillis()) + " to "
                                + Phrases.moment(leap.toMillis()) + ", and from position " + back.position()
                                + " on they are back where they were and stay there. So what lies between carries "
                                + "times from the future, about " + Phrases.length(offset) + " off.",
                        PINNED + "look for the machine whose clock was set at that time."),
                Evidence.of("offset_ms", offset),
                leap.at().position(),
                "leap");
    }

    void reportMistaken(MistakenTime time, DeviationRun run) {
        String what;
        if (time.isUnit()) {
            what = " carry a time that is none in milliseconds, but one near the times around it in " + time.id();
        } else if (time == MistakenTime.UNSET) {
            what = " carry a time that was never set";
        } else {
            what = " carry a time that can't be one of this stream, such as " + run.greatest();
        }
        emit(
                Cause.TIME_UNIT,
                run.positions(),
                run.time(),
                new Explanation(
                        count(run.count(), "event")
                                + (time.isUnit() ? " with times in " + time.id() : " without a time"),
                        between(run) + count(run.count(), "event") + what + ".",
                        "Correct the producer; until then, consumers that go by time take these events for very old "
                                + "or very new ones, and drop them or hold up others."),
                Evidence.of("skewed_events", run.count()).with("unit", time.id()),
                run.first(),
                time.id());
    }

    void reportStep(ClockStep step) {
        boolean ahead = step.offsetMillis() > 0;
        String length = Phrases.length(Math.abs(step.offsetMillis()));
        String until = step.lasts()
                ? " to the end of what was scanned"
                : " to position " + step.last().position();
        Evidence.Builder facts = Evidence.of("offset_ms", step.offsetMillis())
                .with("offset_before_ms", step.beforeMillis())
                .with("offset_after_ms", step.afterMillis())
                .with("skewed_events", step.events());
        if (step.producer() >= 0) {
            facts.with("producer_id", step.producer());
        }
        emit(
                Cause.CLOCK_OFF,
                new PositionRange(
                        step.first().position(), step.last().position().next()),
                new TimeSpan(
                        Math.min(step.first().millis(), step.last().millis()),
                        Math.max(step.first().millis(), step.last().millis())),
                new Explanation(
                        count(step.events(), "event") + " " + length + (ahead ? " ahead" : " behind"),
                        "From position " + step.first().position() + " of partition " + context.partition() + until
                                + ", " + count(step.events(), "event")
                                + (step.producer() >= 0 ? " of producer " + step.producer() : "")
                                + " carry times of their own that are " + length + (ahead ? " later" : " earlier")
                                + ", compared with their timestamps, than before. The offset stays the same, as when a "
                                + "clock is set or a time zone is mistaken, and not as with a delay.",
                        "Correct the clock or the time zone of the application that made these events; shift their "
                                + "times by " + length + " when counting by time."),
                facts,
                step.first().position(),
                "step " + step.producer());
    }

    private String between(DeviationRun run) {
        return "Between position " + run.first() + " and " + run.last() + " of partition " + context.partition() + " ";
    }

    private void emit(
            Cause cause,
            PositionRange positions,
            TimeSpan time,
            Explanation text,
            Evidence.Builder facts,
            Position first,
            String discriminator) {
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.TIME_SKEW,
                Severity.MINOR,
                Verdict.ANOMALY,
                cause,
                positions,
                OptionalLong.empty(),
                Basis.NONE,
                time,
                text,
                Phrases.position(facts, "first_offset", first).build(),
                discriminator));
    }
}
