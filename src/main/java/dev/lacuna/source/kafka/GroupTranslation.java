package dev.lacuna.source.kafka;

import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.GroupKind;
import dev.lacuna.source.GroupMember;
import dev.lacuna.source.GroupState;
import dev.lacuna.source.GroupSummary;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupSubtopologyDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;

/// Kafka's descriptions of groups, of which it has one for each kind, in the words of this room.
///
/// @param source the source's name
record GroupTranslation(String source) {

    PartitionRef partition(TopicPartition partition) {
        return new StreamRef(source, partition.topic()).partition(partition.partition());
    }

    Map<PartitionRef, GroupPosition> positions(Map<TopicPartition, OffsetAndMetadata> committed) {
        var positions = new TreeMap<PartitionRef, GroupPosition>();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                Position next = Position.offset(offset.offset());
                int epoch = offset.leaderEpoch().orElse(-1);
                positions.put(partition(partition), new GroupPosition(next, epoch, offset.metadata()));
            }
        });
        return positions;
    }

    static OffsetAndMetadata kafkaOf(GroupPosition position) {
        Optional<Integer> epoch = position.leaderEpoch() < 0 ? Optional.empty() : Optional.of(position.leaderEpoch());
        return new OffsetAndMetadata(position.next().asOffset(), epoch, position.metadata());
    }

    static GroupSummary summary(GroupListing listing) {
        return new GroupSummary(
                listing.groupId(),
                kind(listing.type().orElse(GroupType.UNKNOWN)),
                state(listing.groupState().orElse(org.apache.kafka.common.GroupState.UNKNOWN)),
                listing.protocol());
    }

    /// @param listed as the list of groups has it: only that tells the protocol
    GroupInfo info(GroupSummary listed, ConsumerGroupDescription described) {
        GroupKind kind = described.type() == GroupType.UNKNOWN ? listed.kind() : kind(described.type());
        var summary = new GroupSummary(described.groupId(), kind, state(described.groupState()), listed.protocol());
        return info(summary, described.members().stream().map(this::member), List.of());
    }

    GroupInfo info(GroupSummary listed, ClassicGroupDescription described) {
        var state = org.apache.kafka.common.GroupState.parse(described.state().toString());
        var summary = new GroupSummary(described.groupId(), GroupKind.CLASSIC, state(state), described.protocol());
        return info(summary, described.members().stream().map(this::member), List.of());
    }

    GroupInfo info(GroupSummary listed, ShareGroupDescription described) {
        var summary = new GroupSummary(
                described.groupId(), GroupKind.SHARE, state(described.groupState()), listed.protocol());
        return info(summary, described.members().stream().map(this::member), List.of());
    }

    GroupInfo info(GroupSummary listed, StreamsGroupDescription described) {
        var summary = new GroupSummary(
                described.groupId(), GroupKind.STREAMS, state(described.groupState()), listed.protocol());
        Collection<StreamsGroupSubtopologyDescription> parts = described.subtopologies();
        List<String> own = parts.stream()
                .flatMap(part -> Stream.concat(
                        part.stateChangelogTopics().keySet().stream(),
                        part.repartitionSourceTopics().keySet().stream()))
                .distinct()
                .sorted()
                .toList();
        return info(summary, described.members().stream().map(member -> member(member, parts)), own);
    }

    private static GroupInfo info(GroupSummary summary, Stream<GroupMember> members, List<String> own) {
        List<GroupMember> sorted = members.sorted(
                        Comparator.comparing(GroupMember::clientId).thenComparing(GroupMember::id))
                .toList();
        return new GroupInfo(summary, sorted, own);
    }

    private GroupMember member(MemberDescription member) {
        return new GroupMember(
                member.consumerId(),
                member.groupInstanceId(),
                member.clientId(),
                member.host(),
                partitions(member.assignment().topicPartitions().stream()));
    }

    private GroupMember member(ShareMemberDescription member) {
        return new GroupMember(
                member.consumerId(),
                Optional.empty(),
                member.clientId(),
                member.host(),
                partitions(member.assignment().topicPartitions().stream()));
    }

    /// A task reads its number of each stream of its part; one that has fewer partitions has none of that number, which
    /// is not looked up here.
    private GroupMember member(
            StreamsGroupMemberDescription member, Collection<StreamsGroupSubtopologyDescription> parts) {
        Stream<TopicPartition> read = member.assignment().activeTasks().stream()
                .flatMap(tasks -> parts.stream()
                        .filter(part -> part.subtopologyId().equals(tasks.subtopologyId()))
                        .flatMap(part -> Stream.concat(
                                part.sourceTopics().stream(), part.repartitionSourceTopics().keySet().stream()))
                        .flatMap(
                                topic -> tasks.partitions().stream().map(number -> new TopicPartition(topic, number))));
        return new GroupMember(
                member.memberId(), member.instanceId(), member.clientId(), member.clientHost(), partitions(read));
    }

    private List<PartitionRef> partitions(Stream<TopicPartition> partitions) {
        return partitions.map(this::partition).sorted().toList();
    }

    private static GroupKind kind(GroupType type) {
        return switch (type) {
            case CLASSIC -> GroupKind.CLASSIC;
            case CONSUMER -> GroupKind.CONSUMER;
            case STREAMS -> GroupKind.STREAMS;
            case SHARE -> GroupKind.SHARE;
            case UNKNOWN -> GroupKind.UNKNOWN;
        };
    }

    private static GroupState state(org.apache.kafka.common.GroupState state) {
        return switch (state) {
            case STABLE -> GroupState.ACTIVE;
            case PREPARING_REBALANCE, COMPLETING_REBALANCE, ASSIGNING, RECONCILING, NOT_READY -> GroupState.REBALANCING;
            case EMPTY -> GroupState.EMPTY;
            case DEAD -> GroupState.DEAD;
            case UNKNOWN -> GroupState.UNKNOWN;
        };
    }
}
