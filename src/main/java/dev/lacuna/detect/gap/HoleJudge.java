package dev.lacuna.detect.gap;

import dev.lacuna.detect.LiveEdge;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.sequence.Hole;
import dev.lacuna.detect.sequence.LateHabit;
import dev.lacuna.detect.sequence.LateStrays;
import dev.lacuna.detect.sequence.LogState;
import dev.lacuna.detect.sequence.LogWatch;
import dev.lacuna.detect.sequence.Nearby;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Position;
import dev.lacuna.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/// Decides what a hole in an application's numbers proves: a loss only when each harmless explanation is
/// excluded.
final class HoleJudge {

    /// A jump by more than this, and by far more than was seen of the sequence, may be a new block of numbers.
    private static final long LARGE_JUMP = 10_000;

    private static final long FAR_MORE = 10;

    /// What came so shortly before the scan looked may be overtaken by events that are still on their way; so long is
    /// waited at a moving edge, too.
    static final long GRACE_MILLIS = 10_000;

    /// Clocks of different machines may differ by so much; a time farther ahead says nothing about when it was.
    static final long MOST_AHEAD_MILLIS = 5 * 60_000;

    /// So often lower numbers must have gone on beside higher ones for them to be a run of their own.
    private static final long FEWEST_TURNS = 5;

    /// Lateness beyond this came from a repair, not from the stream's habit.
    private static final long MOST_HABITUAL_LATENESS = 100;

    /// An event whose number nobody could read may stand so many positions early or late in any stream without being
    /// seen as late; and as many more as the stream's stragglers do, or as the hole is long.
    private static final long NEAR = 10;

    private static final long FARTHEST = 10_000;

    private final PartitionContext context;
    private final int edge;
    private final Position reached;
    private final boolean complete;
    private final LogWatch log;
    private final LateStrays strays;
    private final CleanerWitness witness;
    private final boolean knowsDensity;
    private final boolean cleanedOnce;
    private final long damaged;
    private final LateHabit habit;
    private final long habitMillis;

    /// @param log what the whole scan has shown of the log
    /// @param strays unreadable events that may be late
    /// @param witness what it has shown of whether the cleaner ever came
    /// @param habit how late events of the partition come
    HoleJudge(
            PartitionContext context,
            int edge,
            Position reached,
            boolean complete,
            LogWatch log,
            LateStrays strays,
            CleanerWitness witness,
            LateHabit habit) {
        this.context = context;
        this.edge = edge;
        this.reached = reached;
        this.complete = complete;
        this.log = log;
        this.strays = strays;
        this.witness = witness;
        this.knowsDensity = log.knowsDensity();
        this.cleanedOnce = log.state().removed() > 0;
        this.damaged = log.state().damaged();
        this.habit = habit;
        this.habitMillis = habit.millis();
    }

    Judgement judge(ScopedHole scoped) {
        Hole hole = scoped.hole();
        LogState between = scoped.between();
        if (context.stream().compacted() && between.holes() >= hole.count()) {
            return new Judgement(scoped, Verdict.BENIGN, Cause.COMPACTION, hole.count(), Basis.EXACT, List.of());
        }
        Nearby near = near(scoped);
        List<String> doubts = new ArrayList<>();
        doubtWhatWasScanned(scoped, doubts);
        doubtTheNumbers(scoped, doubts);
        doubtTheLog(scoped, between, near, doubts);
        Cause cause = causeOf(scoped, between, near);
        if (isAtMovingEdge(hole)) {
            doubts.add("The event behind them came only just now, while the partition is followed: late ones may "
                    + "still fill the gap.");
            return new Judgement(scoped, Verdict.UNDECIDED, cause, hole.count(), Basis.EXACT, List.copyOf(doubts));
        }
        if (!doubts.isEmpty()) {
            return new Judgement(scoped, Verdict.SUSPECT, cause, hole.count(), Basis.EXACT, List.copyOf(doubts));
        }
        if (isFresh(hole)) {
            return new Judgement(scoped, Verdict.UNDECIDED, cause, hole.count(), Basis.EXACT, List.of(whyFresh()));
        }
        List<String> reasons = new ArrayList<>(List.of(sentenceOf(cause)));
        reasons.add("The scan read this partition to its end, so none of them came late.");
        long explicable = explicable(scoped, between, near);
        if (explicable > 0) {
            reasons.add(Phrases.count(explicable, "position")
                    + " between the two, near them, or behind them where late events come could have held as many of the "
                    + "missing ones (events without a readable number, records of aborted transactions, or what was not "
                    + "seen), but no more.");
            return new Judgement(
                    scoped, Verdict.LOSS, cause, hole.count() - explicable, Basis.AT_LEAST, List.copyOf(reasons));
        }
        return new Judgement(scoped, Verdict.LOSS, cause, hole.count(), Basis.EXACT, List.copyOf(reasons));
    }

