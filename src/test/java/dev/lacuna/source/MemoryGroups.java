package dev.lacuna.source;

import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The consumer groups of a [MemoryCluster]. Groups are set up by committing for them and by letting members join;
/// partitions can be made to refuse.
public final class MemoryGroups implements ConsumerGroups {

    private final String source;
    private final Map<String, GroupInfo> groups = new TreeMap<>();
    private final Map<String, Map<PartitionRef, GroupPosition>> positions = new HashMap<>();
    private final Map<PartitionRef, SourceException> refusals = new HashMap<>();
    private Runnable beforeWriting = () -> {};
    private @Nullable SourceException deletingFailure;

    MemoryGroups(String source) {
        this.source = source;
    }

    /// Sets where a group stands, and makes it where there is none: without members, of the classic kind.
    public synchronized MemoryGroups commit(String group, PartitionRef partition, GroupPosition position) {
        groups.computeIfAbsent(
                group,
                name -> new GroupInfo(
                        new GroupSummary(name, GroupKind.CLASSIC, GroupState.EMPTY, "consumer"), List.of(), List.of()));
        committed(group).put(partition, position);
        return this;
    }

    public MemoryGroups commit(String group, PartitionRef partition, long offset) {
        return commit(group, partition, GroupPosition.at(Position.offset(offset)));
    }

    /// Makes the group be described like this from now on.
    public synchronized MemoryGroups put(GroupInfo group) {
        groups.put(group.name(), group);
        return this;
    }

    /// Lets members join, or with none lets all leave.
    public synchronized MemoryGroups members(String group, GroupMember... members) {
        GroupSummary old = groups.get(group) == null
                ? new GroupSummary(group, GroupKind.CLASSIC, GroupState.EMPTY, "consumer")
                : groups.get(group).summary();
        GroupState state = members.length == 0 ? GroupState.EMPTY : GroupState.ACTIVE;
        var summary = new GroupSummary(group, old.kind(), state, old.protocol());
        return put(new GroupInfo(summary, List.of(members), List.of()));
    }

    /// Forgets a group, as a broker does when its time is over.
    public synchronized MemoryGroups forget(String group) {
        groups.remove(group);
        positions.remove(group);
        return this;
    }

    /// Makes it refuse positions in that partition from now on.
    public synchronized MemoryGroups refuse(PartitionRef partition, SourceException failure) {
        refusals.put(partition, failure);
        return this;
    }

    public synchronized MemoryGroups refuseNothing() {
        refusals.clear();
        return this;
    }

    /// Makes it lose the connection whenever positions are to be deleted.
    public synchronized MemoryGroups failDeleting(SourceException failure) {
        deletingFailure = failure;
        return this;
    }

    /// Done each time just before positions are set or deleted.
    public synchronized MemoryGroups beforeWriting(Runnable what) {
        beforeWriting = what;
        return this;
    }

    private Map<PartitionRef, GroupPosition> committed(String group) {
        return positions.computeIfAbsent(group, name -> new TreeMap<>());
    }

    @Override
    public synchronized List<GroupSummary> list() {
        return groups.values().stream().map(GroupInfo::summary).toList();
    }

    @Override
    public synchronized GroupInfo describe(String group) throws SourceException {
        GroupInfo info = groups.get(group);
        if (info == null) {
            throw new SourceException(
                    SourceException.Kind.UNKNOWN_GROUP,
                    "There is no consumer group '" + group + "' at " + source + ".",
                    false,
                    null);
        }
        return info;
    }

    @Override
    public synchronized Map<PartitionRef, GroupPosition> positions(String group) {
        return new TreeMap<>(positions.getOrDefault(group, Map.of()));
    }

    @Override
    public synchronized StreamGroups of(StreamInfo stream) {
        Map<PartitionRef, Position> ends =
                stream.partitions().stream().collect(Collectors.toMap(info -> info.partition(), info -> info.end()));
        List<GroupStand> stands = groups.values().stream()
                .map(group -> GroupStand.of(group, within(stream, group.name()), reading(stream, group), ends))
                .filter(stand ->
                        !stand.positions().isEmpty() || !stand.reading().isEmpty())
                .toList();
        return new StreamGroups(stands, true);
    }

    private Map<PartitionRef, GroupPosition> within(StreamInfo stream, String group) {
        Map<PartitionRef, GroupPosition> within = positions(group);
        within.keySet().removeIf(partition -> !partition.stream().equals(stream.stream()));
        return within;
    }

    private static List<PartitionRef> reading(StreamInfo stream, GroupInfo group) {
        return group.members().stream()
                .flatMap(member -> member.assigned().stream())
                .filter(partition -> partition.stream().equals(stream.stream()))
                .toList();
    }

    @Override
    public Map<PartitionRef, SourceException> alter(String group, Map<PartitionRef, GroupPosition> wanted) {
        beforeWriting.run();
        synchronized (this) {
            Map<PartitionRef, SourceException> refused = new TreeMap<>();
            wanted.forEach((partition, position) -> {
                SourceException refusal = refusal(group, partition);
                if (refusal == null) {
                    commit(group, partition, position);
                } else {
                    refused.put(partition, refusal);
                }
            });
            return refused;
        }
    }

    @Override
    public Map<PartitionRef, SourceException> delete(String group, Collection<PartitionRef> partitions)
            throws SourceException {
        beforeWriting.run();
        synchronized (this) {
            if (deletingFailure != null) {
                throw deletingFailure;
            }
            Map<PartitionRef, SourceException> refused = new TreeMap<>();
            for (PartitionRef partition : partitions) {
                SourceException refusal = refusal(group, partition);
                if (refusal == null) {
                    committed(group).remove(partition);
                } else {
                    refused.put(partition, refusal);
                }
            }
            return refused;
        }
    }

    private @Nullable SourceException refusal(String group, PartitionRef partition) {
        GroupInfo info = groups.get(group);
        if (info != null && info.isActive()) {
            return new SourceException(
                    SourceException.Kind.GROUP_ACTIVE, "Group '" + group + "' has members.", false, null);
        }
        return refusals.get(partition);
    }
}
