package dev.lacuna.ui.shell;

import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Where a consumer group stands in one partition.
///
/// @param lag positions up to the end as it was when the stream was described: an upper bound of the events
/// @param finding what a rule saw in how the group moved there
record GroupOffset(
        String group,
        PartitionRef partition,
        Position next,
        Position end,
        OptionalLong lag,
        long committedMillis,
        Optional<Finding> finding) {

    /// The last commit of each group in each partition, by group and partition.
    static List<GroupOffset> of(List<GroupCommit> history, StreamInfo stream, List<Finding> findings) {
        Map<PartitionRef, Position> ends = new HashMap<>();
        for (PartitionInfo partition : stream.partitions()) {
            ends.put(partition.partition(), partition.end());
        }
        Map<String, Map<PartitionRef, GroupCommit>> last = new TreeMap<>();
        for (GroupCommit commit : history) {
            last.computeIfAbsent(commit.group(), group -> new TreeMap<>()).put(commit.partition(), commit);
        }
        List<GroupOffset> rows = new ArrayList<>();
        for (var group : last.values()) {
            for (GroupCommit commit : group.values()) {
                Position end = ends.getOrDefault(commit.partition(), commit.next());
                rows.add(new GroupOffset(
                        commit.group(),
                        commit.partition(),
                        commit.next(),
                        end,
                        lag(commit.next(), end),
                        commit.millis(),
                        findingOf(commit, findings)));
            }
        }
        return rows;
    }

    private static OptionalLong lag(Position next, Position end) {
        return next.isDense() && end.isDense()
                ? OptionalLong.of(Math.max(0, end.asOffset() - next.asOffset()))
                : OptionalLong.empty();
    }

    private static Optional<Finding> findingOf(GroupCommit commit, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.partition().equals(commit.partition())
                        && commit.group().equals(finding.evidence().text("group")))
                .findFirst();
    }
}
