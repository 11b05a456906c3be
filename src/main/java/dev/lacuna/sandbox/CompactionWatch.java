package dev.lacuna.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Waits until the log cleaner has really left only the last record of each key, by reading the topic.
final class CompactionWatch {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PAUSE_MILLIS = 100;

    private final String bootstrap;
    private final TopicTruth topic;

    CompactionWatch(String bootstrap, TopicTruth topic) {
        this.bootstrap = bootstrap;
        this.topic = topic;
    }

    void await(Duration timeout) throws SandboxException, InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5000);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            long left = count(consumer, partitions, deadlineNanos);
            while (left != topic.visible()) {
                if (System.nanoTime() > deadlineNanos) {
                    throw new SandboxException("Kafka did not compact " + topic.name() + " on " + bootstrap + " within "
                            + timeout.toSeconds() + " s: " + left + " records were seen and " + topic.visible()
                            + " expected. Check that the sandbox is still running, and start again with an empty data"
                            + " folder.");
                }
                Thread.sleep(PAUSE_MILLIS);
                left = count(consumer, partitions, deadlineNanos);
            }
        }
    }

    /// Records from start to end, or what was seen of them by the deadline.
    private static long count(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, long deadlineNanos) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.seekToBeginning(partitions);
        long count = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())
                && System.nanoTime() < deadlineNanos) {
            count += consumer.poll(POLL).count();
        }
        return count;
    }
}
