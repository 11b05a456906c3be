package dev.lacuna.detect.gap;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.log.ProducerLedger;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Producer;
import dev.lacuna.model.TimestampKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows each producer of one partition from batch to batch, as the leaders did when they took them, and
/// keeps where it jumped. Judged at the end: only then is it known whether the log's start moved and whether
/// the cleaner was ever at work.
final class ProducerDetector implements Detector {

    private final ProducerRule rule;
    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final ProducerLedger<ProducerTrail> ledger;
    private final HoleList holes = new HoleList();
    private final List<ProducerJump> jumps = new ArrayList<>();
    private final JumpSum further = new JumpSum();
    private final JumpsInHoles inHoles = new JumpsInHoles();
    private final LateStarts lateStarts = new LateStarts();

    /// Positions since the last batch that can't be read, or went before they were.
    private final List<PositionRange> hidden = new ArrayList<>();

    private long expected;
    private long latestMillis = -1;
    private boolean cleanedOnce;

    /// Of so many jumps it is known by when they had been written.
    private int dated;

    ProducerDetector(ProducerRule rule, PartitionContext context, Consumer<Finding> findings) {
        this.rule = rule;
        this.context = context;
        this.findings = findings;
        this.ledger = new ProducerLedger<>(rule.mostProducers());
        this.expected = context.scanned().from().asOffset();
    }

    @Override
    public void batch(Batch batch) {
        if (!batch.logged()) {
            ledger.clear(); // a plain consumer doesn't see who wrote what it reads
            return;
        }
        long first = batch.first().asOffset();
        long end = batch.last().asOffset() + 1;
        if (end <= expected) {
            return;
        }
        holesUpTo(first);
        expected = end;
        cleanedOnce |= batch.removed() > 0;
        Producer producer = batch.producer();
        if (producer != null) {
            follow(batch, producer, ledger.get(producer.id()));
        }
        if (batch.maxMillis() >= 0 && (batch.control() || batch.timestamps() == TimestampKind.APPEND)) {
            date(batch.maxMillis());
        }
        latestMillis = Math.max(latestMillis, batch.maxMillis());
    }

    /// A marker, and whatever an append-time log holds, has the time of a broker's clock when it was written.
    private void date(long brokersMillis) {
        for (; dated < jumps.size(); dated++) {
            jumps.set(dated, jumps.get(dated).writtenBy(brokersMillis));
        }
    }

    /// What can't be read was written, and is told by another rule.
    @Override
    public void damage(Damage damage) {
        damage.hidden().filter(range -> range.from().isDense()).ifPresent(hidden::add);
    }

    @Override
    public void gone(PositionRange positions) {
        if (positions.from().isDense()) {
            hidden.add(positions);
        }
    }

    private void holesUpTo(long first) {
        long from = expected;
        for (PositionRange range : hidden) {
            long unreadable = Math.min(Math.max(range.from().asOffset(), from), first);
            long readable = Math.min(Math.max(range.to().asOffset(), from), first);
            if (unreadable > from) {
                holes.add(from, unreadable);
            }
            holes.addHidden(readable - unreadable);
            from = readable;
        }
        if (first > from) {
            holes.add(from, first);
        }
        hidden.clear();
    }

    private void follow(Batch batch, Producer producer, @Nullable ProducerTrail before) {
        if (batch.control()) {
            if (before != null) {
                ledger.put(producer.id(), before.thenMarker(batch, producer, holes));
            }
            return;
        }
        if (producer.baseSequence() < 0) {
            return; // a coordinator's own write, which nobody numbers
        }
        if (before != null && producer.epoch() < before.epoch()) {
            return; // a zombie, which only a leader that had forgotten the producer lets in
        }
        Stamps stamps = (before == null ? Stamps.OF_THE_PRODUCER : before.stamps()).then(batch, latestMillis);
        if (before == null) {
            startsLate(batch, producer);
        } else if (producer.epoch() > before.epoch()) {
            jumped(batch, producer, before, stamps, 0, producer.baseSequence());
        } else {
            goesOn(batch, producer, before, stamps);
        }
        boolean sameEpoch = before != null && before.epoch() == producer.epoch();
        ledger.put(
                producer.id(),
                before != null && sameEpoch
                        ? before.then(batch, producer, holes, stamps)
                        : ProducerTrail.of(batch, producer, holes, stamps));
    }

    private void goesOn(Batch batch, Producer producer, ProducerTrail before, Stamps stamps) {
        int between = Producer.between(before.sequence(), producer.baseSequence());
        if (between == 0 || Producer.isStepBack(between)) {
            return;
        }
        if (!before.wentBack()) {
            jumped(batch, producer, before, stamps, producer.baseSequence() - between, between);
        } else {
            // what came before the step back is not missing
            int beyond = Producer.between(before.highest(), producer.baseSequence());
            if (!Producer.isStepBack(beyond)) {
                jumped(batch, producer, before, stamps, producer.baseSequence() - beyond, beyond);
            }
        }
    }

    private void jumped(Batch batch, Producer producer, ProducerTrail before, Stamps stamps, int first, long count) {
        if (count <= 0) {
            return;
        }
        long between = holes.positions() - before.holes();
        ProducerJump jump = ProducerJump.of(
                batch,
                producer,
                before,
                first < 0 ? first & Integer.MAX_VALUE : first,
                count,
                between,
                between == 0 ? -1 : holes.firstBehind(before.position()),
                latestMillis,
                stamps);
        boolean isToldElsewhere = holes.hidden() - before.hidden() == between;
        if (between > 0 && !isToldElsewhere && !context.stream().compacted()) {
            inHoles.add(jump);
        }
        if (jump.beyondHoles() > 0) {
            keep(jump);
        }
    }

    private void keep(ProducerJump jump) {
        if (jumps.size() < rule.mostFindings()) {
            jumps.add(jump);
        } else {
            further.add(jump);
        }
    }

    /// A stranger whose numbers don't begin at 0. In a log that is whole from its first position on the records
    /// before are missing; where the stream was made anew under a running producer, they are not. Leaders of a
    /// new stream begin at epoch 0, so only what a later one took is told.
    private void startsLate(Batch batch, Producer producer) {
        if (producer.baseSequence() > 0 && batch.leaderEpoch() > 0) {
            lateStarts.add(batch, producer);
        }
    }

    @Override
    public boolean followsEvents() {
        return false;
    }

    @Override
    public void end(Position reached, boolean complete) {
        var judge = new JumpJudge(context, rule.forgottenMillis(context.stream()), complete, cleanedOnce);
        var texts = new ProducerTexts(new GapFindings(context, FindingKind.GAP_PRODUCER, findings));
        for (ProducerJump jump : jumps) {
            ProducerTrail since = ledger.get(jump.producer().id());
            ProducerJump known = since == null ? jump : jump.withStamps(since.stamps());
            texts.report(known, judge.doubtsOf(known), judge.isKnownByAClock(known));
        }
        texts.reportFurther(further);
        inHoles.all().forEach(texts::reportInHole);
        boolean whole = context.scanned().from().asOffset() == 0
                && holes.positions() == 0
                && !context.stream().compacted();
        if (whole && !ledger.hasForgotten()) {
            texts.reportLateStarts(lateStarts);
        }
    }
}
