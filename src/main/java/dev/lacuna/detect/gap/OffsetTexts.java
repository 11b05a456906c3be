package dev.lacuna.detect.gap;

import static dev.lacuna.detect.Phrases.count;
import static dev.lacuna.detect.Phrases.moment;
import static dev.lacuna.detect.Phrases.positions;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Turns holes in the log's positions into findings that people can read.
final class OffsetTexts {

    private static final String NOTHING = "Nothing to do.";
    private static final String API_LIMIT =
            "A consumer is not given markers, aborted records or empty batches, so from what was read they "
                    + "can't be told "
                    + "from lost events.";
    private static final String READ_THE_LOG =
            "Read the log's own batches (broker log folders, or a scan at batch depth where the source offers "
                    + "it), or give a "
                    + "sequence number to check (--sequence), to decide it.";

    private final PartitionContext context;
    private final Consumer<Finding> findings;
    private final boolean transactional;

    /// @param transactional whether transactions were seen in the partition
    OffsetTexts(PartitionContext context, Consumer<Finding> findings, boolean transactional) {
        this.context = context;
        this.findings = findings;
        this.transactional = transactional;
    }

    void markers(Tally tally) {
        benign(
                tally,
                Cause.TRANSACTION_MARKER,
                count(tally.positions(), "transaction marker"),
                "Each commit or abort of a transaction takes one position of partition " + context.partition()
                        + " for its marker, which is no event. All of them were read from the log.",
                Evidence.of("markers", tally.positions()));
    }

    void aborted(Tally tally) {
        benign(
                tally,
                Cause.ABORTED_TRANSACTION,
                count(tally.positions(), "record") + " of aborted transactions",
                "These records of partition " + context.partition() + ", in " + count(tally.places(), "batch")
                        + ", belong to transactions that were aborted. They still stand in the log, but committed "
                        + "readers never see them.",
                Evidence.of("aborted_records", tally.positions()).with("batches", tally.places()));
    }

    /// Records removed inside batches of a stream that is not compacted now.
    void removed(Tally tally) {
        if (tally.isEmpty()) {
            return;
        }
        emit(
                Verdict.SUSPECT,
                Cause.COMPACTION,
                Severity.MINOR,
                tally.range(),
                tally.positions(),
                Basis.EXACT,
                tally.time(),
                new Explanation(
                        count(tally.positions(), "record") + " removed inside batches",
                        "Inside " + count(tally.places(), "batch") + " of partition " + context.partition() + " "
                                + count(tally.positions(), "record")
                                + " are gone while the batch still says that it had them, which only the log cleaner "
                                + "leaves behind. The stream's policy does not ask for compaction now, so it was "
                                + "probably changed.",
                        "Check when cleanup.policy of " + context.partition().stream()
                                + " was changed, and whether removing superseded records was meant."),
                Evidence.of("removed_records", tally.positions())
                        .with("batches", tally.places())
                        .build(),
                "removed");
    }

    /// @param holes between the records or batches that were read
    /// @param inside records removed inside the log's own batches
    void compacted(Tally holes, Tally inside) {
        Tally all = new Tally();
        all.addAll(holes);
        all.addAll(inside);
        String proven = inside.isEmpty()
                ? ""
                : count(inside.positions(), "record")
                        + " were removed inside batches that still say that they had them, which proves the "
                        + "cleaner's work. ";
        benign(
                all,
                Cause.COMPACTION,
                count(all.positions(), "position") + " emptied by compaction",
                "Partition " + context.partition() + " has " + count(all.positions(), "position")
                        + " without a record. The stream is compacted: its cleaner removes superseded records, "
                        + "and whole "
                        + "batches of them. " + proven + "Positions alone can't show a loss in such a stream.",
                Evidence.of("holes", holes.places())
                        .with("largest_hole", holes.largest())
                        .with("removed_inside_batches", inside.positions()));
    }

    /// Holes of a compacted stream behind something that its cleaner would not have left standing.
    void notYetCleaned(Tally tally) {
        if (tally.isEmpty()) {
            return;
        }
        emit(
                Verdict.UNDECIDED,
                Severity.MINOR,
                tally,
                new Explanation(
                        count(tally.positions(), "position") + " missing where the cleaner had not come yet",
                        "The stream is compacted, but in front of " + count(tally.places(), "hole") + " of partition "
                                + context.partition() + " records stand that its cleaner would have removed. It works "
                                + "from the log's start on, so it had not come so far when these were read. Either it "
                                + "came while the scan was on its way, or these positions were lost from the log.",
                        "Scan again when the cleaner is at rest. Holes that it has not come to then were lost: have the "
                                + "brokers' disks and logs checked."),
                Evidence.of("holes", tally.places())
                        .with("largest_hole", tally.largest())
                        .build(),
                "not-yet-cleaned");
    }

    void undecided(Tally tally) {
        if (tally.isEmpty()) {
            return;
        }
        emit(
                Verdict.UNDECIDED,
                Severity.INFO,
                tally,
                new Explanation(
                        count(tally.positions(), "position") + " at the end that can't be judged yet",
                        "Nothing was read at these positions of partition " + context.partition()
                                + ", and they lie at the end of what was scanned or past the last stable position "
                                + context.info().lastStable()
                                + ", where transactions are still open. A hole is judged only when both its "
                                + "sides are known.",
                        "Scan again, further, when the open transactions have ended."),
                Evidence.of("last_stable", context.info().lastStable().asOffset())
                        .build(),
                "undecided");
    }

