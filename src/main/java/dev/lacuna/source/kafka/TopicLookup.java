package dev.lacuna.source.kafka;

import dev.lacuna.model.Compaction;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.source.NearestNames;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.StreamSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/// Questions about topics: which there are, and how each is set up.
final class TopicLookup {

    /// Settings that are told even when they stand at their defaults, because detection and replay hang on them.
    private static final Set<String> ALWAYS_TOLD = Set.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.RETENTION_MS_CONFIG,
            TopicConfig.RETENTION_BYTES_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);

    /// What tells that the brokers are no Kafka.
    private static final String REDPANDAS_OWN = "redpanda.";

    /// Settings of the brokers on which the meaning of a topic's log hangs; told among the topic's own.
    private static final Set<String> TOLD_OF_BROKERS =
            Set.of("producer.id.expiration.ms", "transactional.id.expiration.ms", "transaction.max.timeout.ms");

    private static final int MOST_ATTEMPTS = 10;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private final Admin admin;
    private final OffsetLookup offsets;
    private final String source;

    TopicLookup(Admin admin, OffsetLookup offsets, String source) {
        this.admin = admin;
        this.offsets = offsets;
        this.source = source;
    }

    List<StreamSummary> summaries() throws SourceException {
        var summaries = new ArrayList<StreamSummary>();
        for (var entry : admin.describeTopics(names()).topicNameValues().entrySet()) {
            try {
                TopicDescription topic =
                        KafkaFailures.await(entry.getValue(), undescribed(entry.getKey()), toSee(entry.getKey()));
                summaries.add(new StreamSummary(topic.name(), topic.partitions().size(), topic.isInternal()));
            } catch (SourceException e) {
                if (e.kind() != Kind.UNKNOWN_STREAM) {
                    throw e; // else it was deleted just now
                }
            }
        }
        summaries.sort(Comparator.comparing(StreamSummary::name));
        return summaries;
    }

    private Collection<String> names() throws SourceException {
        return KafkaFailures.await(listNames(), "The topics of " + source + " can't be listed");
    }

    KafkaFuture<Set<String>> listNames() {
        return admin.listTopics(new ListTopicsOptions().listInternal(true)).names();
    }

    /// @throws SourceException UNKNOWN_STREAM with the names that come closest
    TopicDescription topic(String name) throws SourceException {
        for (int attempt = 1; ; attempt++) {
            try {
                Map<String, TopicDescription> described = KafkaFailures.await(
                        admin.describeTopics(List.of(name)).allTopicNames(), undescribed(name), toSee(name));
                return described.values().iterator().next();
            } catch (SourceException e) {
                if (e.kind() != Kind.UNKNOWN_STREAM) {
                    throw e;
                }
                Collection<String> names = names();
                // a topic made just now is known to the controller before it is to every broker
                if (!names.contains(name) || attempt == MOST_ATTEMPTS) {
                    throw unknown(name, names, e);
                }
                OffsetLookup.pause(BETWEEN_ATTEMPTS);
            }
        }
    }

    private static String undescribed(String name) {
        return "Topic '" + name + "' can't be described";
    }

    private static Right toSee(String name) {
        return Right.topic(AclOperation.DESCRIBE, name);
    }

    /// @throws SourceException UNKNOWN_STREAM for the first that isn't there
    void requireAll(Collection<PartitionRef> partitions) throws SourceException {
        var counts = new HashMap<String, Integer>();
        for (PartitionRef partition : partitions) {
            String topic = partition.stream().name();
            Integer count = counts.get(topic);
            if (count == null) {
                count = topic(topic).partitions().size();
                counts.put(topic, count);
            }
            requireWithin(partition, count);
        }
    }

    /// @param count how many partitions the topic has
    static void requireWithin(PartitionRef partition, int count) throws SourceException {
        if (partition.number() < 0 || partition.number() >= count) {
            throw new SourceException(
                    Kind.UNKNOWN_STREAM,
                    "Topic '" + partition.stream().name() + "' has "
                            + (count == 1 ? "one partition" : count + " partitions") + ", so there is no "
                            + partition + ".",
                    false,
                    null);
        }
    }

    /// @param names of all topics
    SourceException unknown(String name, Collection<String> names, @Nullable Throwable cause) {
        List<String> nearest = NearestNames.of(name, names);
        String hint = names.stream().allMatch(other -> other.startsWith("__"))
                ? " It has no topics."
                : " List its topics to see their names.";
        if (!nearest.isEmpty()) {
            hint = " Did you mean " + String.join(" or ", nearest) + "?";
        }
        return new SourceException(
                Kind.UNKNOWN_STREAM, "There is no topic '" + name + "' at " + source + "." + hint, false, cause);
    }

    List<PartitionRef> partitions(TopicDescription topic) throws SourceException {
        var stream = new StreamRef(source, topic.name());
        var partitions = new ArrayList<PartitionRef>();
        for (TopicPartitionInfo partition : topic.partitions()) {
            PartitionRef ref = stream.partition(partition.partition());
            if (partition.leader() == null || partition.leader().isEmpty()) {
                throw new SourceException(
                        Kind.INTERRUPTED,
                        "Partition " + ref + " has no leader now: its brokers "
                                + partition.replicas().stream()
                                        .map(node -> String.valueOf(node.id()))
                                        .toList()
                                + " are down. Try again when one of them is back.",
                        true,
                        null);
            }
            partitions.add(ref);
        }
        partitions.sort(null);
        return partitions;
    }

    StreamInfo describe(String name) throws SourceException {
        TopicDescription topic = topic(name);
        List<PartitionRef> partitions = partitions(topic);
        // all is asked before the first answer is waited for
        KafkaFuture<Config> topicConfig = askConfig(topicResource(name));
        KafkaFuture<Config> brokerConfig = askConfig(leaderOf(topic));
        OffsetLookup.Stand stand = offsets.standOf(partitions);
        String unread = "";
        var config = new HashMap<String, String>();
        try {
            config.putAll(config(name, topicConfig));
        } catch (SourceException e) {
            if (e.kind() != Kind.DENIED && e.kind() != Kind.UNSUPPORTED) {
                throw e;
            }
            unread = e.getMessage(); // who may read a topic need not be allowed to read its settings
        }
        config.putAll(brokerConfig(leaderOf(topic), brokerConfig));
        return new StreamInfo(
                new StreamRef(source, name),
                identity(topic),
                stand.await(),
                compaction(config),
                retention(config),
                "LogAppendTime".equals(config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG))
                        ? TimestampKind.APPEND
                        : TimestampKind.CREATE,
                config,
                List.of(),
                unread);
    }

    String identity(String name) throws SourceException {
        return identity(topic(name));
    }

    private static String identity(TopicDescription topic) {
        return topic.topicId().equals(Uuid.ZERO_UUID) ? "" : topic.topicId().toString();
    }

    private static Compaction compaction(Map<String, String> config) {
        String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        if (policy == null) {
            return Compaction.UNKNOWN;
        }
        return policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT) ? Compaction.ON : Compaction.OFF;
    }

    private static Optional<Duration> retention(Map<String, String> config) {
        boolean deletes =
                config.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "").contains(TopicConfig.CLEANUP_POLICY_DELETE);
        String millis = config.get(TopicConfig.RETENTION_MS_CONFIG);
        if (!deletes || millis == null || millis.startsWith("-")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Long.parseLong(millis)));
    }

    /// What the topic takes as one batch, as far as one may know.
    long largestBatchBytes(String name) throws SourceException {
        try {
            String bytes = config(name, askConfig(topicResource(name))).get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            return bytes == null ? Long.MAX_VALUE : Long.parseLong(bytes);
        } catch (SourceException e) {
            if (e.kind() == Kind.DENIED) {
                return Long.MAX_VALUE; // who may write need not be allowed to read settings
            }
            throw e;
        }
    }

    private static ConfigResource topicResource(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    /// The broker that leads the first partition.
    private static ConfigResource leaderOf(TopicDescription topic) {
        String node = topic.partitions().get(0).leader().idString();
        return new ConfigResource(ConfigResource.Type.BROKER, node);
    }

    private KafkaFuture<Config> askConfig(ConfigResource resource) {
        return Objects.requireNonNull(
                admin.describeConfigs(List.of(resource)).values().get(resource), "asked for it");
    }

    /// What a broker says of itself; nothing where one may not ask it.
    private static Map<String, String> brokerConfig(ConfigResource broker, KafkaFuture<Config> asked)
            throws SourceException {
        var told = new HashMap<String, String>();
        try {
            Config config = KafkaFailures.await(asked, "The settings of broker " + broker.name() + " can't be read");
            for (ConfigEntry entry : config.entries()) {
                if (TOLD_OF_BROKERS.contains(entry.name()) && entry.value() != null) {
                    told.put(entry.name(), entry.value());
                }
            }
        } catch (SourceException e) {
            if (e.kind() != Kind.DENIED && e.kind() != Kind.UNSUPPORTED) {
                throw e; // who may read a topic need not be allowed to read the brokers' settings
            }
        }
        return told;
    }

    private static Map<String, String> config(String name, KafkaFuture<Config> asked) throws SourceException {
        Config config = KafkaFailures.await(
                asked,
                "The settings of topic '" + name + "' can't be read",
                Right.topic(AclOperation.DESCRIBE_CONFIGS, name));
        var told = new HashMap<String, String>();
        for (ConfigEntry entry : config.entries()) {
            boolean wanted = ALWAYS_TOLD.contains(entry.name())
                    || entry.name().startsWith(REDPANDAS_OWN)
                    || entry.source() != ConfigEntry.ConfigSource.DEFAULT_CONFIG;
            if (wanted && !entry.isSensitive() && entry.value() != null) {
                told.put(entry.name(), entry.value());
            }
        }
        return told;
    }
}
