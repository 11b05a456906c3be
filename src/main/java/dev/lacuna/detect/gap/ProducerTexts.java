package dev.lacuna.detect.gap;

import static dev.lacuna.detect.Phrases.count;
import static dev.lacuna.detect.Phrases.moment;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.List;
import java.util.OptionalLong;

/// Turns jumps of producers into findings that people can read.
final class ProducerTexts {

    private static final String LOOK_IN_COPIES =
            "Look for the events in a copy of the log (a mirror, an archive, a broker that was out of sync) or at the "
                    + "producer's own store and replay them from there; have the cluster's elections and the brokers' "
                    + "disks checked.";
    private static final String CHECK_OTHERWISE =
            "Check an application's own numbers (--sequence), or compare with a copy of the stream, to decide it.";

    private final GapFindings findings;

    ProducerTexts(GapFindings findings) {
        this.findings = findings;
    }

    /// @param doubts why it is no proven loss; empty when it is one
    /// @param byClock whether more than the producer's own timestamps shows that the leader still knew it
    void report(ProducerJump jump, List<String> doubts, boolean byClock) {
        boolean loss = doubts.isEmpty();
        long missing = jump.beyondHoles();
        findings.tell(
                loss ? Verdict.LOSS : Verdict.SUSPECT,
                jump.leaderChanged() ? Cause.TRUNCATED : Cause.LOST_FROM_LOG,
                loss ? Severity.CRITICAL : Severity.MAJOR,
                PositionRange.offsets(jump.earlier().position(), jump.position() + 1),
                OptionalLong.of(missing),
                basisOf(jump),
                Phrases.span(jump.earlier().millis(), jump.millis()),
                new Explanation(
                        (loss ? "" : "perhaps ") + count(missing, "record") + " of producer "
                                + jump.producer().id() + " lost",
                        story(jump) + why(jump, doubts, byClock),
                        loss ? LOOK_IN_COPIES : CHECK_OTHERWISE),
                evidence(jump),
                jump.producer().id() + "/" + jump.producer().epoch());
    }

    private static Basis basisOf(ProducerJump jump) {
        // records of a transaction may have been given up
        return jump.transactional() ? Basis.ESTIMATED : jump.holes() > 0 ? Basis.AT_LEAST : Basis.EXACT;
    }

    private String story(ProducerJump jump) {
        ProducerTrail earlier = jump.earlier();
        String before = earlier.sequence() < 0
                ? "began epoch " + earlier.epoch()
                : "had come to number " + earlier.sequence() + " in epoch " + earlier.epoch();
        return "Producer " + jump.producer().id() + " " + before + " at position " + earlier.position()
                + " of partition " + findings.context().partition() + " (" + moment(earlier.millis())
                + "), and its next batch there, at position " + jump.position() + " (" + moment(jump.millis())
                + "), begins with number " + jump.producer().baseSequence()
                + (jump.isNewEpoch() ? " of epoch " + jump.producer().epoch() : "") + ": "
                + count(jump.count(), "record")
                + " that it numbered " + (jump.count() == 1 ? "stands" : "stand") + " nowhere between. "
                + (jump.holes() == 0
                        ? ""
                        : count(jump.holes(), "position")
                                + " missing from the log there, or unreadable, may have held some of them. ");
    }

    private static String why(ProducerJump jump, List<String> doubts, boolean byClock) {
        if (!doubts.isEmpty()) {
            return String.join(" ", doubts);
        }
        String how = jump.leaderChanged()
                ? "The leader epoch changed from " + jump.earlier().leaderEpoch() + " to " + jump.leaderEpoch()
                        + " between the two: the log was cut off by an election and its positions given to others."
                : "No position is missing for them, so the log was cut off and written on.";
        String bound = jump.transactional()
                ? " They were sent in transactions, which may have been aborted, so the number of events is an upper "
                        + "bound."
                : "";
        return "A leader refuses a number that doesn't follow the last one it took, and "
                + (byClock ? "" : "by the timestamps ")
                + "it can't have forgotten this producer meanwhile, so the records were written and are gone. "
                + (jump.holes() == 0 ? how : "")
                + bound;
    }

