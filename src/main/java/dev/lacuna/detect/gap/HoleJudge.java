package dev.lacuna.detect.gap;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.sequence.Hole;
import dev.lacuna.detect.sequence.LogState;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Position;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/// Decides what a hole in an application's numbers proves: a loss only when each harmless explanation is excluded.
final class HoleJudge {

    /// A jump by more than this, and by far more than the scan saw, may be a new block of numbers.
    private static final long HUGE_JUMP = 1_000_000;

    /// Lateness beyond this came from a repair, not from the stream's habit.
    private static final long MOST_HABITUAL_LATENESS = 100;

    private final PartitionContext context;
    private final int edge;
    private final Position reached;
    private final boolean complete;
    private final boolean knowsDensity;
    private final long numbered;

    HoleJudge(
            PartitionContext context,
            int edge,
            Position reached,
            boolean complete,
            boolean knowsDensity,
            long numbered) {
        this.context = context;
        this.edge = edge;
        this.reached = reached;
        this.complete = complete;
        this.knowsDensity = knowsDensity;
        this.numbered = numbered;
    }

    Judgement judge(ScopedHole scoped) {
        Hole hole = scoped.hole();
        LogState between = scoped.between();
        if (context.stream().compacted() && between.holes() >= hole.count()) {
            return new Judgement(scoped, Verdict.BENIGN, Cause.COMPACTION, hole.count(), Basis.EXACT, List.of());
        }
        List<String> doubts = new ArrayList<>();
        doubtWhatWasScanned(scoped, doubts);
        doubtTheNumbers(scoped, doubts);
        doubtTheLog(hole, between, doubts);
        Cause cause = causeOf(hole, between);
        if (!doubts.isEmpty()) {
            return new Judgement(scoped, Verdict.SUSPECT, cause, hole.count(), Basis.EXACT, List.copyOf(doubts));
        }
        List<String> reasons = new ArrayList<>(List.of(sentenceOf(cause)));
        reasons.add("The scan read this partition to its end, so none of them came late.");
        long unnumbered = between.unnumbered();
        if (unnumbered > 0) {
            reasons.add(Phrases.count(unnumbered, "event")
                    + " between the two carry no readable number and could be as many of the missing "
                    + "ones, but no more.");
            return new Judgement(
                    scoped, Verdict.LOSS, cause, hole.count() - unnumbered, Basis.AT_LEAST, List.copyOf(reasons));
        }
        return new Judgement(scoped, Verdict.LOSS, cause, hole.count(), Basis.EXACT, List.copyOf(reasons));
    }

    private void doubtWhatWasScanned(ScopedHole scoped, List<String> doubts) {
        Position end = context.info().end();
        Position stable = context.info().lastStable();
        if (!complete) {
            doubts.add("The scan did not see everything it was asked for, so the events may stand where it did not "
                    + "look.");
        } else if (reached.isBefore(stable)) {
            doubts.add("The scan ended at position " + reached + ", before the partition's end at " + end
                    + ": the events may have come late, behind it.");
        } else if (stable.isBefore(end)) {
            doubts.add("Transactions are still open from position " + stable + " on and may hold the events.");
        }
        Hole hole = scoped.hole();
        long habit = Math.min(scoped.lateness(), MOST_HABITUAL_LATENESS);
        boolean isNearEnd = scoped.highest() >= hole.last() && scoped.highest() - hole.last() < habit;
        if (isNearEnd) {
            doubts.add("Events of this stream come up to " + Phrases.number(scoped.lateness())
                    + " numbers late, and fewer than that have followed yet: they may still come.");
        }
        boolean fromOrigin = SequenceDetector.isFromOrigin(context);
        if (!fromOrigin && hole.seenBefore() < Math.max(edge, 2 * habit)) {
            doubts.add("Only " + Phrases.count(hole.seenBefore(), "number")
                    + " had been seen before: events from before the scanned range may hold the missing ones.");
        }
        if (hole.belowStart()) {
            doubts.add("The numbers lie below the first one that stands in this log, so they may never have "
                    + "belonged to it.");
        }
    }

    private void doubtTheNumbers(ScopedHole scoped, List<String> doubts) {
        Hole hole = scoped.hole();
        if (hole.recurred()) {
            doubts.add("The sequence started over in this partition, and these numbers belong to both runs: "
                    + "events of the other run may be the missing ones, sent again.");
        }
        if (hole.before().replayed() != hole.after().replayed()) {
            doubts.add("One of the two neighbours was written by a replay and the other was not, "
                    + "so the numbers between may never have been meant to stand here.");
        }
        if (hole.count() > HUGE_JUMP && hole.count() / 100 > numbered) {
            doubts.add("The jump is more than a hundred times the " + Phrases.count(numbered, "number")
                    + " seen in all: the sequence may have been moved to a new block, or a number may be corrupt.");
        }
    }

    private void doubtTheLog(Hole hole, LogState between, List<String> doubts) {
        if (context.stream().compacted()) {
            doubts.add("The stream is compacted: the events may have been written and superseded since.");
        }
        if (between.unnumbered() >= hole.count()) {
            doubts.add(Phrases.count(between.unnumbered(), "event")
                    + " between the two neighbours carry no readable number and may be the missing ones.");
        }
        if (between.aborted() >= hole.count()) {
            doubts.add(Phrases.count(between.aborted(), "record")
                    + " of aborted transactions stand between the two neighbours: the numbers may have been "
                    + "used there "
                    + "and given up on purpose.");
        }
        if (between.unseen() >= hole.count()) {
            doubts.add(Phrases.count(between.unseen(), "position")
                    + " between the two neighbours were not handed over by the consumer API, which hides aborted "
                    + "records, so the numbers may have been used in a transaction that was given up.");
        }
        if (!context.stream().compacted() && between.removed() >= hole.count()) {
            doubts.add("The log cleaner removed " + Phrases.count(between.removed(), "record")
                    + " between the two neighbours, though the stream is not compacted now.");
        }
    }

    private Cause causeOf(Hole hole, LogState between) {
        if (between.aborted() >= hole.count()) {
            return Cause.ABORTED_TRANSACTION;
        }
        if (between.removed() >= hole.count()) {
            return Cause.COMPACTION;
        }
        if (!knowsDensity || between.unseen() > 0 || hole.recurred()) {
            return Cause.UNKNOWN;
        }
        return between.vanished() > 0 ? Cause.LOST_FROM_LOG : Cause.NEVER_WRITTEN;
    }

    private static String sentenceOf(Cause cause) {
        switch (cause) {
            case LOST_FROM_LOG:
                return "Positions are missing from the log between the two as well, with nothing harmless to "
                        + "explain them: "
                        + "the events were written and lost with them.";
            case NEVER_WRITTEN:
                return "The log has no missing position between the two, so the events were never written to it.";
            default:
                return "Whether they were never written, or were lost from the log, can't be told from what was "
                        + "read.";
        }
    }
}