    /// A gap at a moving edge is none before late events have had their time.
    private boolean isAtMovingEdge(Hole hole) {
        LiveEdge edge = context.edge();
        return edge != null && !hole.after().position().isBefore(edge.settled());
    }

    /// Nor is one at the end of what may be written on; who does not follow it has only timestamps to tell.
    /// Where events come later than usual time and again, those tell it in either case.
    private boolean isFresh(Hole hole) {
        long ago = context.atMillis() - hole.after().millis();
        long grace = habitMillis > GRACE_MILLIS ? habitMillis : context.edge() == null ? GRACE_MILLIS : 0;
        return context.atMillis() >= 0 && ago < grace && ago > -MOST_AHEAD_MILLIS;
    }

    private String whyFresh() {
        if (habitMillis > GRACE_MILLIS) {
            return "The event behind them came less than " + Phrases.length(habitMillis)
                    + " ago, by its timestamp, and events of this partition have come about that late time and again: they "
                    + "may still fill the gap.";
        }
        return "The event behind them came less than " + GRACE_MILLIS / 1000
                + " seconds before the scan began, by its timestamp: late ones may still fill the gap.";
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
        long numbersLate = Math.min(scoped.lateness(), MOST_HABITUAL_LATENESS);
        boolean isNearEnd = scoped.highest() >= hole.last() && scoped.highest() - hole.last() < numbersLate;
        if (isNearEnd && !isOver(hole)) {
            doubts.add("Events of this stream come up to " + Phrases.number(scoped.lateness())
                    + " numbers late, and fewer than that have followed yet: they may still come.");
        }
        boolean fromOrigin = SequenceDetector.isFromOrigin(context);
        if (!fromOrigin && hole.seenBefore() < Math.max(edge, 2 * numbersLate)) {
            doubts.add("Only " + Phrases.count(hole.seenBefore(), "number")
                    + " had been seen before: events from before the scanned range may hold the missing ones.");
        }
        if (hole.belowStart()) {
            doubts.add("The numbers lie below the first one that stands in this log, so they may never have "
                    + "belonged to it.");
        }
    }

    /// Whether the log has gone on for longer than anything came late.
    private boolean isOver(Hole hole) {
        Position after = hole.after().position();
        boolean isOfOneClock = after.isDense() && log.timesChangedAt() <= after.asOffset();
        return isOfOneClock && habit.isOver(hole.after().millis());
    }

    private void doubtTheNumbers(ScopedHole scoped, List<String> doubts) {
        Hole hole = scoped.hole();
        if (hole.recurred()) {
            doubts.add("The sequence started over in this partition, and these numbers belong to both runs: "
                    + "events of the other run may be the missing ones, sent again.");
        }
        if (scoped.returned()) {
            doubts.add("More scopes were open at once than could be followed. This one had been given up and came "
                    + "back, so the missing events may have come meanwhile.");
        }
        if (hole.before().replayed() || hole.after().replayed()) {
            doubts.add("A neighbour was written by a replay, which copies what was chosen for it, "
                    + "so the numbers between may never have been meant to stand here.");
        }
        if (hole.count() > LARGE_JUMP && hole.count() / FAR_MORE > scoped.seen()) {
            doubts.add("The jump is more than ten times the " + Phrases.count(scoped.seen(), "number")
                    + " seen of the sequence: it may have been moved to a new block, several writers may count in "
                    + "blocks of their own, or a number may be corrupt.");
        }
        if (hole.turns() >= FEWEST_TURNS) {
            doubts.add("Numbers below them went on coming in turns with those above: several writers seem to count "
                    + "here, each in a range of its own, and these numbers may belong to none of them. Name what tells "
                    + "the writers apart (--sequence-per).");
        }
    }

