package dev.lacuna.detect;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Damage;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A detector whose failure ends neither the scan nor the other rules: it becomes one finding *not evaluated*,
/// and the detector falls silent.
public final class GuardedDetector implements Detector {

    private final FindingKind kind;
    private final PartitionContext context;
    private final Consumer<Finding> findings;

    // null once it has failed
    private @Nullable Detector inner;
    private Position at;
    private long firstMillis = -1;
    private long lastMillis = -1;

    private GuardedDetector(FindingKind kind, PartitionContext context, Consumer<Finding> findings) {
        this.kind = kind;
        this.context = context;
        this.findings = findings;
        this.at = context.scanned().from();
    }

    /// Starts the rule's detector, guarded from its first step on.
    public static Detector start(Rule rule, PartitionContext context, Consumer<Finding> findings) {
        GuardedDetector guarded = new GuardedDetector(rule.kind(), context, findings);
        guarded.attempt(() -> guarded.inner = rule.start(context, findings));
        return guarded;
    }

    @Override
    public void batch(Batch batch) {
        Detector detector = inner;
        if (detector == null) {
            return;
        }
        at = batch.first();
        if (batch.maxMillis() >= 0) {
            firstMillis = firstMillis < 0 ? batch.minMillis() : firstMillis;
            lastMillis = batch.maxMillis();
        }
        try {
            detector.batch(batch);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        Detector detector = inner;
        if (detector == null) {
            return;
        }
        at = event.position();
        try {
            detector.event(batch, event, fields);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    @Override
    public void damage(Damage damage) {
        Detector detector = inner;
        if (detector != null) {
            attempt(() -> detector.damage(damage));
        }
    }

    @Override
    public Optional<PositionRange> sampleWanted() {
        Detector detector = inner;
        try {
            return detector == null ? Optional.empty() : detector.sampleWanted();
        } catch (RuntimeException e) {
            failed(e);
            return Optional.empty();
        }
    }

    @Override
    public void sample(Event event) {
        Detector detector = inner;
        if (detector != null) {
            attempt(() -> detector.sample(event));
        }
    }

    @Override
    public void end(Position reached, boolean complete) {
        Detector detector = inner;
        if (detector != null) {
            at = reached;
            attempt(() -> detector.end(reached, complete));
        }
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException failure) {
        inner = null;
        PositionRange range = context.scanned();
        // the exception's message may quote a payload, so only its type and place are told
        StackTraceElement[] trace = failure.getStackTrace();
        String place = trace.length == 0 ? "unknown" : trace[0].toString();
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.NOT_EVALUATED,
                Severity.INFO,
                Verdict.UNDECIDED,
                Cause.NOT_EVALUATED,
                range,
                OptionalLong.empty(),
                Basis.NONE,
                Phrases.span(firstMillis, lastMillis),
                new Explanation(
                        "rule " + kind.id() + " could not be evaluated",
                        "The rule " + kind.id() + " failed at position " + at + " of partition "
                                + context.partition() + " with "
                                + failure.getClass().getSimpleName()
                                + ". The scan and the other rules went on; what this rule had found before "
                                + "stays true, "
                                + "but it saw nothing from there on.",
                        "Report this as a bug of the program, with the evidence below; judge this partition by the "
                                + "other rules until then."),
                Evidence.of("rule", kind.id())
                        .with("failed_at", at.toString())
                        .with("failure", failure.getClass().getName())
                        .with("failure_place", place)
                        .build(),
                kind.id()));
    }
}
