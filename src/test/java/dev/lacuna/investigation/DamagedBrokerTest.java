package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Basis;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Verdict;
import dev.lacuna.sandbox.SandboxBroker;
import dev.lacuna.sandbox.SandboxSettings;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A broker whose log lost a segment while it was down, and one that the cleaner went over under another
/// policy: the same holes by their looks.
@Timeout(240)
class DamagedBrokerTest {

    private static final String LOST = "lost-segment";
    private static final String CLEANED = "cleaned-once";

    @TempDir
    Path folder;

    @Test
    void tellsALostSegmentFromWhatTheCleanerRemovedOnce() throws Exception {
        var settings = SandboxSettings.temporary().withDataFolder(folder);
        PositionRange lost;
        try (var broker = SandboxBroker.start(settings)) {
            writeSegments(broker.bootstrap());
            compactOnce(broker.bootstrap());
        }
        lost = removeTheSecondSegment();
        try (var broker = SandboxBroker.start(settings);
                var runner = new TaskRunner(Clock.systemUTC());
                var investigation = Investigation.open(
                        SourceSpec.of("kafka://" + broker.bootstrap()),
                        new Sources(ServiceLoader.load(SourceProvider.class)),
                        runner,
                        "test")) {
            for (Depth depth : List.of(Depth.BATCHES, Depth.RECORDS)) {
                findsExactlyTheLostSegment(scan(investigation, LOST, depth), lost);
                List<Finding> cleaned = scan(investigation, CLEANED, depth);
                assertThat(cleaned)
                        .as(depth + " " + cleaned)
                        .isNotEmpty()
                        .allMatch(finding ->
                                finding.verdict() == Verdict.SUSPECT || finding.kind() == FindingKind.GAP_PRODUCER);
                assertThat(cleaned)
                        .anyMatch(finding -> finding.explanation().explanation().contains("cleanup.policy"));
            }
        }
    }

    private static void findsExactlyTheLostSegment(List<Finding> findings, PositionRange lost) {
        Finding loss = only(findings, Verdict.LOSS);
        assertThat(loss.kind()).isEqualTo(FindingKind.GAP_OFFSETS);
        assertThat(loss.cause()).isEqualTo(Cause.LOST_FROM_LOG);
        assertThat(loss.positions()).isEqualTo(lost);
        assertThat(loss.missing()).hasValue(lost.span());
        assertThat(loss.basis()).isEqualTo(Basis.EXACT);

        // the producer's numbers tell of the same events, and are not counted once more
        Finding numbers = only(findings, Verdict.BENIGN);
        assertThat(numbers.kind()).isEqualTo(FindingKind.GAP_PRODUCER);
        assertThat(numbers.missing()).isEmpty();
        assertThat(numbers.evidence().number("records_between")).isEqualTo(lost.span());
        assertThat(numbers.evidence().text("explained_by")).isEqualTo(loss.id());
        assertThat(findings).hasSize(2);
    }

    private static Finding only(List<Finding> findings, Verdict verdict) {
        List<Finding> those = findings.stream()
                .filter(finding -> finding.verdict() == verdict)
                .toList();
        assertThat(those).as("" + findings).hasSize(1);
        return those.getFirst();
    }

    /// Four segments of batches with several records, none with a key.
    private static void writeSegments(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                var producer = producer(bootstrap, Map.of("linger.ms", 20))) {
            create(admin, LOST, Map.of("segment.bytes", "1048576"));
            for (int i = 0; i < 700; i++) {
                producer.send(new ProducerRecord<>(LOST, null, new byte[5_000]));
            }
            producer.flush();
        }
    }

    /// Single records with few keys, as they stand when the cleaner has been there, under a policy that knows no
    /// cleaner.
    private static void compactOnce(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                var producer = producer(bootstrap, Map.of("linger.ms", 0))) {
            create(
                    admin,
                    CLEANED,
                    Map.of(
                            "cleanup.policy",
                            "compact",
                            "segment.ms",
                            "200",
                            "min.cleanable.dirty.ratio",
                            "0.001",
                            "max.compaction.lag.ms",
                            "200"));
            send(producer, "kept");
            for (int i = 0; i < 60; i++) {
                send(producer, "k" + i % 5);
            }
            long deadline = System.nanoTime() + 120_000_000_000L;
            // each key that nothing supersedes rolls the segment once more
            for (int i = 0; secondKept(bootstrap) == 1; i++) {
                assertThat(System.nanoTime()).as("the cleaner does its work").isLessThan(deadline);
                Thread.sleep(250);
                send(producer, "new" + i);
            }
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, CLEANED),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    /// The position of the second record that is left.
    private static long secondKept(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        var partition = new TopicPartition(CLEANED, 0);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, 1);
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    return record.offset();
                }
            }
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String key) throws Exception {
        producer.send(new ProducerRecord<>(CLEANED, key.getBytes(), "value".getBytes()))
                .get();
    }

    private static void create(Admin admin, String topic, Map<String, String> config) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(config)))
                .all()
                .get();
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrap, Map<String, Object> more) {
        var settings = new HashMap<>(more);
        settings.put("bootstrap.servers", bootstrap);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// @return the positions that are gone with it
    private PositionRange removeTheSecondSegment() throws IOException {
        Path log = folder.resolve("node-1").resolve(LOST + "-0");
        List<Long> bases;
        try (Stream<Path> files = Files.list(log)) {
            bases = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
                    .sorted()
                    .toList();
        }
        assertThat(bases).hasSizeGreaterThanOrEqualTo(4);
        for (String ending : List.of(".log", ".index", ".timeindex")) {
            Files.delete(log.resolve("%020d".formatted(bases.get(1)) + ending));
        }
        return PositionRange.offsets(bases.get(1), bases.get(2));
    }

    private static List<Finding> scan(Investigation investigation, String topic, Depth depth) throws Exception {
        return investigation
                .scan(new ScanRequest(topic, Set.of(), Bounds.ALL, depth, FieldSpec.NONE))
                .task()
                .await()
                .findings()
                .all();
    }
}
