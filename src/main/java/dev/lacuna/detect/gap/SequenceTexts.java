package dev.lacuna.detect.gap;

import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Phrases;
import dev.lacuna.detect.sequence.Hole;
import dev.lacuna.detect.sequence.LogState;
import dev.lacuna.detect.sequence.Mark;
import dev.lacuna.detect.sequence.Refused;
import dev.lacuna.detect.sequence.SequenceScopes;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Turns judged holes of a sequence into findings that people can read.
final class SequenceTexts {

    private final PartitionContext context;
    private final TimeSpan scannedTime;
    private final GapFindings findings;

    SequenceTexts(PartitionContext context, TimeSpan scannedTime, Consumer<Finding> findings) {
        this.context = context;
        this.scannedTime = scannedTime;
        this.findings = new GapFindings(context, FindingKind.GAP_SEQUENCE, findings);
    }

    Finding report(Judgement judgement) {
        ScopedHole scoped = judgement.hole();
        Hole hole = scoped.hole();
        boolean loss = judgement.verdict() == Verdict.LOSS;
        Explanation text = new Explanation(
                (loss ? "" : "perhaps ") + Phrases.count(hole.count(), "missing sequence number") + ofScope(scoped),
                story(scoped) + " " + String.join(" ", judgement.reasons()),
                suggestion(judgement));
        return findings.tell(
                judgement.verdict(),
                judgement.cause(),
                loss ? Severity.CRITICAL : Severity.MAJOR,
                scoped.positions(),
                OptionalLong.of(judgement.missing()),
                judgement.basis(),
                scoped.time(),
                text,
                evidence(scoped),
                scoped.scopeText() + "#" + hole.first());
    }

    /// @param rest of one verdict
    Finding reportRest(Verdict verdict, List<Judgement> rest, int told) {
        boolean loss = verdict == Verdict.LOSS;
        boolean exact = rest.stream().allMatch(judgement -> judgement.basis() == Basis.EXACT);
        Explanation text = new Explanation(
                (loss ? "" : "perhaps ") + Phrases.count(total(rest), "missing sequence number") + " in "
                        + number(rest.size()) + " further gaps",
                "Besides the " + Phrases.count(told, "gap") + " of partition " + context.partition()
                        + " that are listed one by one, the largest, " + number(rest.size())
                        + " more were found and are summed up here"
                        + (loss ? ": each is proven." : ": none of them is proven."),
                "Scan a shorter range to have these gaps listed one by one.");
        return findings.tell(
                verdict,
                Cause.UNKNOWN,
                loss ? Severity.CRITICAL : Severity.MAJOR,
                enclosing(rest),
                OptionalLong.of(total(rest)),
                exact ? Basis.EXACT : Basis.AT_LEAST,
                timeOf(rest),
                text,
                Evidence.of("gaps", rest.size()).build(),
                "rest " + verdict.id());
    }

    void reportCompacted(List<Judgement> compacted) {
        Explanation text = new Explanation(
                Phrases.count(total(compacted), "sequence number") + " removed by compaction",
                "Numbers are missing in " + Phrases.count(compacted.size(), "place") + " of partition "
                        + context.partition()
                        + ", and in each at least as many positions are missing from the log. The stream is "
                        + "compacted: "
                        + "its cleaner removes records that a newer one of the same key supersedes.",
                "Nothing to do. To check a compacted stream for loss, compare its latest value per key with the "
                        + "source.");
        findings.tell(
                Verdict.BENIGN,
                Cause.COMPACTION,
                Severity.INFO,
                enclosing(compacted),
                OptionalLong.of(total(compacted)),
                Basis.EXACT,
                timeOf(compacted),
                text,
                Evidence.of("gaps", compacted.size()).build(),
                "compaction");
    }

    void reportNoRunningNumber(List<ScopedHole> holes, Refused refused, long numbered) {
        List<Judgement> all = holes.stream()
                .map(hole -> new Judgement(
                        hole, Verdict.SUSPECT, Cause.UNKNOWN, hole.hole().count(), Basis.ESTIMATED, List.of()))
                .toList();
        long count = holes.size() + refused.holes();
        long missing = Math.max(total(all), total(all) + refused.numbers());
        Explanation text = new Explanation(
                "numbers that don't run within the partition",
                "Among " + Phrases.count(numbered, "number") + " of partition " + context.partition() + " there are "
                        + Phrases.count(count, "hole") + " with " + number(missing)
                        + " numbers in all, spread over the whole range. A field that counts up within the partition "
                        + "does not look like this: the numbers may run across partitions, within another key, or in "
                        + "steps. So the holes prove nothing, and none of them is called a loss.",
                "Check which field is the running number and within what it runs (--sequence, --sequence-per), "
                        + "then scan again.");
        findings.tell(
                Verdict.SUSPECT,
                Cause.UNKNOWN,
                Severity.MAJOR,
                enclosing(all),
                OptionalLong.empty(),
                Basis.NONE,
                timeOf(all),
                text,
                Evidence.of("holes", count)
                        .with("numbers_in_holes", missing)
                        .with("numbers_seen", numbered)
                        .build(),
                "no-running-number");
    }