    private static Evidence evidence(ProducerJump jump) {
        return Evidence.of("producer_id", jump.producer().id())
                .with("producer_epoch", jump.producer().epoch())
                .with("producer_sequence_from", jump.first())
                .with("producer_sequence_to", lastOf(jump))
                .with("epoch_before", jump.earlier().epoch())
                .with("offset_before", jump.earlier().position())
                .with("offset_after", jump.position())
                .with("leader_epoch_before", jump.earlier().leaderEpoch())
                .with("leader_epoch_after", jump.leaderEpoch())
                .with("positions_lost_between", jump.holes())
                .with("silent_ms", jump.silentMillis())
                .build();
    }

    private static long lastOf(ProducerJump jump) {
        return (jump.first() + jump.count() - 1) & Integer.MAX_VALUE;
    }

    void reportFurther(JumpSum further) {
        ProducerJump first = further.first();
        if (first == null) {
            return;
        }
        Tally tally = further.tally();
        findings.tell(
                Verdict.SUSPECT,
                Severity.MAJOR,
                tally,
                new Explanation(
                        count(tally.positions(), "record") + " in " + count(tally.places(), "further jump"),
                        "Producers of partition " + findings.context().partition()
                                + " jump in more places than are listed one by "
                                + "one; " + count(tally.places(), "jump") + (tally.places() == 1 ? " is" : " are")
                                + " summed up here and not judged.",
                        "Scan a shorter range to have them listed one by one."),
                Evidence.of("jumps", tally.places())
                        .with("producers", further.producers())
                        .build(),
                "further");
    }

    /// @param hole where the hole begins; -1 for all that are not told one by one
    void reportInHole(long hole, JumpSum sum) {
        ProducerJump first = sum.first();
        if (first == null) {
            return;
        }
        Tally tally = sum.tally();
        String where = hole < 0 ? "in holes of the log" : "in the hole from position " + hole + " on";
        Evidence.Builder facts =
                Evidence.of("records_between", tally.positions()).with("producers", sum.producers());
        if (hole >= 0) {
            facts.with("hole_first", hole);
        }
        if (sum.producers() == 1) {
            facts.with("producer_id", first.producer().id())
                    .with("producer_epoch", first.producer().epoch());
        }
        findings.tell(
                Verdict.BENIGN,
                Cause.LOST_FROM_LOG,
                Severity.INFO,
                tally.range(),
                OptionalLong.empty(),
                Basis.NONE,
                tally.time(),
                new Explanation(
                        count(tally.positions(), "record") + " of " + count(sum.producers(), "producer")
                                + " told elsewhere",
                        "By their own numbers " + count(sum.producers(), "producer") + " wrote "
                                + count(tally.positions(), "record") + " " + where + " of partition "
                                + findings.context().partition()
                                + ". What became of them is told by the finding on those positions; nothing is missing "
                                + "besides.",
                        "See the missing positions (" + FindingKind.GAP_OFFSETS.id() + ")."),
                facts.build(),
                "hole " + hole);
    }

    void reportLateStarts(LateStarts starts) {
        Tally tally = starts.tally();
        if (tally.isEmpty()) {
            return;
        }
        findings.tell(
                Verdict.SUSPECT,
                Severity.MINOR,
                tally,
                new Explanation(
                        count(tally.places(), "producer") + " whose first records are not in the log",
                        "Partition " + findings.context().partition()
                                + " is kept from its first position on, and the leader had "
                                + "changed before " + count(tally.places(), "producer")
                                + " first wrote to it, with numbers that don't begin at 0. So what they had sent before "
                                + "may have been lost in an election, or the stream was made anew while they were "
                                + "running.",
                        "Check when the stream was made, and look for unclean elections of this partition."),
                Evidence.of("producers", tally.places())
                        .with("first_producer_id", starts.firstProducer())
                        .with("most_records", tally.largest())
                        .build(),
                "late starts");
    }
}
