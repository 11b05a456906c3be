package dev.lacuna.detect.group;

import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Ranges that a consumer group jumped over without reading them, by the history of its commits. A pure function:
/// it needs no scan.
///
/// A commit *without* a leader epoch was not made from a record that was read; where that is the group's
/// exception, and the jump is larger than the group ever advances between commits, someone set the position. Any
/// other jump is suspect only at a speed at which no consumer reads. A range that the group went back to later is
/// not told.
///
/// @param epochlessShare up to which share of a group's commits may lack the epoch for that to mean something
/// @param fewestAdvances advances between commits that must be known before anything is judged by them
/// @param leastJump positions that a jump must at least span to be suspect by its speed
/// @param medians how many times the median advance it must at least be then
/// @param positionsPerSecond how fast it must at least be then: faster than one consumer reads one partition
public record GroupSkipRule(
        double epochlessShare, int fewestAdvances, long leastJump, long medians, long positionsPerSecond) {

    public GroupSkipRule() {
        this(0.2, 3, 100, 20, 500_000);
    }

    /// @param stream the stream that the groups read
    /// @param commits of any groups on any partitions of it, in whatever order
    public List<Finding> find(StreamInfo stream, List<GroupCommit> commits) {
        Map<PartitionRef, PartitionInfo> partitions = new HashMap<>();
        for (PartitionInfo partition : stream.partitions()) {
            partitions.put(partition.partition(), partition);
        }
        Map<String, Map<PartitionRef, List<GroupCommit>>> groups = new TreeMap<>();
        for (GroupCommit commit : commits) {
            if (commit.next().isDense() && partitions.containsKey(commit.partition())) {
                groups.computeIfAbsent(commit.group(), name -> new TreeMap<>())
                        .computeIfAbsent(commit.partition(), partition -> new ArrayList<>())
                        .add(commit);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (Map<PartitionRef, List<GroupCommit>> group : groups.values()) {
            boolean epochsTell = epochsTell(group);
            group.forEach((partition, history) -> {
                PartitionInfo info = partitions.get(partition);
                if (info != null) {
                    judge(info, history, epochsTell, findings::add);
                }
            });
        }
        return findings;
    }

    private boolean epochsTell(Map<PartitionRef, List<GroupCommit>> group) {
        long all = 0;
        long without = 0;
        for (List<GroupCommit> history : group.values()) {
            all += history.size();
            without +=
                    history.stream().filter(commit -> commit.leaderEpoch() < 0).count();
        }
        return all - without >= fewestAdvances && without <= epochlessShare * all;
    }

    private void judge(PartitionInfo info, List<GroupCommit> unsorted, boolean epochsTell, Consumer<Finding> findings) {
        // the sort is stable: commits of one millisecond keep the order of the history
        List<GroupCommit> history = new ArrayList<>(unsorted);
        history.sort(Comparator.comparingLong(GroupCommit::millis));
        Advances advances = Advances.of(history, epochsTell);
        SkipTexts texts = new SkipTexts(info, findings);
        GroupCommit read = null;
        for (int i = 0; i < history.size(); i++) {
            GroupCommit commit = history.get(i);
            boolean set = epochsTell && commit.leaderEpoch() < 0;
            // of positions that were set one after another only the last one matters
            boolean superseded =
                    set && i + 1 < history.size() && history.get(i + 1).leaderEpoch() < 0;
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
