package dev.lacuna.detect.group;

import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.StreamInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Ranges that a consumer group jumped over without reading them, by the history of its commits. A pure function:
/// it needs no scan.
///
/// A commit *without* a leader epoch was not made from a record that was read; where that is the group's
/// exception (one or two at a time: a client that names none makes more), and the jump is larger than the
/// group ever advances between commits, someone set the position. So it is where the commit was made while
/// the group had no members, as far as the history tells: a tool that sets positions waits for that, whatever
/// clients the group has. Any other jump is suspect only at a speed at which no consumer reads. A range that
/// the group went back to later is not told.
///
/// @param epochlessShare up to which share of a group's commits may lack the epoch for that to mean something
/// @param fewestAdvances advances between commits that must be known before anything is judged by them
/// @param leastJump positions that a jump must at least span to be suspect by its speed
/// @param medians how many times the median advance it must at least be then
/// @param positionsPerSecond how fast it must at least be then: faster than one consumer reads one partition
public record GroupSkipRule(
        double epochlessShare, int fewestAdvances, long leastJump, long medians, long positionsPerSecond) {

    public GroupSkipRule() {
        this(CommitTrail.EPOCHLESS_SHARE, CommitTrail.FEWEST_ADVANCES, 100, 20, 500_000);
    }

    /// @param stream the stream that the groups read
    /// @param commits of any groups on any partitions of it, in whatever order
    public List<Finding> find(StreamInfo stream, List<GroupCommit> commits) {
        List<Finding> findings = new ArrayList<>();
        CommitTrail.of(stream, commits, epochlessShare, fewestAdvances).forEach(trail -> judge(trail, findings::add));
        return findings;
    }

    private void judge(CommitTrail trail, Consumer<Finding> findings) {
        List<GroupCommit> history = trail.commits();
        Advances advances = Advances.of(trail);
        SkipTexts texts = new SkipTexts(trail.info(), findings);
        GroupCommit read = null;
        for (int i = 0; i < history.size(); i++) {
            GroupCommit commit = history.get(i);
            boolean set = trail.isSet(i);
            // of positions that were set one after another only the last one matters
            boolean superseded = set && i + 1 < history.size() && trail.isSet(i + 1);
            if (read != null && !superseded) {
                Skip skip = new Skip(read, commit, set);
                boolean proven = set && skip.length() > advances.largest() && advances.count() >= 1;
                if (proven || (!set && isTooFast(skip, advances))) {
                    skip.withoutReread(history.subList(i + 1, history.size())).ifPresent(texts::report);
                }
            }
            if (!set || read == null || commit.next().isBefore(read.next())) {
                read = commit;
            }
        }
    }

    private boolean isTooFast(Skip skip, Advances advances) {
        double seconds = Math.max(1, skip.millis()) / 1000.0;
        return advances.count() > fewestAdvances
                && skip.length() >= leastJump
                && skip.length() >= medians * Math.max(1, advances.median())
                && skip.length() / seconds >= positionsPerSecond;
    }
}
