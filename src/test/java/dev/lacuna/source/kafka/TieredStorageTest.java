package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanRequest;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Verdict;
import dev.lacuna.sandbox.SandboxBroker;
import dev.lacuna.sandbox.SandboxSettings;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamGlance;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.segments.SegmentSourceProvider;
import dev.lacuna.task.TaskRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.server.log.remote.storage.LocalTieredStorage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A topic whose older segments a real broker has moved to remote storage: nothing of it is missing, and its broker's
/// folder says where the rest is.
@Timeout(180)
class TieredStorageTest {

    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
    private static final int TRANSACTIONS = 160;
    private static final int EVENTS_OF_EACH = 100;

    /// Every so manieth transaction is aborted.
    private static final int ABORTED = 5;

    private static final int EVENTS = TRANSACTIONS * EVENTS_OF_EACH * (ABORTED - 1) / ABORTED;

    private static final FieldSpec NUMBERED = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.of("json:/id"), Optional.empty(), PayloadFormat.JSON);

    @TempDir
    private static Path remote;

    private static SandboxBroker broker;
    private static TaskRunner runner;
    private static long localStart;

    @BeforeAll
    static void fill() throws Exception {
        runner = new TaskRunner(Clock.systemUTC());
        broker = SandboxBroker.start(settings());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            var topic = new NewTopic(PARTITION.topic(), 1, (short) 1)
                    .configs(Map.of(
                            "segment.bytes", "1048576",
                            "remote.storage.enable", "true",
                            "local.retention.ms", "-2",
                            "local.retention.bytes", "1500000"));
            admin.createTopics(List.of(topic)).all().get();
            produce();
            localStart = settledStart(admin);
            assertThat(offset(admin, OffsetSpec.earliest())).isZero();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        runner.close();
        broker.close();
    }

    private static SandboxSettings settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("remote.log.storage.system.enable", "true");
        settings.put("remote.log.storage.manager.class.name", LocalTieredStorage.class.getName());
        settings.put("rsm.config.dir", remote.toString());
        settings.put("remote.log.metadata.manager.listener.name", "CLIENTS");
        settings.put("rlmm.config.remote.log.metadata.topic.replication.factor", "1");
        settings.put("rlmm.config.remote.log.metadata.topic.num.partitions", "1");
        settings.put("rlmm.config.remote.log.metadata.initialization.retry.interval.ms", "300");
        settings.put("remote.log.manager.task.interval.ms", "300");
        settings.put("log.retention.check.interval.ms", "300");
        settings.put("log.segment.delete.delay.ms", "100");
        return new SandboxSettings(0, Optional.empty(), settings);
    }

    /// Numbers that run through all that was committed.
    private static void produce() {
        Map<String, Object> sending =
                Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "tiered", "batch.size", 8_000);
        String padding = "x".repeat(250);
        int seq = 0;
        try (var producer = new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int i = 0; i < TRANSACTIONS; i++) {
                boolean aborts = i % ABORTED == 2;
                producer.beginTransaction();
                for (int k = 0; k < EVENTS_OF_EACH; k++) {
                    int number = aborts ? 1_000_000 + k : seq++;
                    String value =
                            "{\"seq\":" + number + ",\"id\":\"" + i + "-" + k + "\",\"text\":\"" + padding + "\"}";
                    producer.send(new ProducerRecord<>(PARTITION.topic(), value.getBytes()));
                }
                if (aborts) {
                    producer.flush(); // else nothing of it would come into the log
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
        }
    }

    /// Where the log on the disk begins, once no more of it is moved.
    private static long settledStart(Admin admin) throws InterruptedException {
        long before = 0;
        while (true) {
            long now = offset(admin, OffsetSpec.earliestLocal());
            if (now > 0 && now == before) {
                return now;
            }
            before = now;
            Thread.sleep(1_500); // five looks of the broker at its segments
        }
    }

    private static long offset(Admin admin, OffsetSpec spec) {
        return admin.listOffsets(Map.of(PARTITION, spec))
                .partitionResult(PARTITION)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .offset();
    }

    private static Scan scan(String source, Depth depth, FieldSpec fields) throws Exception {
        var sources = new Sources(List.of(new KafkaSourceProvider(), new SegmentSourceProvider()));
        try (Investigation investigation =
                Investigation.open(new SourceSpec(source, Map.of(), false), sources, runner, "test")) {
            Scan scan = investigation.scan(new ScanRequest(PARTITION.topic(), Set.of(), Bounds.ALL, depth, fields));
            scan.task().await();
            assertThat(scan.isComplete()).isTrue();
            return scan;
        }
    }

    @Test
    void aGlanceSaysThatItsBytesAreNotAll() throws Exception {
        List<StreamGlance> seen = new ArrayList<>();
        try (StreamSource source = new KafkaSourceProvider().open(SourceSpec.of("kafka://" + broker.bootstrap()))) {
            source.glance(List.of(PARTITION.topic(), "__consumer_offsets"), seen::add);
        }
        assertThat(seen.getFirst().remote()).isTrue();
        assertThat(seen.getFirst().bytes().orElseThrow())
                .isLessThan(seen.getFirst().positions() * 250);
    }

    @Test
    void readsWhatStandsInRemoteStorageAsIfItStoodOnTheLeadersDisk() throws Exception {
        String cluster = "kafka://" + broker.bootstrap();
        for (Scan scan :
                List.of(scan(cluster, Depth.BATCHES, FieldSpec.NONE), scan(cluster, Depth.RECORDS, NUMBERED))) {
            assertThat(scan.events()).isEqualTo(EVENTS);
            assertThat(scan.findings().all()).allMatch(finding -> finding.verdict() == Verdict.BENIGN);
            assertThat(scan.findings().all())
                    .filteredOn(finding -> finding.cause() == Cause.ABORTED_TRANSACTION)
                    .singleElement()
                    .satisfies(aborted ->
                            assertThat(aborted.missing()).hasValue((long) TRANSACTIONS * EVENTS_OF_EACH / ABORTED));
        }
    }

    @Test
    void saysOfTheBrokersFolderThatItsBeginningIsKeptElsewhere() throws Exception {
        Path folder = broker.dataFolder();
        Scan scan = scan("segments:" + folder, Depth.BATCHES, FieldSpec.NONE);

        assertThat(scan.findings().all()).allMatch(finding -> finding.verdict() == Verdict.BENIGN);
        List<Finding> notes = scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.LOG_DAMAGED
                        && "head-elsewhere".equals(finding.evidence().text("damage")))
                .toList();
        assertThat(notes)
                .singleElement()
                .satisfies(note -> assertThat(note.explanation().explanation())
                        .contains("begins at offset 0 ")
                        .contains("the first file here at offset " + localStart)
                        .contains("in remote storage"));
    }
}
