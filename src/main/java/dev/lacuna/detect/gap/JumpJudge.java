package dev.lacuna.detect.gap;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.log.Settings;
import dev.lacuna.model.Compaction;
import java.util.ArrayList;
import java.util.List;

/// Decides what a producer's jump proves: a loss only when each harmless explanation is excluded.
final class JumpJudge {

    private static final String FARTHEST_BACK = "message.timestamp.before.max.ms";

    private final PartitionContext context;
    private final long forgottenMillis;
    private final boolean complete;
    private final boolean cleanedOnce;

    /// @param forgottenMillis from how long a silence on a leader may have forgotten a producer
    /// @param cleanedOnce whether the cleaner left its trace in the partition
    JumpJudge(PartitionContext context, long forgottenMillis, boolean complete, boolean cleanedOnce) {
        this.context = context;
        this.forgottenMillis = forgottenMillis;
        this.complete = complete;
        this.cleanedOnce = cleanedOnce;
    }

    /// Why it is no proven loss, in full sentences; empty when it is one.
    List<String> doubtsOf(ProducerJump jump) {
        List<String> doubts = new ArrayList<>();
        if (!complete) {
            doubts.add("The scan did not see everything it was asked for: the log may have changed under it.");
        }
        if (context.stream().compacted() || cleanedOnce) {
            doubts.add("The log cleaner was at work in this partition and may have removed batches.");
        } else if (context.stream().compaction() == Compaction.UNKNOWN) {
            doubts.add("The source can't tell whether the stream is compacted.");
        }
        if (jump.silentMillis() < 0) {
            doubts.add("Its batches carry no timestamp, so the leader may have forgotten the producer between them and "
                    + "then takes any number.");
        } else if (jump.silentMillis() >= forgottenMillis) {
            doubts.add("Up to " + Phrases.length(jump.silentMillis())
                    + " lie between the two batches. After such a silence brokers forget a producer and take any "
                    + "number from it, so the records between may never have been written.");
        } else if (jump.ofTwoClocks() && !isKnownByAClock(jump)) {
            doubts.add("The time of what it wrote before is by a broker's clock and that of its next batch by its own, "
                    + "and no clock of the brokers' behind it shows when that was written. If the producer dates its "
                    + "records back, more than " + Phrases.length(forgottenMillis)
                    + " may lie between the two; after such a silence brokers forget a producer and take any number "
                    + "from it.");
        } else if (jump.stamps() == Stamps.OF_THE_EVENTS && !isKnownByAClock(jump)) {
            doubts.add(
                    "The timestamps of this producer's batches are not when it wrote them but those of older events: a "
                            + "batch spans more time than one is filled in, or lies behind what stood in the log. By these times "
                            + "brokers forget a producer. What one dates back by more than "
                            + Phrases.length(forgottenMillis)
                            + " they forget at once, and then take any number from it, so the records between may never have "
                            + "been written.");
        }
        if (jump.earlier().wentBack()) {
            doubts.add("Its numbers had gone back before, so a leader had forgotten it once already.");
        }
        return doubts;
    }

    /// Whether the clock of a broker, or of the scan, shows that the leader still knew the producer.
    boolean isKnownByAClock(ProducerJump jump) {
        long earlier = jump.earlier().millis();
        if (earlier < 0) {
            return false;
        }
        long by = Math.min(orNever(context.atMillis()), orNever(jump.writtenByMillis()));
        // nothing is taken that is dated back farther than that
        long farthestBack = Settings.number(context.stream(), FARTHEST_BACK, Long.MAX_VALUE);
        if (jump.millis() >= 0 && farthestBack < forgottenMillis) {
            by = Math.min(by, jump.millis() + farthestBack);
        }
        return by != Long.MAX_VALUE && by - earlier < forgottenMillis;
    }

    private static long orNever(long millis) {
        return millis < 0 ? Long.MAX_VALUE : millis;
    }
}
