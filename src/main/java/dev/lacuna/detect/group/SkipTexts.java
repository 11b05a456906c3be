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
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Turns a group's skips in one partition into findings that people can read.
final class SkipTexts {

    private final PartitionInfo info;
    private final Consumer<Finding> findings;

    SkipTexts(PartitionInfo info, Consumer<Finding> findings) {
        this.info = info;
        this.findings = findings;
    }

    void report(Skip skip) {
        String group = skip.set().group();
        findings.accept(Finding.of(
                info.partition(),
                FindingKind.GROUP_SKIP,
                Severity.MAJOR,
                skip.proven() ? Verdict.ANOMALY : Verdict.SUSPECT,
                skip.proven() ? Cause.POSITION_SET : Cause.UNKNOWN,
                skip.positions(),
                OptionalLong.of(skip.length()),
                Basis.ESTIMATED,
                Phrases.span(skip.read().millis(), skip.set().millis()),
                new Explanation(
                        "group " + group + (skip.proven() ? " skipped " : " perhaps skipped ")
                                + count(skip.length(), "position"),
                        story(skip) + why(skip)
                                + " Positions are an upper bound of events: markers and removed records "
                                + "take positions too.",
                        suggestion(skip)),
                Evidence.of("group", group)
                        .with("position_before", skip.read().next().asOffset())
                        .with("position_after", skip.set().next().asOffset())
                        .with("committed_before_ms", skip.read().millis())
                        .with("committed_after_ms", skip.set().millis())
                        .with("leader_epoch_before", skip.read().leaderEpoch())
                        .with("leader_epoch_after", skip.set().leaderEpoch())
                        .build(),
                group));
    }

    private String story(Skip skip) {
        String back = skip.end().equals(skip.set().next())
                ? ""
                : "Later it went back to " + skip.end() + ", so only what lies before that stayed unread. ";
        return "Group " + skip.set().group() + " had read partition " + info.partition() + " up to position "
                + skip.read().next() + " (" + moment(skip.read().millis()) + "), and its next commit, "
                + Phrases.length(Math.max(0, skip.millis())) + " later, is "
                + skip.set().next() + " ("
                + moment(skip.set().millis()) + "). " + back;
    }

    private static String why(Skip skip) {
        if (skip.proven() && skip.set().memberless()) {
            return "That commit was made while the group had no members, as only tools make one that set a position, "
                    + "and it jumps farther than the group ever moved between two commits: the events between were "
                    + "never read by it.";
        }
        return skip.proven()
                ? "That commit names no leader epoch, as tools that set a position leave it, while the group's "
                        + "own commits "
                        + "do, and it jumps farther than the group ever moved between two commits: "
                        + "the events between were never read by it."
                : "That is faster than one consumer reads one partition, and far more than the group's usual "
                        + "step, so "
                        + "the position was probably set and not read up to.";
    }

    private String suggestion(Skip skip) {
        String gone = skip.read().next().isBefore(info.start())
                ? " Positions before " + info.start() + " are not kept any more."
                : "";
        return "Find out who reset the group and why. To have the events processed, replay positions "
                + skip.positions().from() + " to " + (skip.end().asOffset() - 1)
                + ", or rewind the group, which processes everything after that again." + gone;
    }
}
