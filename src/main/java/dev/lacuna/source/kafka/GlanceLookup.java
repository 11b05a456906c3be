package dev.lacuna.source.kafka;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.source.GlanceHandler;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.StreamGlance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/// What lists show of topics, looked up for many of them at once: a handful of requests for each group of topics,
/// however many partitions they have.
final class GlanceLookup {

    private static final int TOPICS_AT_ONCE = 50;

    private final Admin admin;
    private final TailLookup tails;

    GlanceLookup(Admin admin, TailLookup tails) {
        this.admin = admin;
        this.tails = tails;
    }

    /// See [dev.lacuna.source.StreamSource#glance].
    void of(Collection<String> topics, GlanceHandler handler) throws SourceException {
        List<String> all = List.copyOf(topics);
        LogSizes sizes = new LogSizes(admin);
        for (int from = 0; from < all.size(); from += TOPICS_AT_ONCE) {
            if (!several(all.subList(from, Math.min(all.size(), from + TOPICS_AT_ONCE)), sizes, handler)) {
                return;
            }
        }
    }

    private boolean several(List<String> topics, LogSizes sizes, GlanceHandler handler) throws SourceException {
        // all is asked before the first answer is waited for
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(topics).topicNameValues();
        Map<ConfigResource, KafkaFuture<Config>> settings = admin.describeConfigs(
                        topics.stream().map(GlanceLookup::resource).toList())
                .values();
        Map<String, SourceException> failed = new HashMap<>();
        Map<String, List<TopicPartition>> partitions = new HashMap<>();
        for (String topic : topics) {
            try {
                partitions.put(topic, partitions(answer(described, topic, topic)));
            } catch (SourceException e) {
                failed.put(topic, e);
            }
        }
        List<TopicPartition> asked =
                partitions.values().stream().flatMap(List::stream).toList();
        ListOffsetsResult starts = ask(asked, OffsetSpec.earliest());
        ListOffsetsResult ends = ask(asked, OffsetSpec.latest());
        LatestTimes latest = new LatestTimes(asked, ask(asked, OffsetSpec.maxTimestamp()));
        for (String topic : topics) {
            StreamGlance glance;
            try {
                SourceException failure = failed.get(topic);
                if (failure != null) {
                    throw failure;
                }
                List<TopicPartition> own = partitions.getOrDefault(topic, List.of());
                long span = span(own, starts, ends);
                glance = glance(topic, span, sizes.of(own), latest.of(own), config(settings, topic));
            } catch (SourceException e) {
                if (e.kind() == Kind.INTERRUPTED && Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                glance = StreamGlance.unknown(topic, e);
            }
            if (!handler.at(glance)) {
                return false;
            }
        }
        return true;
    }

    private static StreamGlance glance(
            String topic, long positions, OptionalLong bytes, OptionalLong last, Map<String, String> config) {
        String policy = config.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
        String millis = config.getOrDefault(TopicConfig.RETENTION_MS_CONFIG, "-1");
        Optional<Duration> retention = policy.contains(TopicConfig.CLEANUP_POLICY_DELETE) && !millis.startsWith("-")
                ? Optional.of(Duration.ofMillis(Long.parseLong(millis)))
                : Optional.empty();
        Optional<TimestampKind> timestamps = Optional.ofNullable(config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG))
                .map(type -> type.equals("LogAppendTime") ? TimestampKind.APPEND : TimestampKind.CREATE);
        boolean remote = Boolean.parseBoolean(config.get(TopicConfig.REMOTE_LOG_STORAGE_ENABLE_CONFIG));
        return new StreamGlance(topic, positions, bytes, policy, retention, timestamps, last, remote, 0, "");
    }

    private static List<TopicPartition> partitions(TopicDescription topic) throws SourceException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicPartitionInfo partition : topic.partitions()) {
            if (partition.leader() == null || partition.leader().isEmpty()) {
                PartitionRef ref = new StreamRef("", topic.name()).partition(partition.partition());
                throw new SourceException(Kind.INTERRUPTED, "Partition " + ref + " has no leader now.", true, null);
            }
            partitions.add(new TopicPartition(topic.name(), partition.partition()));
        }
        return partitions;
    }

    private ListOffsetsResult ask(List<TopicPartition> partitions, OffsetSpec what) {
        Map<TopicPartition, OffsetSpec> questions = new HashMap<>();
        partitions.forEach(partition -> questions.put(partition, what));
        return admin.listOffsets(questions, new ListOffsetsOptions());
    }

    private static long span(List<TopicPartition> partitions, ListOffsetsResult starts, ListOffsetsResult ends)
            throws SourceException {
        long span = 0;
        for (TopicPartition partition : partitions) {
            span += Math.max(
                    0,
                    answered(ends, partition).offset()
                            - answered(starts, partition).offset());
        }
        return span;
    }

    /// The latest times of some partitions; of those of brokers that don't know them the times of their last batches.
    private final class LatestTimes {

        private final List<TopicPartition> partitions;
        private final ListOffsetsResult told;
        private @Nullable Map<TopicPartition, Long> read;

        LatestTimes(List<TopicPartition> partitions, ListOffsetsResult told) {
            this.partitions = partitions;
            this.told = told;
        }

        OptionalLong of(List<TopicPartition> some) throws SourceException {
            long last = -1;
            for (TopicPartition partition : some) {
                last = Math.max(last, of(partition));
            }
            return last < 0 ? OptionalLong.empty() : OptionalLong.of(last);
        }

        private long of(TopicPartition partition) throws SourceException {
            try {
                return answered(told, partition).timestamp();
            } catch (SourceException e) {
                if (e.kind() != Kind.UNSUPPORTED) {
                    throw e;
                }
                Map<TopicPartition, Long> times = read == null ? tails.timesIfReadable(partitions) : read;
                read = times;
                return times.getOrDefault(partition, -1L);
            }
        }
    }

    private static ListOffsetsResult.ListOffsetsResultInfo answered(ListOffsetsResult answers, TopicPartition partition)
            throws SourceException {
        return KafkaFailures.await(
                answers.partitionResult(partition), "Offsets of " + partition + " can't be looked up");
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /// Nothing where one may not ask for it.
    private static Map<String, String> config(Map<ConfigResource, KafkaFuture<Config>> asked, String topic)
            throws SourceException {
        try {
            Map<String, String> told = new HashMap<>();
            for (ConfigEntry entry : answer(asked, resource(topic), topic).entries()) {
                if (entry.value() != null) {
                    told.put(entry.name(), entry.value());
                }
            }
            return told;
        } catch (SourceException e) {
            if (e.kind() == Kind.DENIED) {
                return Map.of();
            }
            throw e;
        }
    }

    private static <K, V> V answer(Map<K, KafkaFuture<V>> asked, K key, String topic) throws SourceException {
        KafkaFuture<V> future = asked.get(key);
        if (future == null) {
            throw new IllegalStateException("asked for it");
        }
        return KafkaFailures.await(future, "Topic '" + topic + "' can't be described");
    }
}
