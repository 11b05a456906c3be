package dev.lacuna.detect.group;

import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.StreamInfo;
import java.util.ArrayList;
import java.util.List;

/// Ranges that a consumer group went back to and reads again, by the history of its commits. A pure function.
///
/// Where someone set the position (see [GroupSkipRule]) any step back counts. Else small ones are daily life:
/// after a rebalance a consumer begins where the last one had committed, and what had been read beyond that is
/// read again. That is at most about as much as the group moves between two commits, so only a larger step back
/// is told, and none where the group's habit is not known.
///
/// @param fewestAdvances advances between commits that must be known before anything is judged by them
/// @param leastBack positions that a step back must at least span to count where nobody set it
/// @param mostFindings rewinds told per group and partition, the first ones
public record GroupRewindRule(int fewestAdvances, long leastBack, int mostFindings) {

    public GroupRewindRule() {
        this(CommitTrail.FEWEST_ADVANCES, 10, 20);
    }

    /// @param commits of any groups on any partitions of the stream, in whatever order
    public List<Finding> find(StreamInfo stream, List<GroupCommit> commits) {
        List<Finding> findings = new ArrayList<>();
        for (CommitTrail trail : CommitTrail.of(stream, commits)) {
            judge(trail, findings);
        }
        return findings;
    }

    private void judge(CommitTrail trail, List<Finding> findings) {
        List<GroupCommit> history = trail.commits();
        Advances advances = Advances.of(trail);
        long overlap = Math.max(leastBack - 1, advances.largest());
        GroupCommit before = history.get(0);
        int told = 0;
        for (int i = 1; i < history.size() && told < mostFindings; i++) {
            GroupCommit commit = history.get(i);
            boolean set = trail.isSet(i);
            if (set && i + 1 < history.size() && trail.isSet(i + 1)) {
                continue; // of positions that were set one after another only the last one matters
            }
            long back = before.next().asOffset() - commit.next().asOffset();
            boolean counts = set || (advances.count() >= fewestAdvances && back > overlap);
            if (back > 0 && counts) {
                findings.add(RewindTexts.of(
                        trail, new Rewind(before, commit, set, history.subList(i + 1, history.size())), advances));
                told++;
            }
            before = commit;
        }
    }
}
