package dev.lacuna.source.kafka;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/// Who leads the partitions that are read, and where their other replicas are. Asks without waiting, and again when
/// it is told that an answer is stale.
final class LeaderLookup {

    private static final long PAUSE_NANOS = 200_000_000;

    private final Admin admin;
    private final TopicLookup topics;
    private final List<PartitionRef> partitions;
    private final Runnable answered;
    private final List<String> names;
    private final Map<TopicPartition, Node> leaders = new HashMap<>();
    private final Map<String, Uuid> ids = new HashMap<>();
    private final Map<Integer, Node> nodes = new HashMap<>();
    private @Nullable KafkaFuture<Map<String, TopicDescription>> asked;
    private @Nullable KafkaFuture<Set<String>> listed;
    private boolean stale = true;
    private long askAgainNanos = System.nanoTime();

    /// @param topicId the id that their one topic must have; empty where any will do
    /// @param answered run when there is something to take, from any thread
    LeaderLookup(Admin admin, TopicLookup topics, List<PartitionRef> partitions, String topicId, Runnable answered) {
        this.admin = admin;
        this.topics = topics;
        this.partitions = partitions;
        this.answered = answered;
        this.names = partitions.stream()
                .map(partition -> partition.stream().name())
                .distinct()
                .toList();
        if (!topicId.isEmpty()) {
            names.forEach(name -> ids.put(name, Uuid.fromString(topicId)));
        }
    }

    @Nullable
    Node leader(TopicPartition partition) {
        return leaders.get(partition);
    }

    /// A broker that has a replica of some of the partitions; null where its address is not known.
    @Nullable
    Node node(int id) {
        return nodes.get(id);
    }

    Uuid topicId(String topic) {
        return ids.getOrDefault(topic, Uuid.ZERO_UUID);
    }

    void markStale() {
        stale = true;
    }

    /// Takes an answer that has come, and asks where that is due.
    ///
    /// @throws SourceException UNKNOWN_STREAM when a topic or partition isn't there, or is no longer the same
    void advance() throws SourceException {
        KafkaFuture<Map<String, TopicDescription>> answer = asked;
        if (answer != null && answer.isDone()) {
            asked = null;
            askAgainNanos = System.nanoTime() + PAUSE_NANOS;
            take(answer);
        }
        requireListed();
        if (stale && asked == null && System.nanoTime() - askAgainNanos >= 0 && !names.isEmpty()) {
            stale = false;
            asked = admin.describeTopics(names).allTopicNames();
            asked.whenComplete((_, _) -> answered.run());
        }
    }

    private void take(KafkaFuture<Map<String, TopicDescription>> answer) throws SourceException {
        Map<String, TopicDescription> described;
        try {
            described = answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaFailures.translate("The leaders of " + names + " were not looked up", e);
        } catch (ExecutionException e) {
            Throwable cause = KafkaFailures.causeOf(e);
            SourceException failure = KafkaFailures.translate(
                    "The leaders of " + names + " can't be looked up",
                    cause,
                    Right.topic(AclOperation.DESCRIBE, names.iterator().next()));
            if (failure.kind() == Kind.UNKNOWN_STREAM) {
                listed = listed == null ? topics.listNames() : listed;
            } else if (!(cause instanceof RetriableException)) {
                throw failure;
            }
            stale = true;
            return;
        }
        for (TopicDescription topic : described.values()) {
            requireSame(topic);
            for (var partition : topic.partitions()) {
                leaders.put(new TopicPartition(topic.name(), partition.partition()), partition.leader());
                partition.replicas().forEach(node -> nodes.put(node.id(), node));
            }
        }
        leaders.values().removeIf(leader -> leader == null || leader.isEmpty());
        nodes.values().removeIf(Node::isEmpty);
        requirePartitions(described);
    }

    /// A topic that a broker doesn't know may be one that was made just now; the list of all tells.
    private void requireListed() throws SourceException {
        KafkaFuture<Set<String>> answer = listed;
        if (answer == null || !answer.isDone()) {
            return;
        }
        listed = null;
        Set<String> there;
        try {
            there = KafkaFailures.await(answer, "The topics can't be listed");
        } catch (SourceException e) {
            if (e.isRetriable()) {
                return; // asked again when the topic is still not known
            }
            throw e;
        }
        for (String name : names) {
            if (!there.contains(name)) {
                throw topics.unknown(name, there, null);
            }
        }
    }

    /// A topic of the same name that was created anew has nothing to do with the positions that are being read.
    private void requireSame(TopicDescription topic) throws SourceException {
        Uuid before = ids.put(topic.name(), topic.topicId());
        if (before != null && !before.equals(topic.topicId())) {
            throw new SourceException(
                    Kind.UNKNOWN_STREAM,
                    "Topic '" + topic.name() + "' was deleted and created anew while it was read. Read it again.",
                    false,
                    null);
        }
    }

    private void requirePartitions(Map<String, TopicDescription> described) throws SourceException {
        for (PartitionRef partition : partitions) {
            TopicDescription topic = described.get(partition.stream().name());
            if (topic != null) {
                TopicLookup.requireWithin(partition, topic.partitions().size());
            }
        }
    }
}
