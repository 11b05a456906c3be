package dev.lacuna.detect.gap;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.sequence.Hole;
import dev.lacuna.detect.sequence.LogWatch;
import dev.lacuna.detect.sequence.Mark;
import dev.lacuna.detect.sequence.SequenceScopes;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Follows the numbers of one partition; holes are judged at the end, for until then they may still be filled.
final class SequenceDetector implements Detector {

    private final SequenceRule rule;
    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final SequenceScopes scopes;
    private final LogWatch log = new LogWatch();
    private long numbered;
    private long firstMillis = -1;
    private long lastMillis = -1;

    SequenceDetector(SequenceRule rule, PartitionContext context, Consumer<Finding> findings) {
        this.rule = rule;
        this.context = context;
        this.findings = findings;
        this.scopes = new SequenceScopes(rule.mostHoles(), rule.mostScopes(), isFromOrigin(context));
    }

    /// Whether nothing can ever have stood before the scanned range.
    static boolean isFromOrigin(PartitionContext context) {
        return context.scanned().from().equals(Position.offset(0));
    }

    @Override
    public void batch(Batch batch) {
        log.batch(batch);
    }

    @Override
    public void event(Batch batch, Event event, Fields fields) {
        if (!fields.hasSequence() || (scopes.isScoped() && fields.sequenceScope() == null)) {
            log.unnumbered();
            return;
        }
        numbered++;
        if (event.millis() >= 0) {
            firstMillis = firstMillis < 0 ? event.millis() : firstMillis;
            lastMillis = event.millis();
        }
        scopes.observe(fields, new Mark(event.position(), event.millis(), event.isReplayed(), log.state()));
    }

    @Override
    public void damage(Damage damage) {
        log.damage(damage);
    }

    @Override
    public void end(Position reached, boolean complete) {
        List<ScopedHole> holes = new ArrayList<>();
        for (SequenceScopes.Scoped scoped : scopes.all()) {
            long lateness = scoped.tracker().greatestLateness();
            long highest = scoped.tracker().highest();
            for (Hole hole : scoped.tracker().holes()) {
                holes.add(new ScopedHole(scoped.scope(), hole, lateness, highest));
            }
        }
        holes.sort(Comparator.comparing(ScopedHole::from)
                .thenComparing(hole -> hole.hole().first()));
        SequenceTexts texts = new SequenceTexts(context, Phrases.span(firstMillis, lastMillis), findings);
        if (isNoRunningNumber(holes)) {
            texts.reportNoRunningNumber(holes, numbered);
        } else {
            report(holes, reached, complete, texts);
        }
        if (scopes.budget().refusedHoles() > 0) {
            texts.reportRefused(scopes.budget());
        }
        if (scopes.untracked() > 0) {
            texts.reportUntracked(scopes.untracked(), scopes.mostScopes());
        }
    }

    private void report(List<ScopedHole> holes, Position reached, boolean complete, SequenceTexts texts) {
        HoleJudge judge = new HoleJudge(context, rule.edge(), reached, complete, log, numbered);
        List<Judgement> rest = new ArrayList<>();
        List<Judgement> compacted = new ArrayList<>();
        int told = 0;
        for (ScopedHole hole : holes) {
            Judgement judgement = judge.judge(hole);
            if (judgement.verdict() == Verdict.BENIGN) {
                compacted.add(judgement);
            } else if (told < rule.mostFindings()) {
                told++;
                texts.report(judgement);
            } else {
                rest.add(judgement);
            }
        }
        if (!rest.isEmpty()) {
            texts.reportRest(rest, told);
        }
        if (!compacted.isEmpty()) {
            texts.reportCompacted(compacted);
        }
    }

    /// Whether holes are so regular that the field can't be a number that runs within the partition: it may run
    /// across partitions, or in steps. The three largest holes don't count: real incidents are few and large.
    private boolean isNoRunningNumber(List<ScopedHole> holes) {
        int few = 10;
        if (holes.size() < few) {
            // of so few numbers any pattern may be an accident, but where half of them jump, jumps are the habit
            return !holes.isEmpty() && 2L * holes.size() >= numbered;
        }
        List<Long> counts =
                holes.stream().map(hole -> hole.hole().count()).sorted().toList();
        double missing = 0;
        for (long count : counts.subList(0, counts.size() - 3)) {
            missing += count;
        }
        return holes.size() > numbered / 3 || missing > numbered / 2.0;
    }
}