    void reportRefused(Refused refused, int mostHoles) {
        Explanation text = new Explanation(
                "perhaps " + Phrases.count(refused.atLeast(), "missing sequence number")
                        + " in holes that were not followed",
                "More than " + number(mostHoles) + " holes were open at once in partition " + context.partition()
                        + ". " + Phrases.count(refused.holes(), "further hole") + " with "
                        + Phrases.count(refused.numbers(), "number")
                        + " were counted when they opened but not followed. Of those numbers at least "
                        + number(refused.atLeast())
                        + " never came; why, was not judged. What is listed besides is exact.",
                "Scan a shorter range, or check that the field is a running number.");
        findings.tell(
                Verdict.SUSPECT,
                Cause.UNKNOWN,
                Severity.MAJOR,
                context.scanned(),
                OptionalLong.of(refused.atLeast()),
                Basis.AT_LEAST,
                scannedTime,
                text,
                Evidence.of("holes_not_followed", refused.holes())
                        .with("numbers_not_followed", refused.numbers())
                        .with("most_holes", mostHoles)
                        .build(),
                "refused");
    }

    void reportUntracked(SequenceScopes scopes) {
        Explanation text = new Explanation(
                "more scopes than could be followed",
                "The numbers of partition " + context.partition() + " run within more than "
                        + number(scopes.mostScopes()) + " scopes at once. " + Phrases.count(scopes.forgotten(), "scope")
                        + " that had not been seen for long were given up for others, and "
                        + Phrases.count(scopes.returned(), "time") + " such a scope came back: what it lost meanwhile "
                        + "is not known. " + Phrases.count(scopes.untracked(), "event")
                        + " of other scopes were not checked at all. So what is listed besides is at least what is "
                        + "missing.",
                "Scan a shorter range or fewer partitions, or check within what the numbers run (--sequence-per).");
        findings.tell(
                Verdict.UNDECIDED,
                Cause.NOT_EVALUATED,
                Severity.MINOR,
                context.scanned(),
                OptionalLong.empty(),
                Basis.NONE,
                scannedTime,
                text,
                Evidence.of("events_not_followed", scopes.untracked())
                        .with("scopes_forgotten", scopes.forgotten())
                        .with("scopes_returned", scopes.returned())
                        .with("most_scopes", scopes.mostScopes())
                        .build(),
                "untracked");
    }

    private String story(ScopedHole scoped) {
        Hole hole = scoped.hole();
        return "In partition " + context.partition() + " " + scoped.numbers() + ofScope(scoped)
                + (hole.count() == 1 ? " was" : " were") + " not seen. Number " + hole.below() + " stands at "
                + place(hole.before()) + ", and number " + hole.above() + " at " + place(hole.after()) + ".";
    }

    private static String place(Mark mark) {
        return "position " + mark.position() + " (" + Phrases.moment(mark.millis()) + ")";
    }

    private static String ofScope(ScopedHole scoped) {
        return scoped.scope() == null ? "" : " of " + scoped.scopeText();
    }

    private static String suggestion(Judgement judgement) {
        String numbers = judgement.hole().numbers();
        if (judgement.verdict() != Verdict.LOSS && judgement.cause() == Cause.LOG_DAMAGE) {
            return "Look for " + numbers + " in another copy of the log, which may hold what can't be read in this one "
                    + "(the folder of another broker, the live cluster, a mirror), or upstream.";
        }
        if (judgement.verdict() == Verdict.UNDECIDED) {
            return "Wait a moment, or scan again in a moment: what is missing then is judged.";
        }
        if (judgement.verdict() != Verdict.LOSS) {
            return "Scan the partition from its start to its end, when no transaction is open, to decide it; "
                    + "then look for " + numbers + " upstream.";
        }
        if (judgement.cause() == Cause.LOST_FROM_LOG) {
            return "Look for " + numbers + " in a copy of the log (another cluster, an archive, a broker's log "
                    + "folder) "
                    + "or upstream, and replay them from there; have the brokers' disks and logs checked.";
        }
        return "Look for " + numbers + " upstream (the source stream, a mirror, a dead-letter stream, the producer's "
                + "own store) and replay them from there.";
    }

    private static Evidence evidence(ScopedHole scoped) {
        Hole hole = scoped.hole();
        Evidence.Builder facts = Evidence.of("sequence_from", hole.first()).with("sequence_to", hole.last());
        Phrases.position(facts, "offset_before", hole.before().position());
        Phrases.position(facts, "offset_after", hole.after().position());
        if (scoped.scope() != null) {
            facts.with("scope", scoped.scopeText());
        }
        LogState between = scoped.between();
        withIfAny(facts, "positions_lost_between", between.vanished());
        withIfAny(facts, "positions_unseen_between", between.unseen());
        withIfAny(facts, "compacted_between", between.removed());
        withIfAny(facts, "aborted_between", between.aborted());
        withIfAny(facts, "unnumbered_between", between.unnumbered());
        return facts.build();
    }

    private static void withIfAny(Evidence.Builder facts, String name, long value) {
        if (value > 0) {
            facts.with(name, value);
        }
    }

    private static PositionRange enclosing(List<Judgement> judgements) {
        PositionRange all = judgements.get(0).hole().positions();
        for (Judgement judgement : judgements) {
            PositionRange one = judgement.hole().positions();
            all = new PositionRange(Position.min(all.from(), one.from()), Position.max(all.to(), one.to()));
        }
        return all;
    }

    private static TimeSpan timeOf(List<Judgement> judgements) {
        TimeSpan all = judgements.get(0).hole().time();
        for (Judgement judgement : judgements) {
            all = all.union(judgement.hole().time());
        }
        return all;
    }

    private static long total(List<Judgement> judgements) {
        long total = 0;
        for (Judgement judgement : judgements) {
            total = Math.max(total, total + judgement.missing());
        }
        return total;
    }

    private static String number(long value) {
        return Phrases.number(value);
    }
}
