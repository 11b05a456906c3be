package dev.lacuna.detect.gap;

import static dev.lacuna.detect.Phrases.count;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;

/// Turns positions without an event that are summed up by what they have in common, as most of them are
/// explained, into findings that people can read.
record OffsetSumTexts(GapFindings findings) {

    private static final String NOTHING = "Nothing to do.";

    void markers(Tally tally) {
        benign(
                tally,
                Cause.TRANSACTION_MARKER,
                count(tally.positions(), "transaction marker"),
                "Each commit or abort of a transaction takes one position of partition " + partition()
                        + " for its marker, which is no event. All of them were read from the log.",
                Evidence.of("markers", tally.positions()));
    }

    void aborted(Tally tally) {
        benign(
                tally,
                Cause.ABORTED_TRANSACTION,
                count(tally.positions(), "record") + " of aborted transactions",
                "These records of partition " + partition() + ", in " + count(tally.places(), "batch")
                        + ", belong to transactions that were aborted. They still stand in the log, but committed "
                        + "readers never see them.",
                Evidence.of("aborted_records", tally.positions()).with("batches", tally.places()));
    }

    /// Records removed inside batches of a stream that is not compacted now.
    void removed(Tally tally) {
        if (tally.isEmpty()) {
            return;
        }
        findings.tell(
                Verdict.SUSPECT,
                Cause.COMPACTION,
                Severity.MINOR,
                tally.range(),
                OptionalLong.of(tally.positions()),
                Basis.EXACT,
                tally.time(),
                new Explanation(
                        count(tally.positions(), "record") + " removed inside batches",
                        "Inside " + count(tally.places(), "batch") + " of partition " + partition() + " "
                                + count(tally.positions(), "record")
                                + (tally.positions() == 1 ? " is" : " are")
                                + " gone while the batch still says that it had more, which only the log cleaner "
                                + "leaves behind. The stream's policy does not ask for compaction now, so it was "
                                + "probably changed.",
                        "Check when cleanup.policy of " + partition().stream()
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
                        + (inside.positions() == 1 ? " was" : " were")
                        + " removed inside batches that still say that they had more, which proves the "
                        + "cleaner's work. ";
        benign(
                all,
                Cause.COMPACTION,
                count(all.positions(), "position") + " emptied by compaction",
                "Partition " + partition() + " has " + count(all.positions(), "position")
                        + " without a record. The stream is compacted: its cleaner removes superseded records, "
                        + "and whole batches of them. " + proven
                        + "Positions alone can't show a loss in such a stream.",
                Evidence.of("holes", holes.places())
                        .with("largest_hole", holes.largest())
                        .with("removed_inside_batches", inside.positions()));
    }

    /// Holes of a compacted stream behind something that its cleaner would not have left standing.
    void notYetCleaned(Tally tally) {
        if (tally.isEmpty()) {
            return;
        }
        findings.tell(
                Verdict.UNDECIDED,
                Severity.MINOR,
                tally,
                new Explanation(
                        count(tally.positions(), "position") + " missing where the cleaner had not come yet",
                        "The stream is compacted, but in front of " + count(tally.places(), "hole") + " of partition "
                                + partition() + " records stand that its cleaner would have removed. It works "
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
        findings.tell(
                Verdict.UNDECIDED,
                Severity.INFO,
                tally,
                new Explanation(
                        count(tally.positions(), "position") + " at the end that can't be judged yet",
                        "Nothing was read at these positions of partition " + partition()
                                + ", and they lie at the end of what was scanned or past the last stable position "
                                + findings.context().info().lastStable()
                                + ", where transactions are still open. A hole is judged only when both its "
                                + "sides are known.",
                        "Scan again, further, when the open transactions have ended."),
                Evidence.of(
                                "last_stable",
                                findings.context().info().lastStable().asOffset())
                        .build(),
                "undecided");
    }

    void singles(Tally tally) {
        if (tally.isEmpty()) {
            return;
        }
        findings.tell(
                Verdict.SUSPECT,
                Severity.MINOR,
                tally,
                new Explanation(
                        count(tally.positions(), "single position") + " without an event",
                        "In partition " + partition() + (tally.positions() == 1 ? " there is " : " there are ")
                                + count(tally.positions(), "hole")
                                + " of a single position, as the marker of a transaction leaves one. "
                                + OffsetTexts.API_LIMIT,
                        "If producers of this stream use transactions this is harmless. Else: "
                                + OffsetTexts.READ_THE_LOG),
                Evidence.of("holes", tally.places()).build(),
                "singles");
    }

    /// Holes of one position each that the brokers seem to leave on purpose.
    void left(Tally tally) {
        if (tally.isEmpty()) {
            return;
        }
        findings.tell(
                Verdict.SUSPECT,
                Severity.MINOR,
                tally,
                new Explanation(
                        count(tally.positions(), "single position") + " that no batch covers",
                        "The log of partition " + partition() + " has no batch for "
                                + count(tally.positions(), "position")
                                + (tally.positions() == 1 ? "" : ", each alone") + " between two batches. "
                                + BrokerHabit.story(findings.context().stream()),
                        "Find out which software the brokers run, and what it says of its offsets. Whether events are "
                                + "missing, an application's own numbers tell (--sequence)."),
                Evidence.of("holes", tally.places()).build(),
                "left by brokers");
    }

    private void benign(Tally tally, Cause cause, String summary, String explanation, Evidence.Builder facts) {
        if (!tally.isEmpty()) {
            findings.tell(
                    Verdict.BENIGN,
                    cause,
                    Severity.INFO,
                    tally.range(),
                    OptionalLong.of(tally.positions()),
                    Basis.EXACT,
                    tally.time(),
                    new Explanation(summary, explanation, NOTHING),
                    facts.build(),
                    cause.id());
        }
    }

    private PartitionRef partition() {
        return findings.context().partition();
    }
}
