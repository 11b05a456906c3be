package dev.lacuna.detect.damage;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.model.TimeSpan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Gathers the damages of one partition. One that hides positions is told when the batch behind it has come, because
/// only then is it known from when to when something is missing.
final class DamageDetector implements Detector {

    private final int mostFindings;
    private final DamageTexts texts;
    private final List<Damage> waiting = new ArrayList<>();
    private final Map<Damage.Kind, Notes> notes = new EnumMap<>(Damage.Kind.class);
    private final Further further = new Further();
    private long firstMillis = -1;
    private long lastMillis = -1;
    private int told;
    private int waitingHidden;

    /// Damages of one kind that hide nothing: how many, and the first of them.
    static final class Notes {

        private static final int MOST_KEPT = 5;

        private final List<Damage> kept = new ArrayList<>();
        private long count;

        void add(Damage damage) {
            count++;
            if (kept.size() < MOST_KEPT) {
                kept.add(damage);
            }
        }

        List<Damage> kept() {
            return kept;
        }

        long count() {
            return count;
        }
    }

    /// Damages beyond those that are told one by one.
    static final class Further {

        private long count;
        private long positions;
        private Position from = Position.offset(0);
        private Position to = Position.offset(0);

        void add(Damage damage) {
            damage.hidden().ifPresent(range -> {
                from = count == 0 ? range.from() : Position.min(from, range.from());
                to = count == 0 ? range.to() : Position.max(to, range.to());
                count++;
                positions += range.span();
            });
        }

        long count() {
            return count;
        }

        long positions() {
            return positions;
        }

        Position from() {
            return from;
        }

        Position to() {
            return to;
        }
    }

    DamageDetector(int mostFindings, PartitionContext context, Consumer<Finding> findings) {
        this.mostFindings = mostFindings;
        this.texts = new DamageTexts(context, findings);
    }

    @Override
    public void batch(Batch batch) {
        tell(batch.minMillis());
        if (batch.maxMillis() >= 0) {
            firstMillis = firstMillis < 0 ? batch.minMillis() : firstMillis;
            lastMillis = batch.maxMillis();
        }
    }

    @Override
    public void damage(Damage damage) {
        boolean tornOnly = damage.kind() == Damage.Kind.TORN_TAIL;
        if (damage.hidden().isPresent()) {
            if (told + waitingHidden < mostFindings) {
                waitingHidden++;
                waiting.add(damage);
            } else {
                further.add(damage);
            }
        } else if (tornOnly) {
            waiting.add(damage);
        } else {
            notes.computeIfAbsent(damage.kind(), kind -> new Notes()).add(damage);
        }
    }

    private void tell(long nextMillis) {
        for (Damage damage : waiting) {
            TimeSpan time = Phrases.span(lastMillis, nextMillis);
            if (damage.hidden().isEmpty()) {
                texts.torn(damage, time);
            } else {
                told++;
                texts.hidden(damage, damage.hidden().get(), time);
            }
        }
        waiting.clear();
        waitingHidden = 0;
    }

    @Override
    public boolean followsEvents() {
        return false;
    }

    @Override
    public void end(Position reached, boolean complete) {
        List<Damage> latest = List.copyOf(waiting);
        int toldBefore = told;
        int hiddenBefore = waitingHidden;
        tell(-1);
        waiting.addAll(latest); // what stands behind them tells their time
        told = toldBefore;
        waitingHidden = hiddenBefore;
        TimeSpan all = Phrases.span(firstMillis, lastMillis);
        if (further.count() > 0) {
            texts.further(further, all);
        }
        notes.forEach((kind, of) -> texts.notes(kind, of, all));
    }
}
