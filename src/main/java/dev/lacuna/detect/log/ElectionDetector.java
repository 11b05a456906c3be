package dev.lacuna.detect.log;

import dev.lacuna.detect.Detector;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Position;
import dev.lacuna.model.Producer;
import org.jspecify.annotations.Nullable;

/// Compares each batch's leader epoch with that of the batch in front of it, and what producers did on both
/// sides.
final class ElectionDetector implements Detector {

    private final ElectionRule rule;
    private final ElectionTexts texts;
    private final ProducerLedger<Written> ledger;

    private @Nullable Batch last;
    private @Nullable Border border;
    private @Nullable Position holeBefore;
    private long latestMillis = -1;
    private long largestStepBack;
    private int benign;
    private int suspect;

    ElectionDetector(ElectionRule rule, ElectionTexts texts) {
        this.rule = rule;
        this.texts = texts;
        this.ledger = new ProducerLedger<>(rule.mostProducers());
    }

    /// The last batch of a producer.
    record Written(Batch batch, Producer producer) {}

    @Override
    public void batch(Batch batch) {
        Batch before = last;
        if (!batch.logged()
                || batch.leaderEpoch() < 0
                || (before != null && batch.last().compareTo(before.last()) <= 0)) {
            return;
        }
        if (before != null && before.last().isDense() && !before.last().next().equals(batch.first())) {
            holeBefore = batch.first();
        }
        if (before != null && before.leaderEpoch() != batch.leaderEpoch()) {
            close();
            border = new Border(rule, before, batch, latestMillis, largestStepBack);
        } else if (batch.minMillis() >= 0) {
            largestStepBack = Math.max(largestStepBack, latestMillis - batch.minMillis());
        }
        follow(batch);
        latestMillis = Math.max(latestMillis, batch.maxMillis());
        last = batch;
    }

    private void follow(Batch batch) {
        Producer producer = batch.producer();
        if (producer == null || producer.baseSequence() < 0 || batch.control()) {
            return;
        }
        Written written = ledger.get(producer.id());
        Border open = border;
        if (open != null && written != null && written.batch().leaderEpoch() != batch.leaderEpoch()) {
            Position hole = holeBefore;
            boolean dense = hole == null || hole.compareTo(written.batch().first()) <= 0;
            open.wentOn(written, batch, producer, dense);
        }
        ledger.put(producer.id(), new Written(batch, producer));
    }

    @Override
    public boolean followsEvents() {
        return false;
    }

    @Override
    public void end(Position reached, boolean complete) {
        Border open = border;
        if (open != null && (open.isSuspect() ? suspect : benign) < rule.mostFindings()) {
            texts.report(open);
        } else {
            close();
        }
        texts.reportRest();
    }

    private void close() {
        Border closed = border;
        if (closed == null) {
            return;
        }
        border = null;
        boolean told = closed.isSuspect() ? suspect++ < rule.mostFindings() : benign++ < rule.mostFindings();
        if (told) {
            texts.report(closed);
        } else {
            texts.sumUp(closed);
        }
    }
}
