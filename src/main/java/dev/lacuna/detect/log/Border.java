package dev.lacuna.detect.log;

import dev.lacuna.detect.log.ElectionDetector.Written;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Producer;

/// The place in the log where another leader epoch begins, and how producers went on behind it.
final class Border {

    private final ElectionRule rule;
    private final Batch before;
    private final Batch after;
    private final long stepBackMillis;
    private final boolean clearlyBack;
    private long continued;
    private long restarted;
    private long jumped;

    /// @param latestMillis the latest timestamp in front of it
    /// @param habit how far timestamps stepped back elsewhere
    Border(ElectionRule rule, Batch before, Batch after, long latestMillis, long habit) {
        this.rule = rule;
        this.before = before;
        this.after = after;
        this.stepBackMillis = after.minMillis() < 0 ? 0 : Math.max(0, latestMillis - after.minMillis());
        this.clearlyBack = stepBackMillis >= rule.clearlyBackMillis() && stepBackMillis > 2 * habit;
    }

    /// A producer's first batch behind the border.
    ///
    /// @param dense whether no position is missing between its two batches: a hole would explain a jump
    void wentOn(Written last, Batch next, Producer producer, boolean dense) {
        Producer earlier = last.producer();
        if (producer.epoch() == earlier.epoch()) {
            int between = Producer.between(earlier.lastSequence(), producer.baseSequence());
            if (between == 0) {
                continued++;
            } else if (dense && !Producer.isStepBack(between)) {
                jumped++;
            }
        } else if (producer.epoch() > earlier.epoch()
                && producer.baseSequence() == 0
                && !next.transactional()
                && !last.batch().transactional()
                && wasActive(last.batch(), next)) {
            restarted++;
        }
    }

    private boolean wasActive(Batch last, Batch next) {
        return last.maxMillis() >= 0
                && next.minMillis() >= 0
                && before.maxMillis() - last.maxMillis() <= rule.activeMillis()
                && next.minMillis() - after.minMillis() <= rule.activeMillis();
    }

    boolean goesBack() {
        return after.leaderEpoch() < before.leaderEpoch();
    }

    boolean isClearlyBack() {
        return clearlyBack;
    }

    boolean isSuspect() {
        return goesBack() || restarted > 0 || (jumped > 0 && clearlyBack);
    }

    Batch before() {
        return before;
    }

    Batch after() {
        return after;
    }

    /// How far timestamps stepped back at it.
    long stepBackMillis() {
        return stepBackMillis;
    }

    /// Producers that went on without a gap.
    long continued() {
        return continued;
    }

    /// Producers that were at work and started over in a new epoch of their own.
    long restarted() {
        return restarted;
    }

    /// Producers whose sequence jumped.
    long jumped() {
        return jumped;
    }
}
