package dev.lacuna.detect;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
        return start(rule.kind(), () -> rule.start(context, findings), context, findings);
    }

    static Detector start(
            FindingKind kind, Supplier<Detector> starter, PartitionContext context, Consumer<Finding> findings) {
        GuardedDetector guarded = new GuardedDetector(kind, context, findings);
        guarded.attempt(() -> guarded.inner = starter.get());
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
        try {
            detector.event(batch, event, fields);
        } catch (RuntimeException e) {
            failedAt(event.position(), e);
        }
    }

    /// The detector itself, for whoever guards many together; null once it has failed.
    @Nullable
    Detector guarded() {
        return inner;
    }

    /// It failed at an event.
    void failedAt(Position position, RuntimeException failure) {
        at = position;
        failed(failure);
    }

    @Override
    public boolean followsEvents() {
        Detector detector = inner;
        return detector != null && detector.followsEvents();
    }

    @Override
    public void damage(Damage damage) {
        Detector detector = inner;
        if (detector != null) {
            attempt(() -> detector.damage(damage));
        }
    }

    @Override
    public void gone(PositionRange positions) {
        Detector detector = inner;
        if (detector != null) {
            attempt(() -> detector.gone(positions));
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

    @Override
    public void look(Position reached, boolean complete) {
        Detector detector = inner;
        if (detector != null) {
            at = reached;
            attempt(() -> detector.look(reached, complete));
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
        findings.accept(NotEvaluated.of(kind, context, at, Phrases.span(firstMillis, lastMillis), failure));
    }
}
