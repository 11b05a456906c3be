package dev.lacuna.detect.group;

import static dev.lacuna.detect.Phrases.count;
import static dev.lacuna.detect.Phrases.moment;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Position;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;

/// Turns a group's step back into a finding that people can read.
final class RewindTexts {

    private RewindTexts() {}

    static Finding of(CommitTrail trail, Rewind rewind, Advances advances) {
        return Finding.of(
                trail.info().partition(),
                FindingKind.GROUP_REWIND,
                Severity.MINOR,
                Verdict.ANOMALY,
                rewind.set() ? Cause.POSITION_SET : Cause.UNKNOWN,
                rewind.positions(),
                OptionalLong.empty(),
                Basis.NONE,
                Phrases.span(rewind.before().millis(), rewind.back().millis()),
                new Explanation(
                        "group " + trail.group() + " went back " + count(rewind.length(), "position"),
                        story(trail, rewind) + " " + why(rewind, advances) + " " + soFar(rewind),
                        "Find out who or what set it back. Whatever the group does with events it does twice for these, "
                                + "unless it recognises them: check its results for this range."),
                Evidence.of("group", trail.group())
                        .with("count", rewind.length())
                        .with("position_before", rewind.before().next().asOffset())
                        .with("position_after", rewind.back().next().asOffset())
                        .with("read_again_to", rewind.readAgainTo().asOffset())
                        .with("committed_before_ms", rewind.before().millis())
                        .with("committed_after_ms", rewind.back().millis())
                        .with("leader_epoch_before", rewind.before().leaderEpoch())
                        .with("leader_epoch_after", rewind.back().leaderEpoch())
                        .with("largest_advance", advances.largest())
                        .build(),
                trail.group() + "@" + rewind.back().millis());
    }

    private static String story(CommitTrail trail, Rewind rewind) {
        return "Group " + trail.group() + " had come to position "
                + rewind.before().next() + " of partition " + trail.info().partition() + " ("
                + moment(rewind.before().millis()) + "), and its next commit, "
                + Phrases.length(
                        Math.max(0, rewind.back().millis() - rewind.before().millis()))
                + " later, is " + rewind.back().next() + ".";
    }

    private static String why(Rewind rewind, Advances advances) {
        if (rewind.set() && rewind.back().memberless()) {
            return "That commit was made while the group had no members, as only tools make one that set a position.";
        }
        return rewind.set()
                ? "That commit names no leader epoch, as tools that set a position leave it, while the group's own "
                        + "commits do."
                : "What is read again after a rebalance is at most about what lies between two commits, and the group "
                        + "never moved by more than " + count(advances.largest(), "position")
                        + " between two, so this was no rebalance: its consumers were sent back, or began from an older "
                        + "state.";
    }

    private static String soFar(Rewind rewind) {
        Position to = rewind.readAgainTo();
        if (to.equals(rewind.back().next())) {
            return "It has committed nothing beyond that since, and will read them again when it goes on.";
        }
        return "It has read positions " + rewind.back().next() + " to " + (to.asOffset() - 1) + " a second time since.";
    }
}
