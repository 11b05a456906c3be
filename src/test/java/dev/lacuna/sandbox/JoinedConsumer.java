package dev.lacuna.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A plain consumer that is a member of a group on the shared broker, so that tests have somebody who is at work.
public final class JoinedConsumer implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;

    private JoinedConsumer(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /// Joins, and returns when it has its partitions.
    public static JoinedConsumer join(String group, String clientId, String protocol, String topic) {
        var joined = new JoinedConsumer(consumer(group, Map.of("client.id", clientId, "group.protocol", protocol)));
        joined.consumer.subscribe(List.of(topic));
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (joined.consumer.assignment().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(clientId + " does not get its partitions");
            }
            joined.consumer.poll(POLL);
        }
        return joined;
    }

    /// Commits for a group without joining it.
    public static void commit(String group, Map<TopicPartition, OffsetAndMetadata> positions) {
        try (var consumer = consumer(group, Map.of())) {
            consumer.assign(positions.keySet());
            consumer.commitSync(positions);
        }
    }

    /// Leaves the group.
    @Override
    public void close() {
        consumer.close();
    }

    /// What a consumer of the group reads from where it stands up to the ends, and then commits.
    public static List<ConsumerRecord<byte[], byte[]>> readOn(String group, String topic) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = consumer(group, Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(POLL).forEach(records::add);
            }
            consumer.commitSync();
        }
        return records;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String group, Map<String, Object> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("bootstrap.servers", SharedBroker.bootstrap());
        settings.put("group.id", group);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