    private void doubtTheLog(ScopedHole scoped, LogState between, Nearby near, List<String> doubts) {
        if (context.stream().compacted()) {
            doubts.add("The stream is compacted: the events may have been written and superseded since.");
        }
        if (damaged > 0) {
            doubts.add(Phrases.count(damaged, "position") + " of this partition can't be read, because its log is "
                    + "damaged there (log.damaged): the events may stand at one of them.");
        }
        // each alone may hold some of the numbers, and all together all of them
        if (explicable(scoped, between, near) < scoped.hole().count()) {
            return;
        }
        doubt(doubts, near.unnumbered(), "event", "carry no number and may be the missing ones.");
        if (near.unreadable() > 0) {
            doubts.add(Phrases.count(near.unreadable(), "event") + " that can't be read "
                    + (near.unreadable() == 1 ? "stands" : "stand")
                    + " between the two neighbours, near them, or behind them where late ones come, and may be "
                    + (near.unreadable() == 1 ? "one of the missing ones." : "some of the missing ones."));
        }
        doubt(
                doubts,
                near.aborted(),
                "record",
                "belong to aborted transactions: the numbers may have been used there and given up on purpose.");
        doubt(
                doubts,
                near.unseen(),
                "position",
                "were not handed over by the consumer API, which hides aborted records, so the numbers may have been "
                        + "used in a transaction that was given up.");
        doubt(doubts, between.gone(), "position", "went before they were read, and the numbers with them.");
        doubt(doubts, cleaned(scoped, near), "record", whyCleaned());
    }

    private String whyCleaned() {
        if (context.stream().compaction() == Compaction.UNKNOWN) {
            return "are gone from the log, and the source can't tell whether it is compacted: the cleaner may have removed "
                    + "them.";
        }
        if (cleanedOnce) {
            return "are gone in a log where the cleaner was at work, though the stream is not compacted now: it may have "
                    + "removed them before the policy was changed.";
        }
        return "are gone from the log, and nothing in front of them shows that the cleaner never came, though the stream "
                + "is not compacted now: of batches with a single record it leaves no trace. If cleanup.policy never "
                + "named compact, they were lost.";
    }

    private static void doubt(List<String> doubts, long count, String noun, String why) {
        if (count > 0) {
            doubts.add("Between the two neighbours or near them " + Phrases.count(count, noun) + " " + why);
        }
    }

    /// How many of the missing numbers something harmless between the neighbours or near them could have held.
    private long explicable(ScopedHole scoped, LogState between, Nearby near) {
        return near.present() + between.gone() + cleaned(scoped, near);
    }

    private Nearby near(ScopedHole scoped) {
        long margin = NEAR + Math.min(scoped.farthest() + Math.min(scoped.hole().count(), FARTHEST), FARTHEST);
        Position from = scoped.earlier().position();
        Nearby near = log.near(from, scoped.later().position(), margin);
        return from.isDense() ? near.withUnreadable(unreadable(scoped, from.asOffset() - margin, margin)) : near;
    }

    private long unreadable(ScopedHole scoped, long from, long margin) {
        Hole hole = scoped.hole();
        long own = scoped.scope() == null ? strays.own(hole.first(), hole.last()) : 0;
        return own + strays.within(from, scoped.later(), margin) + strays.of(scoped.scope());
    }

    /// What the cleaner may have taken though the stream is not known to be compacted: inside batches it leaves its
    /// trace; where it did, it may have removed whole ones too, and so where nothing shows that it never came.
    private long cleaned(ScopedHole scoped, Nearby near) {
        if (context.stream().compacted()) {
            return 0;
        }
        boolean mayHaveCleaned = cleanedOnce || !witness.isUpTo(scoped.from());
        return mayHaveCleaned ? near.absent() : 0;
    }

    private Cause causeOf(ScopedHole scoped, LogState between, Nearby near) {
        Hole hole = scoped.hole();
        if (near.aborted() >= hole.count()) {
            return Cause.ABORTED_TRANSACTION;
        }
        boolean speaksForCleaner = cleanedOnce || context.stream().compaction() == Compaction.UNKNOWN;
        if (speaksForCleaner && cleaned(scoped, near) >= hole.count()) {
            return Cause.COMPACTION;
        }
        if (between.damaged() >= hole.count()) {
            return Cause.LOG_DAMAGE;
        }
        boolean isExplicable = explicable(scoped, between, near) >= hole.count();
        if (!knowsDensity || between.unseen() > 0 || hole.recurred() || isExplicable) {
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
                return "The log has no missing position between the two, so as it stands they were never written to it.";
            default:
                return "Whether they were never written, or were lost from the log, can't be told from what was "
                        + "read.";
        }
    }
}
