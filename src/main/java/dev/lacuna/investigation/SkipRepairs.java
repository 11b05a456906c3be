package dev.lacuna.investigation;

import dev.lacuna.detect.group.GroupSkipRule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.StreamInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a group's history of commits says of its skips that were found before: which it has gone back for, and which of
/// those that were repaired it has skipped again. That the rule sees a skip no more proves nothing, since a broker
/// forgets old commits; that the group went back to where the skip begins does.
///
/// @param closed ids of findings
/// @param reopened likewise
public record SkipRepairs(Set<String> closed, Set<String> reopened) {

    public SkipRepairs {
        closed = Set.copyOf(closed);
        reopened = Set.copyOf(reopened);
    }

    /// @param known findings of the stream, of any kind and status
    /// @param history commits of any groups in the stream
    public static SkipRepairs of(StreamInfo stream, List<Finding> known, List<GroupCommit> history) {
        List<Finding> still = new GroupSkipRule().find(stream, history);
        Set<String> closed = new HashSet<>();
        Set<String> reopened = new HashSet<>();
        for (Finding finding : known) {
            if (finding.kind() != FindingKind.GROUP_SKIP) {
                continue;
            }
            boolean seen = still.stream().anyMatch(other -> isSame(finding, other));
            boolean open = finding.status() == FindingStatus.OPEN || finding.status() == FindingStatus.REOPENED;
            if (open && !seen && wentBack(finding, history)) {
                closed.add(finding.id());
            } else if (finding.status() == FindingStatus.REPAIRED && seen) {
                reopened.add(finding.id());
            }
        }
        return new SkipRepairs(closed, reopened);
    }

    private static boolean isSame(Finding finding, Finding other) {
        return finding.partition().number() == other.partition().number()
                && String.valueOf(finding.evidence().text("group"))
                        .equals(other.evidence().text("group"))
                && finding.positions().overlaps(other.positions());
    }

    private static boolean wentBack(Finding finding, List<GroupCommit> history) {
        Long skippedAt = finding.evidence().number("committed_after_ms");
        return history.stream()
                .anyMatch(commit -> commit.group().equals(finding.evidence().text("group"))
                        && commit.partition().number() == finding.partition().number()
                        && skippedAt != null
                        && commit.millis() >= skippedAt
                        && !finding.positions().from().isBefore(commit.next()));
    }
}
