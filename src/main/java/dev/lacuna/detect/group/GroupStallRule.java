package dev.lacuna.detect.group;

import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.StreamInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Times in which a consumer group stood still although events were waiting, by the history of its commits: it
/// committed the same position again and again, or nothing at all. A pure function.
///
/// The waiting is counted from the later of two moments: when the group came to the position, and when the next
/// event was there. It must be far longer than the group otherwise lets events wait; groups that work in bursts
/// (a nightly job) do that as well, so the habit is its third longest waiting, and nothing is said of a group
/// that has not moved often enough to have one. A group that has committed nothing on the stream for so long
/// that Kafka would have forgotten it is given up and does not stand still.
///
/// @param least how long it must at least be
/// @param habits how many times the group's habit it must at least be
/// @param fewestMoves moves of the group that must be known before anything is judged by them
/// @param recent how long after its last commit a group still counts as alive, as in [GroupBoundsRule]
public record GroupStallRule(Duration least, int habits, int fewestMoves, Duration recent) {

    private static final int HABIT_RANK = 3;

    public GroupStallRule() {
        this(Duration.ofMinutes(10), 3, 5, Duration.ofDays(7));
    }

    /// @param stream the stream as it stands now
    /// @param commits of any groups on any partitions of it, in whatever order
    /// @param arrivals when its events came
    public List<Finding> find(StreamInfo stream, List<GroupCommit> commits, ArrivalTimes arrivals, long nowMillis) {
        List<Finding> findings = new ArrayList<>();
        for (CommitTrail trail : CommitTrail.of(stream, commits)) {
            judge(trail, arrivals, nowMillis, findings);
        }
        return findings;
    }

    private void judge(CommitTrail trail, ArrivalTimes arrivals, long nowMillis, List<Finding> findings) {
        List<Stall> waits = waits(trail, arrivals, nowMillis);
        if (waits.size() < Math.max(HABIT_RANK, fewestMoves)) {
            return;
        }
        waits.sort(Comparator.comparingLong(Stall::millis).reversed());
        long habit = waits.get(HABIT_RANK - 1).millis();
        long enough = Math.max(least.toMillis(), habits * habit);
        waits.stream()
                .limit(HABIT_RANK - 1)
                .filter(wait -> wait.millis() >= enough)
                .forEach(wait -> findings.add(StallTexts.of(trail, wait, habit)));
    }

    /// How long the group stood at each position; 0 where it is not known since when an event waited there.
    private List<Stall> waits(CommitTrail trail, ArrivalTimes arrivals, long nowMillis) {
        List<Stall> waits = new ArrayList<>();
        GroupCommit came = trail.commits().get(0);
        GroupCommit last = came;
        for (GroupCommit commit : trail.commits()) {
            if (!commit.next().equals(came.next())) {
                waits.add(Stall.ended(came, last, commit, arrivals));
                came = commit;
            }
            last = commit;
        }
        boolean alive = nowMillis - trail.lastAliveMillis() <= recent.toMillis();
        if (alive && came.next().isBefore(trail.info().end())) {
            waits.add(Stall.lasting(came, last, trail.info().end(), arrivals, nowMillis));
        }
        return waits;
    }
}
