package dev.lacuna.repair.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// An event as a plain committed consumer sees it: no code under test takes part in the look.
///
/// @param content all there is to compare: timestamp, key, value and headers but for the two that mark a copy
/// @param origin what the copy says of its original; empty where it is no copy
/// @param plan likewise of its plan
record PlainEvent(ConsumerRecord<byte[], byte[]> kafka, String content, String origin, String plan) {

    int partition() {
        return kafka.partition();
    }

    long offset() {
        return kafka.offset();
    }

    byte @Nullable [] key() {
        return kafka.key();
    }

    /// All committed events of a topic, per partition in order.
    static List<PlainEvent> allOf(String bootstrap, String topic, int partitions) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        List<PlainEvent> seen = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofMillis(200))) {
                    seen.add(of(found));
                }
            }
        }
        return seen;
    }

    private static PlainEvent of(ConsumerRecord<byte[], byte[]> found) {
        var content = new StringBuilder(content(found.timestamp(), found.key(), found.value()));
        String origin = "";
        String plan = "";
        for (Header header : found.headers()) {
            switch (header.key()) {
                case "lacuna.origin" -> origin = new String(header.value(), StandardCharsets.UTF_8);
                case "lacuna.plan" -> plan = new String(header.value(), StandardCharsets.UTF_8);
                default -> content.append(header(header.key(), header.value()));
            }
        }
        return new PlainEvent(found, content.toString(), origin, plan);
    }

    /// The beginning of a content; the headers follow.
    static String content(long millis, byte @Nullable [] key, byte @Nullable [] value) {
        return millis + text(key) + text(value);
    }

    static String header(String name, byte @Nullable [] value) {
        return name + text(value);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "-" : "+" + bytes.length + ":" + new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
