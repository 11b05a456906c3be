package dev.lacuna.detect.group;

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
import java.util.function.Predicate;

/// The commits of one group on one partition, in their order.
///
/// @param info where the partition's log stands
/// @param commits oldest first, never empty
/// @param lastAliveMillis when the group last committed anything on the stream
/// @param epochsTell whether a commit without a leader epoch is the group's exception, so that it means that
///     the position was set
record CommitTrail(
        String group, PartitionInfo info, List<GroupCommit> commits, long lastAliveMillis, boolean epochsTell) {

    CommitTrail {
        commits = List.copyOf(commits);
    }

    /// Advances between commits that must be known before anything is judged by them.
    static final int FEWEST_ADVANCES = 3;

    /// Up to which share of a group's commits may lack the epoch for that to mean something.
    static final double EPOCHLESS_SHARE = 0.2;

    static List<CommitTrail> of(StreamInfo stream, List<GroupCommit> commits) {
        return of(stream, commits, EPOCHLESS_SHARE, FEWEST_ADVANCES);
    }

    /// Sorts out the commits of any groups on any partitions of a stream, in whatever order; those on
    /// partitions that it doesn't have are left out.
    static List<CommitTrail> of(
            StreamInfo stream, List<GroupCommit> commits, double epochlessShare, int fewestAdvances) {
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
        List<CommitTrail> trails = new ArrayList<>();
        groups.forEach((group, byPartition) -> {
            boolean epochsTell = epochsTell(byPartition, epochlessShare, fewestAdvances);
            long alive = byPartition.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(GroupCommit::millis)
                    .max()
                    .orElse(-1);
            byPartition.forEach((partition, history) -> {
                PartitionInfo info = partitions.get(partition);
                if (info != null) {
                    // the sort is stable: commits of one millisecond keep the order of the history
                    history.sort(Comparator.comparingLong(GroupCommit::millis));
                    trails.add(new CommitTrail(group, info, history, alive, epochsTell));
                }
            });
        });
        return trails;
    }

    private static boolean epochsTell(
            Map<PartitionRef, List<GroupCommit>> group, double epochlessShare, int fewestAdvances) {
        long all = 0;
        long without = 0;
        for (List<GroupCommit> history : group.values()) {
            all += history.size();
            without +=
                    history.stream().filter(commit -> commit.leaderEpoch() < 0).count();
        }
        return all - without >= fewestAdvances && without <= epochlessShare * all;
    }

    GroupCommit last() {
        return commits.get(commits.size() - 1);
    }

    /// Whether the commit of that number was made by someone who set the position, and not by a consumer that
    /// read up to it: without a leader epoch, where the group's consumers name one, or while it had no members.
    boolean isSet(int at) {
        GroupCommit commit = commits.get(at);
        if (commit.leaderEpoch() >= 0) {
            return false;
        }
        return commit.memberless()
                ? !isOneOfMany(at, GroupCommit::memberless)
                : epochsTell && !isOneOfMany(at, other -> other.leaderEpoch() < 0);
    }

    /// A consumer of another kind, whose client names no epochs or joins no group, makes one such commit
    /// after another and goes on with each; whoever sets a position does so once or twice.
    private boolean isOneOfMany(int at, Predicate<GroupCommit> such) {
        int run = 1;
        for (int i = at; run < FEWEST_ADVANCES && i > 0 && goesOn(i - 1, such); i--) {
            run++;
        }
        for (int i = at; run < FEWEST_ADVANCES && i + 1 < commits.size() && goesOn(i, such); i++) {
            run++;
        }
        return run >= FEWEST_ADVANCES;
    }

    /// Whether such a commit is followed by one that lies no farther back.
    private boolean goesOn(int at, Predicate<GroupCommit> such) {
        GroupCommit one = commits.get(at);
        GroupCommit next = commits.get(at + 1);
        return such.test(one) && such.test(next) && !next.next().isBefore(one.next());
    }
}
