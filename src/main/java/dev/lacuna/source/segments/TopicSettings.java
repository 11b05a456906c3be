package dev.lacuna.source.segments;

import dev.lacuna.model.Compaction;
import dev.lacuna.model.TimestampKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/// What is known of a topic's settings without a broker. In order of weight: what the cluster's log says of the topic;
/// what the user says of it (`cleanup.policy=delete`); what the cluster's log says of the brokers; what the user says
/// of the broker (`log.cleanup.policy`, as in its `server.properties`). Defaults count only where the broker's own
/// file was given, since a broker may have others.
final class TopicSettings {

    /// Those that a broker itself always compacts.
    private static final Set<String> ALWAYS_COMPACTED =
            Set.of("__consumer_offsets", "__transaction_state", "__share_group_state");

    /// What only a broker's own file has.
    private static final Set<String> MARKS_OF_A_BROKER =
            Set.of("log.dirs", "log.dir", "process.roles", "node.id", "broker.id", "zookeeper.connect");

    /// Names in a broker's file, its default, and how many ms its unit has, by the topic's own name.
    private record BrokerSetting(String name, long unitMillis) {}

    private static final Map<String, BrokerSetting[]> BROKER_NAMES = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, new BrokerSetting[] {new BrokerSetting("log.cleanup.policy", 0)},
            TopicConfig.RETENTION_MS_CONFIG,
                    new BrokerSetting[] {
                        new BrokerSetting("log.retention.ms", 1),
                        new BrokerSetting("log.retention.minutes", 60_000),
                        new BrokerSetting("log.retention.hours", 3_600_000)
                    },
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    new BrokerSetting[] {new BrokerSetting("log.message.timestamp.type", 0)},
            TopicConfig.REMOTE_LOG_STORAGE_ENABLE_CONFIG, new BrokerSetting[0]);

    private static final Map<String, String> DEFAULTS = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, "delete",
            TopicConfig.RETENTION_MS_CONFIG, "604800000",
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");

    private final String name;
    private final Map<String, String> known;
    private final boolean onceCompacted;

    private TopicSettings(String name, Map<String, String> known, boolean onceCompacted) {
        this.name = name;
        this.known = Map.copyOf(known);
        this.onceCompacted = onceCompacted;
    }

    /// @param metadata the cluster's log, where it can be relied on
    /// @param topicId what the topic's folders say; settings of a namesake with another id say nothing
    /// @param node the broker's number, or empty
    /// @param given what the user said
    /// @param cleaned whether the broker has compacted it once
    static TopicSettings of(
            String name,
            Optional<MetadataLog> metadata,
            String topicId,
            String node,
            Map<String, String> given,
            boolean cleaned) {
        Optional<MetadataLog.Topic> topic = metadata.flatMap(log -> log.topic(name))
                .filter(found -> topicId.isEmpty() || topicId.equals(found.id()));
        var known = new HashMap<String, String>();
        boolean isBrokersFile = given.keySet().stream().anyMatch(MARKS_OF_A_BROKER::contains);
        for (String setting : BROKER_NAMES.keySet()) {
            // where the cluster's log is silent about the topic, it may have settings of its own all the same
            String value = given.get(setting);
            if (value == null && topic.isPresent()) {
                value = ofBroker(setting, metadata.orElseThrow().brokerSettings(node));
                if (value == null) {
                    value = ofBroker(setting, given);
                }
                if (value == null && isBrokersFile) {
                    value = DEFAULTS.get(setting);
                }
            }
            if (value != null) {
                known.put(setting, value);
            }
        }
        topic.ifPresent(found -> known.putAll(found.settings()));
        boolean once = cleaned || topic.map(MetadataLog.Topic::onceCompacted).orElse(false);
        return new TopicSettings(name, known, once);
    }

    private static @Nullable String ofBroker(String setting, Map<String, String> settings) {
        BrokerSetting[] names = BROKER_NAMES.getOrDefault(setting, new BrokerSetting[0]);
        for (BrokerSetting broker : names) {
            String value = settings.get(broker.name());
            if (value != null && !value.isBlank()) {
                return broker.unitMillis() > 1 ? inMillis(value.strip(), broker.unitMillis()) : value.strip();
            }
        }
        return null;
    }

    private static String inMillis(String value, long unitMillis) {
        try {
            long number = Long.parseLong(value);
            return Long.toString(number < 0 ? -1 : Math.multiplyExact(number, unitMillis));
        } catch (NumberFormatException | ArithmeticException e) {
            return "-1";
        }
    }

    /// By the topic's own names, as far as they are known.
    Map<String, String> config() {
        return known;
    }

    Compaction compaction() {
        String policy = known.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        if (policy == null) {
            return onceCompacted || ALWAYS_COMPACTED.contains(name) ? Compaction.ON : ofMetadata();
        }
        if (policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            return Compaction.ON;
        }
        // not now, but once: what the cleaner removed then is gone all the same
        return onceCompacted ? Compaction.UNKNOWN : Compaction.OFF;
    }

    /// The cluster's log itself is cut at its start and never compacted.
    private Compaction ofMetadata() {
        return MetadataLog.TOPIC.equals(name) ? Compaction.OFF : Compaction.UNKNOWN;
    }

    /// Whether older segments are moved to remote storage, as far as known.
    boolean isTiered() {
        return Boolean.parseBoolean(known.get(TopicConfig.REMOTE_LOG_STORAGE_ENABLE_CONFIG));
    }

    Optional<Duration> retention() {
        String policy = known.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
        String millis = known.get(TopicConfig.RETENTION_MS_CONFIG);
        if (!policy.contains(TopicConfig.CLEANUP_POLICY_DELETE) || millis == null || millis.startsWith("-")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofMillis(Long.parseLong(millis)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// @param seen what the latest batch shows, where no setting is known
    TimestampKind timestamps(TimestampKind seen) {
        String type = known.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
        if (type == null) {
            return seen;
        }
        return type.equals("LogAppendTime") ? TimestampKind.APPEND : TimestampKind.CREATE;
    }
}