    void singles(Tally tally) {
        if (tally.isEmpty()) {
            return;
        }
        emit(
                Verdict.SUSPECT,
                Severity.MINOR,
                tally,
                new Explanation(
                        count(tally.positions(), "single position") + " without an event",
                        "In partition " + context.partition() + " there are " + count(tally.positions(), "hole")
                                + " of one position each, as the marker of a transaction leaves one. " + API_LIMIT,
                        "If producers of this stream use transactions this is harmless. Else: " + READ_THE_LOG),
                Evidence.of("holes", tally.places()).build(),
                "singles");
    }

    /// Holes of one position each that the brokers seem to leave on purpose.
    void left(Tally tally) {
        if (tally.isEmpty()) {
            return;
        }
        emit(
                Verdict.SUSPECT,
                Severity.MINOR,
                tally,
                new Explanation(
                        count(tally.positions(), "single position") + " that no batch covers",
                        "The log of partition " + context.partition() + " has no batch for "
                                + count(tally.positions(), "position") + ", each alone between two batches. "
                                + BrokerHabit.story(context.stream()),
                        "Find out which software the brokers run, and what it says of its offsets. Whether events are "
                                + "missing, an application's own numbers tell (--sequence)."),
                Evidence.of("holes", tally.places()).build(),
                "left by brokers");
    }

    void unseen(OffsetHole hole) {
        emit(
                Verdict.SUSPECT,
                Cause.UNKNOWN,
                Severity.MAJOR,
                hole.positions(),
                hole.count(),
                Basis.ESTIMATED,
                hole.time(),
                new Explanation(
                        count(hole.count(), "position") + " without an event",
                        "Partition " + context.partition() + " has no event at "
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
        String where = "The log of partition " + context.partition() + " has no batch for "
                + positions(hole.from(), hole.to() - 1) + neighbours(hole) + ". ";
        String jump = hole.producerJump() > 0
                ? "By the producer's own sequence " + count(hole.producerJump(), "record")
                        + " were written between the two batches. "
                : "";
        String bound = transactional
                ? "Some of the positions may have held markers or aborted records, so the number of events is "
                        + "an upper bound."
                : "Each of the positions held an event.";
        if (doubt != null) {
            emit(
                    Verdict.SUSPECT,
                    Cause.UNKNOWN,
                    Severity.MAJOR,
                    hole.positions(),
                    hole.count(),
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
        emit(
                Verdict.LOSS,
                Cause.LOST_FROM_LOG,
                Severity.CRITICAL,
                hole.positions(),
                hole.count(),
                transactional ? Basis.ESTIMATED : Basis.EXACT,
                hole.time(),
                new Explanation(
                        count(hole.count(), "position") + " lost from the log",
                        where + jump
                                + "A leader assigns positions one after another. In front of the hole " + proof
                                + ", so the log cleaner was never at work there. All of "
                                + "it lies below the last stable position "
                                + context.info().lastStable()
                                + ": the records were written and have vanished. " + bound,
                        "Look for the events in a copy of the log (another cluster, a mirror, an archive) or "
                                + "upstream and "
                                + "replay them from there; have the brokers' disks, logs and unclean shutdowns "
                                + "checked."),
                evidence(hole),
                "");
    }

    private void further(Tally tally, Verdict verdict, Severity severity, String why, String discriminator) {
        if (tally.isEmpty()) {
            return;
        }
        emit(
                verdict,
                severity,
                tally,
                new Explanation(
                        count(tally.positions(), "position") + " without an event in "
                                + count(tally.places(), "further hole"),
                        "Partition " + context.partition() + " has more holes than are listed one by one; "
                                + count(tally.places(), "hole") + " are summed up here. " + why,
                        "Scan a shorter range to have them listed one by one."),
                Evidence.of("holes", tally.places())
                        .with("largest_hole", tally.largest())
                        .build(),
                discriminator);
    }

    private void emit(
            Verdict verdict,
            Severity severity,
            Tally tally,
            Explanation explanation,
            Evidence evidence,
            String discriminator) {
        emit(
                verdict,
                Cause.UNKNOWN,
                severity,
                tally.range(),
                tally.positions(),
                Basis.ESTIMATED,
                tally.time(),
                explanation,
                evidence,
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

    private void benign(Tally tally, Cause cause, String summary, String explanation, Evidence.Builder facts) {
        if (!tally.isEmpty()) {
            emit(
                    Verdict.BENIGN,
                    cause,
                    Severity.INFO,
                    tally.range(),
                    tally.positions(),
                    Basis.EXACT,
                    tally.time(),
                    new Explanation(summary, explanation, NOTHING),
                    facts.build(),
                    cause.id());
        }
    }

    private void emit(
            Verdict verdict,
            Cause cause,
            Severity severity,
            PositionRange positions,
            long missing,
            Basis basis,
            TimeSpan time,
            Explanation text,
            Evidence evidence,
            String discriminator) {
        findings.accept(Finding.of(
                context.partition(),
                FindingKind.GAP_OFFSETS,
                severity,
                verdict,
                cause,
                positions,
                OptionalLong.of(missing),
                basis,
                time,
                text,
                evidence,
                discriminator));
    }
}
