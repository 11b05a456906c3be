package dev.lacuna.detect.gap;

import static dev.lacuna.detect.Phrases.count;
import static dev.lacuna.detect.Phrases.moment;
import static dev.lacuna.detect.Phrases.positions;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Turns holes in the log's positions that may be losses into findings that people can read.
final class OffsetTexts {

    static final String API_LIMIT =
            "A consumer is not given markers, aborted records or empty batches, so from what was read they can't be "
                    + "told from lost events.";
    static final String READ_THE_LOG =
            "Read the log's own batches (broker log folders, or a scan at batch depth where the source offers it), or "
                    + "give a sequence number to check (--sequence), to decide it.";

    private final GapFindings findings;
    private final boolean transactional;

    /// @param transactional whether transactions were seen in the partition
    OffsetTexts(GapFindings findings, boolean transactional) {
        this.findings = findings;
        this.transactional = transactional;
    }

    void unseen(OffsetHole hole) {
        findings.tell(
                Verdict.SUSPECT,
                Cause.UNKNOWN,
                Severity.MAJOR,
                hole.positions(),
                OptionalLong.of(hole.count()),
                Basis.ESTIMATED,
                hole.time(),
                new Explanation(
                        count(hole.count(), "position") + " without an event",
                        "Partition " + partition() + " has no event at "
                                + positions(hole.from(), hole.to() - 1) + neighbours(hole) + ". " + API_LIMIT
                                + " The stream is not compacted now.",
                        READ_THE_LOG),
                evidence(hole),
                "");
    }

    void furtherUnseen(Tally tally) {
        further(tally, Verdict.SUSPECT, Severity.MAJOR, API_LIMIT, "further-unseen");
    }

    void furtherHoles(Tally tally, boolean loss) {
        further(
                tally,
                loss ? Verdict.LOSS : Verdict.SUSPECT,
                loss ? Severity.CRITICAL : Severity.MAJOR,
                "They are judged as those before them.",
                "further-holes");
    }

    /// @param proof what shows that the cleaner never came so far; null where nothing does
    /// @param doubt why it is no proven loss; null when it is one
    void between(OffsetHole hole, @Nullable String proof, @Nullable String doubt) {
        String where = "The log of partition " + partition() + " has no batch for "
                + positions(hole.from(), hole.to() - 1) + neighbours(hole) + ". ";
        String jump = hole.producerJump() > 0
                ? "By the producer's own sequence " + count(hole.producerJump(), "record")
                        + (hole.producerJump() == 1 ? " was" : " were") + " written between the two batches. "
                : "";
        String bound = transactional
                ? "Some of the positions may have held markers or aborted records, so the number of events is "
                        + "an upper bound."
                : "Each of the positions held an event.";
        if (doubt != null) {
            findings.tell(
                    Verdict.SUSPECT,
                    Cause.UNKNOWN,
                    Severity.MAJOR,
                    hole.positions(),
                    OptionalLong.of(hole.count()),
                    Basis.ESTIMATED,
                    hole.time(),
                    new Explanation(
                            count(hole.count(), "position") + " missing from the log",
                            where + jump + doubt,
                            "Scan again from the partition's start to its end, and check the history of the "
                                    + "stream's policy."),
                    evidence(hole),
                    "");
            return;
        }
        findings.tell(
                Verdict.LOSS,
                Cause.LOST_FROM_LOG,
                Severity.CRITICAL,
                hole.positions(),
                OptionalLong.of(hole.count()),
                transactional ? Basis.ESTIMATED : Basis.EXACT,
                hole.time(),
                new Explanation(
                        count(hole.count(), "position") + " lost from the log",
                        where + jump
                                + "A leader assigns positions one after another. In front of the hole " + proof
                                + ", so the log cleaner was never at work there. All of "
                                + "it lies below the last stable position "
                                + findings.context().info().lastStable()
                                + ": the records were written and have vanished. " + bound,
                        "Look for the events in a copy of the log (another cluster, a mirror, an archive) or upstream and "
                                + "replay them from there; have the brokers' disks, logs and unclean shutdowns checked."),
                evidence(hole),
                "");
    }

    private void further(Tally tally, Verdict verdict, Severity severity, String why, String discriminator) {
        if (tally.isEmpty()) {
            return;
        }
        findings.tell(
                verdict,
                severity,
                tally,
                new Explanation(
                        count(tally.positions(), "position") + " without an event in "
                                + count(tally.places(), "further hole"),
                        "Partition " + partition() + " has more holes than are listed one by one; "
                                + count(tally.places(), "hole") + (tally.places() == 1 ? " is" : " are")
                                + " summed up here. " + why,
                        "Scan a shorter range to have them listed one by one."),
                Evidence.of("holes", tally.places())
                        .with("largest_hole", tally.largest())
                        .build(),
                discriminator);
    }

    private static String neighbours(OffsetHole hole) {
        StringBuilder text = new StringBuilder();
        Batch before = hole.before();
        Batch after = hole.after();
        if (before != null) {
            text.append(", after ")
                    .append(before.last())
                    .append(" (")
                    .append(moment(before.maxMillis()))
                    .append(')');
        }
        if (after != null) {
            text.append(before == null ? ", before " : " and before ")
                    .append(after.first())
                    .append(" (")
                    .append(moment(after.minMillis()))
                    .append(')');
        }
        return text.toString();
    }

    private static Evidence evidence(OffsetHole hole) {
        Evidence.Builder facts = Evidence.of("positions", hole.count());
        Batch before = hole.before();
        if (before != null) {
            facts.with("before_first", before.first().asOffset())
                    .with("before_last", before.last().asOffset())
                    .with("before_leader_epoch", before.leaderEpoch());
        }
        Batch after = hole.after();
        if (after != null) {
            facts.with("after_first", after.first().asOffset())
                    .with("after_last", after.last().asOffset())
                    .with("after_leader_epoch", after.leaderEpoch());
        }
        if (before != null && before.producer() != null && hole.producerJump() >= 0) {
            facts.with("producer_id", before.producer().id())
                    .with("producer_epoch", before.producer().epoch())
                    .with("producer_records_between", hole.producerJump());
        }
        return facts.build();
    }

    private PartitionRef partition() {
        return findings.context().partition();
    }
}
