package dev.lacuna.detect.group;

import static dev.lacuna.detect.Phrases.count;
import static dev.lacuna.detect.Phrases.length;
import static dev.lacuna.detect.Phrases.moment;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Evidence;
import dev.lacuna.model.Explanation;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Severity;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import java.util.OptionalLong;

/// Turns a group's standstill into a finding that people can read.
final class StallTexts {

    private StallTexts() {}

    static Finding of(CommitTrail trail, Stall stall, long habitMillis) {
        return Finding.of(
                trail.info().partition(),
                FindingKind.GROUP_STALL,
                stall.lasts() ? Severity.MAJOR : Severity.MINOR,
                Verdict.ANOMALY,
                Cause.UNKNOWN,
                stall.positions(),
                OptionalLong.empty(),
                Basis.NONE,
                new TimeSpan(stall.sinceMillis(), stall.untilMillis()),
                new Explanation(
                        "group " + trail.group() + (stall.lasts() ? " stands still for " : " stood still for ")
                                + length(stall.millis()),
                        story(trail, stall) + " " + manner(stall)
                                + " By its other commits the group lets events wait for up to " + length(habitMillis)
                                + ". When the events came is taken from their timestamps.",
                        stall.lasts()
                                ? "Look at the group's members and their logs. If the same event stops them each time, "
                                        + "look at the one at position "
                                        + stall.came().next() + "."
                                : "Look at the logs of the group's members of that time."),
                Evidence.of("group", trail.group())
                        .with("position", stall.came().next().asOffset())
                        .with("stalled_ms", stall.millis())
                        .with("since_ms", stall.sinceMillis())
                        .with("until_ms", stall.untilMillis())
                        .with("lasts", stall.lasts())
                        .with("positions_waiting", stall.positions().span())
                        .with("last_commit_ms", stall.last().millis())
                        .with("habit_ms", habitMillis)
                        .build(),
                trail.group() + "@" + stall.came().millis());
    }

    private static String story(CommitTrail trail, Stall stall) {
        String until = stall.lasts()
                ? "has not gone on since, while " + count(stall.positions().span(), "position") + " wait behind it."
                : "went on only " + length(stall.millis()) + " after the next event had come.";
        return "Group " + trail.group() + " came to position " + stall.came().next() + " of partition "
                + trail.info().partition() + " at " + moment(stall.came().millis()) + " and " + until;
    }

    private static String manner(Stall stall) {
        return stall.keptCommitting()
                ? "It kept committing the same position, so it was running and got no further."
                : "It committed nothing in that time, so it was stopped, or busy with what it had read.";
    }
}
