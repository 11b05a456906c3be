package dev.lacuna.source.segments;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.kafka.KafkaTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Topics of the shared broker as it keeps them, and copies of its folder with some of them.
final class BrokerLogs {

    /// The smallest that a broker takes.
    private static final String SEGMENT_BYTES = String.valueOf(1 << 20);

    private static final int EVENTS = 12_000;

    private BrokerLogs() {}

    /// A topic with one partition and several segments of plain events.
    ///
    /// @param settings on top of the size of its segments
    static String severalSegments(String prefix, Map<String, String> settings) {
        return severalSegments(prefix, settings, Map.of("linger.ms", 20), 50);
    }

    /// The same, but each event in a batch of its own and with a key of its own, so that nothing in the log tells
    /// whether the cleaner was ever at work.
    static String ofSingleEvents(String prefix) {
        return severalSegments(prefix, Map.of(), Map.of("batch.size", 0), EVENTS);
    }

    /// A topic with two partitions and an event in each.
    static String ofTwoPartitions(String prefix) {
        String topic = KafkaTopics.create(prefix, 2, Map.of());
        try (var producer = KafkaTopics.producer(Map.of())) {
            for (int number = 0; number < 2; number++) {
                producer.send(KafkaTopics.record(new StreamRef("", topic).partition(number), "k", "{}"));
            }
            producer.flush();
        }
        return topic;
    }

    private static String severalSegments(
            String prefix, Map<String, String> settings, Map<String, Object> sending, int keys) {
        var all = new HashMap<>(settings);
        all.put("segment.bytes", SEGMENT_BYTES);
        String topic = KafkaTopics.create(prefix, 1, all);
        PartitionRef partition = new StreamRef("", topic).partition(0);
        String padding = "x".repeat(250);
        try (var producer = KafkaTopics.producer(sending)) {
            for (int i = 0; i < EVENTS; i++) {
                producer.send(KafkaTopics.record(
                        partition, "k" + i % keys, "{\"seq\":" + i + ",\"text\":\"" + padding + "\"}"));
            }
            producer.flush();
        }
        return topic;
    }

    /// A data folder with the first partition of these topics and the cluster's own log; without the checkpoints, which
    /// a running broker
    /// writes now and then.
    static Path copy(Path to, String... topics) throws IOException {
        Path node = LogCopies.node(SharedBroker.dataFolder());
        Path copy = Files.createDirectories(to.resolve("data"));
        Files.copy(node.resolve("meta.properties"), copy.resolve("meta.properties"));
        LogCopies.copy(node.resolve("__cluster_metadata-0"), copy.resolve("__cluster_metadata-0"));
        for (String topic : topics) {
            LogCopies.copy(node.resolve(topic + "-0"), copy.resolve(topic + "-0"));
        }
        return copy;
    }
}
