package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Cause;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.PositionRange;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.kafka.KafkaSourceProvider;
import dev.lacuna.source.kafka.KafkaTopics;
import dev.lacuna.task.TaskRunner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Copies far from what they repeat, on a real broker: what a finding names of them is read once more.
class DuplicatesScanTest {

    private static final FieldSpec FIELDS = new FieldSpec(
            Optional.empty(), Optional.empty(), Optional.of("json:/id"), Optional.empty(), PayloadFormat.JSON);
    private static final int EVENTS = 20_000;
    private static final long START = 1_773_475_200_000L;

    private final TaskRunner runner = new TaskRunner(Clock.systemUTC());

    @AfterEach
    void stop() {
        runner.close();
    }

    @Test
    void namesIdAndProducerOfCopiesFarAwayAndInOtherPartitions() throws Exception {
        String topic = KafkaTopics.create("copies", 2, Map.of("retention.ms", "-1"));
        try (KafkaProducer<byte[], byte[]> producer = KafkaTopics.producer(Map.of())) {
            for (int i = 0; i < EVENTS; i++) {
                send(producer, topic, 0, i, i);
            }
            send(producer, topic, 0, 7, EVENTS);
            for (int i = 100; i < 110; i++) {
                send(producer, topic, 1, i, EVENTS + i);
            }
        }
        List<Finding> told = duplicates(topic);

        assertThat(told).extracting(Finding::cause).containsOnly(Cause.APPLICATION_RESEND);
        assertThat(told)
                .extracting(Finding::positions)
                .containsExactly(PositionRange.offsets(EVENTS, EVENTS + 1), PositionRange.offsets(0, 10));
        assertThat(told).extracting(finding -> finding.evidence().text("id")).containsExactly("order-7", "order-100");
        assertThat(told)
                .extracting(finding -> finding.evidence().number("original_offset"))
                .containsExactly(7L, 100L);
        assertThat(told)
                .allSatisfy(finding ->
                        assertThat(finding.evidence().number("producer_id")).isNotNull());
    }

    private List<Finding> duplicates(String topic) throws Exception {
        try (Investigation investigation = Investigation.open(
                SourceSpec.of(SharedBroker.uri()), new Sources(List.of(new KafkaSourceProvider())), runner, "test")) {
            Scan scan = investigation.scan(ScanRequest.all(topic, FIELDS));
            scan.task().await();
            return scan.findings().all().stream()
                    .filter(finding -> finding.kind() == FindingKind.DUPLICATE)
                    .sorted(Comparator.comparing(Finding::partition))
                    .toList();
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, String topic, int partition, int order, int second) {
        byte[] value = ("{\"id\":\"order-" + order + "\"}").getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, partition, START + second * 1_000L, null, value));
    }
}
