package dev.lacuna.source.kafka;

import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.source.ConsumerGroups;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.GroupKind;
import dev.lacuna.source.GroupStand;
import dev.lacuna.source.GroupState;
import dev.lacuna.source.GroupSummary;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.StreamGroups;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;

/// The consumer groups of a Kafka cluster.
final class KafkaGroups implements ConsumerGroups {

    /// Refuses where nothing may be written.
    @FunctionalInterface
    interface WriteGuard {
        void check() throws SourceException;
    }

    private final Admin admin;
    private final WriteGuard writes;
    private final GroupLookup lookup;

    KafkaGroups(Admin admin, String source, WriteGuard writes) {
        this.admin = admin;
        this.writes = writes;
        this.lookup = new GroupLookup(admin, source);
    }

    @Override
    public List<GroupSummary> list() throws SourceException {
        return lookup.list();
    }

    @Override
    public GroupInfo describe(String group) throws SourceException {
        return lookup.describe(group);
    }

    @Override
    public Map<PartitionRef, GroupPosition> positions(String group) throws SourceException {
        var answers = lookup.positions(List.of(listed(group)));
        SourceException failure = answers.failures().get(group);
        if (failure == null) {
            return answers.byGroup().getOrDefault(group, Map.of());
        }
        if (failure.kind() == Kind.UNKNOWN_GROUP) {
            return Map.of();
        }
        throw failure;
    }

    /// What the list says of a group; one that isn't listed may yet have committed positions.
    private GroupSummary listed(String group) throws SourceException {
        return lookup.list().stream()
                .filter(summary -> summary.name().equals(group))
                .findFirst()
                .orElse(new GroupSummary(group, GroupKind.UNKNOWN, GroupState.UNKNOWN, ""));
    }

    @Override
    public StreamGroups of(StreamInfo stream) throws SourceException {
        List<GroupSummary> all = lookup.list();
        var answers = lookup.positions(all);
        Map<String, Map<PartitionRef, GroupPosition>> positions = new HashMap<>();
        answers.byGroup().forEach((group, committed) -> positions.put(group, within(stream, committed)));
        List<GroupSummary> candidates = all.stream()
                .filter(group -> group.state().mayBeActive()
                        || !positions.getOrDefault(group.name(), Map.of()).isEmpty())
                .toList();
        var described = lookup.describe(candidates);
        Map<PartitionRef, Position> ends =
                stream.partitions().stream().collect(Collectors.toMap(info -> info.partition(), info -> info.end()));
        var stands = new ArrayList<GroupStand>();
        for (GroupInfo group : described.byGroup().values()) {
            Map<PartitionRef, GroupPosition> committed = positions.getOrDefault(group.name(), Map.of());
            List<PartitionRef> reading = group.members().stream()
                    .flatMap(member -> member.assigned().stream())
                    .filter(partition -> partition.stream().equals(stream.stream()))
                    .distinct()
                    .sorted()
                    .toList();
            if (!committed.isEmpty() || !reading.isEmpty()) {
                stands.add(GroupStand.of(group, committed, reading, ends));
            }
        }
        boolean complete = answers.failures().isEmpty() && described.failures().isEmpty() && seesAllGroups();
        return new StreamGroups(stands, complete);
    }

    private boolean seesAllGroups() throws SourceException {
        try {
            return GroupPlaces.seesAllGroups(admin);
        } catch (SourceException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return false;
        }
    }

    private static Map<PartitionRef, GroupPosition> within(
            StreamInfo stream, Map<PartitionRef, GroupPosition> committed) {
        var within = new TreeMap<>(committed);
        within.keySet().removeIf(partition -> !partition.stream().equals(stream.stream()));
        return within;
    }

    @Override
    public Map<PartitionRef, SourceException> alter(String group, Map<PartitionRef, GroupPosition> positions)
            throws SourceException {
        writes.check();
        if (positions.isEmpty()) {
            return Map.of();
        }
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        positions.forEach((partition, position) ->
                offsets.put(OffsetLookup.kafkaOf(partition), GroupTranslation.kafkaOf(position)));
        Function<TopicPartition, KafkaFuture<Void>> answers = isStreams(requirePositions(group))
                ? admin.alterStreamsGroupOffsets(group, offsets)::partitionResult
                : admin.alterConsumerGroupOffsets(group, offsets)::partitionResult;
        return await(
                positions.keySet(),
                answers,
                "The position of group '" + group + "' can't be set",
                Right.group(AclOperation.READ, group));
    }

    @Override
    public Map<PartitionRef, SourceException> delete(String group, Collection<PartitionRef> partitions)
            throws SourceException {
        writes.check();
        if (partitions.isEmpty()) {
            return Map.of();
        }
        Set<TopicPartition> offsets = new HashSet<>();
        partitions.forEach(partition -> offsets.add(OffsetLookup.kafkaOf(partition)));
        Function<TopicPartition, KafkaFuture<Void>> answers = isStreams(requirePositions(group))
                ? admin.deleteStreamsGroupOffsets(group, offsets)::partitionResult
                : admin.deleteConsumerGroupOffsets(group, offsets)::partitionResult;
        return await(
                partitions,
                answers,
                "The position of group '" + group + "' can't be deleted",
                Right.group(AclOperation.DELETE, group));
    }

    private GroupSummary requirePositions(String group) throws SourceException {
        GroupSummary summary = listed(group);
        if (summary.kind() == GroupKind.SHARE) {
            throw new SourceException(
                    Kind.UNSUPPORTED,
                    "'" + group + "' is a share group: its members share events, not partitions, so it has no positions"
                            + " to set. Use kafka-share-groups.sh --reset-offsets.",
                    false,
                    null);
        }
        return summary;
    }

    private static boolean isStreams(GroupSummary group) {
        return group.kind() == GroupKind.STREAMS;
    }

    private static Map<PartitionRef, SourceException> await(
            Collection<PartitionRef> partitions,
            Function<TopicPartition, KafkaFuture<Void>> answers,
            String what,
            Right needed)
            throws SourceException {
        var refused = new TreeMap<PartitionRef, SourceException>();
        for (PartitionRef partition : partitions) {
            try {
                KafkaFailures.await(answers.apply(OffsetLookup.kafkaOf(partition)), what + " in " + partition, needed);
            } catch (SourceException e) {
                refused.put(partition, e);
            }
        }
        return refused;
    }
}
