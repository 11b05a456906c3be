package dev.lacuna.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/// Makes the empty topics of the sample incident.
final class IncidentTopics {

    private static final short REPLICATION = 1;

    private IncidentTopics() {}

    static void create(String bootstrap, IncidentTruth truth) throws SandboxException, InterruptedException {
        var topics = new ArrayList<NewTopic>();
        for (TopicTruth topic : truth.topics()) {
            boolean compacted = topic.name().equals(IncidentTruth.CUSTOMERS);
            topics.add(new NewTopic(topic.name(), topic.partitions(), REPLICATION)
                    .configs(compacted ? compacted() : kept()));
        }
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrap, "default.api.timeout.ms", 20_000, "request.timeout.ms", 10_000))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw failure(bootstrap, topics, e);
        }
    }

    private static SandboxException failure(String bootstrap, List<NewTopic> topics, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof TopicExistsException) {
            return new SandboxException(
                    "The sample incident can't be written to " + bootstrap + ": " + cause.getMessage()
                            + " Nothing was written into it. Start the sandbox with an empty data folder.",
                    cause);
        }
        String names = String.join(", ", topics.stream().map(NewTopic::name).toList());
        return new SandboxException(
                "The topics of the sample incident (" + names + ") can't be made on " + bootstrap + ": "
                        + cause.getMessage() + ". Check that the sandbox is still running.",
                cause);
    }

    /// The story lies in the past, so nothing may expire by time; nor may a clock that runs late refuse it.
    private static Map<String, String> kept() {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "CreateTime",
                TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                Long.toString(Long.MAX_VALUE),
                TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                Long.toString(Long.MAX_VALUE));
    }

    /// The cleaner leaves the active segment alone, so segments are short; and it starts at the first dirty byte.
    private static Map<String, String> compacted() {
        var settings = new HashMap<>(kept());
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(CustomerStory.SEGMENT_MILLIS));
        settings.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.0");
        return settings;
    }
}
