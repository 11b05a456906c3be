package dev.lacuna.source.kafka;

import dev.lacuna.model.StreamRef;
import dev.lacuna.source.SourceException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.utils.Utils;

/// Which partitions of `__consumer_offsets` hold commits on a stream: those of the groups that have a position in it. A
/// group's commits stand in one partition, chosen by its name; so of a large cluster's many gigabytes only a few
/// matter.
final class GroupPlaces {

    private final Admin admin;

    GroupPlaces(Admin admin) {
        this.admin = admin;
    }

    /// @param count how many partitions `__consumer_offsets` has
    /// @return empty where it can't be known: when not all groups may be seen, or the broker is too old to tell
    Optional<Set<Integer>> of(StreamRef stream, int count) throws SourceException {
        try {
            if (!seesAllGroups(admin)) {
                return Optional.empty();
            }
            Collection<GroupListing> listed =
                    KafkaFailures.await(admin.listGroups().all(), "Groups can't be listed");
            Set<String> groups = listed.stream()
                    .filter(group -> group.type().orElse(GroupType.UNKNOWN) != GroupType.SHARE) // keep theirs elsewhere
                    .map(GroupListing::groupId)
                    .collect(Collectors.toSet());
            return Optional.of(groups.isEmpty() ? Set.of() : placesOf(groups, stream, count));
        } catch (SourceException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /// A list of groups leaves out, without a word, those that the user may not see.
    static boolean seesAllGroups(Admin admin) throws SourceException {
        var options = new DescribeClusterOptions().includeAuthorizedOperations(true);
        Set<AclOperation> allowed = KafkaFailures.await(
                admin.describeCluster(options).authorizedOperations(), "The rights on the cluster can't be looked up");
        return allowed != null && (allowed.contains(AclOperation.DESCRIBE) || allowed.contains(AclOperation.ALL));
    }

    private Set<Integer> placesOf(Set<String> groups, StreamRef stream, int count) throws SourceException {
        var all = new ListConsumerGroupOffsetsSpec();
        var answers =
                admin.listConsumerGroupOffsets(groups.stream().collect(Collectors.toMap(group -> group, group -> all)));
        var places = new HashSet<Integer>();
        for (String group : groups) {
            if (mayHavePosition(answers.partitionsToOffsetAndMetadata(group), stream)) {
                places.add(Utils.abs(group.hashCode()) % count);
            }
        }
        return places;
    }

    /// A group that doesn't tell may have one.
    private static boolean mayHavePosition(KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> answer, StreamRef stream)
            throws SourceException {
        try {
            return KafkaFailures.await(answer, "The positions of a group can't be looked up").keySet().stream()
                    .anyMatch(partition -> partition.topic().equals(stream.name()));
        } catch (SourceException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return true;
        }
    }
}
