package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.ScanRequest;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Depth;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.StreamRef;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.segments.SegmentSourceProvider;
import dev.lacuna.task.TaskRunner;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The broker's folder tells the same as the broker: the same batches as raw fetches, the same events as a
/// consumer, the same findings.
class LogFolderAgreementTest {

    private static final FieldSpec FIELDS = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.empty(), Optional.empty(), PayloadFormat.JSON);

    private KafkaSource cluster;
    private StreamSource folder;

    @BeforeEach
    void open() throws Exception {
        cluster = (KafkaSource) new KafkaSourceProvider().open(SourceSpec.of(SharedBroker.uri()));
        folder = new SegmentSourceProvider().open(SourceSpec.of(folderUri()));
    }

    @AfterEach
    void close() {
        folder.close();
        cluster.close();
    }

    private static String folderUri() {
        return "segments:" + SharedBroker.dataFolder();
    }

    private static String topic(String prefix, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.putIfAbsent("cleanup.policy", "delete");
        return KafkaTopics.create(prefix, 1, all);
    }

    /// Numbered events, with a few numbers left out.
    private static void fill(KafkaProducer<byte[], byte[]> producer, String topic, int from, int to) {
        PartitionRef partition = new StreamRef("", topic).partition(0);
        for (int i = from; i < to; i++) {
            if (i % 700 >= 5) {
                producer.send(KafkaTopics.record(partition, "k" + i % 97, "{\"seq\":" + i + "}"));
            }
        }
        producer.flush();
    }

    private static Collected read(StreamReader opened) throws Exception {
        try (StreamReader reader = opened) {
            return Collected.all(reader);
        }
    }

    private static ReadRequest all(StreamSource source, String topic) throws Exception {
        return new ReadRequest(
                source.describe(topic).partitions().stream()
                        .map(info -> new PartitionRange(info.partition(), info.range()))
                        .toList(),
                true);
    }

    private Batch asOfCluster(Batch batch) {
        var partition = new StreamRef(
                        cluster.info().name(), batch.partition().stream().name())
                .partition(batch.partition().number());
        return new Batch(
                partition,
                batch.first(),
                batch.last(),
                batch.count(),
                batch.minMillis(),
                batch.maxMillis(),
                batch.timestamps(),
                batch.bytes(),
                batch.fate(),
                batch.control(),
                batch.transactional(),
                batch.compressed(),
                batch.producer(),
                batch.leaderEpoch(),
                batch.logged(),
                batch.checksum());
    }

    private static String text(Event event) {
        return event.position() + " " + event.millis() + " " + event.timestamps() + " " + event.key() + " "
                + (event.value() == null ? null : event.value().text()) + " " + event.headers();
    }

    private void requireAgreement(String topic) throws Exception {
        Collected wire = read(cluster.wireReader(all(cluster, topic)));
        for (int attempt = 0; ; attempt++) {
            Collected files = read(folder.open(all(folder, topic)));
            Collected again = read(cluster.wireReader(all(cluster, topic)));
            if (!wire.batches().equals(again.batches())) { // the cleaner was at work meanwhile
                assertThat(attempt).isLessThan(20);
                wire = again;
                continue;
            }
            assertThat(files.batches()).isNotEmpty();
            assertThat(files.batches().stream().map(this::asOfCluster)).containsExactlyElementsOf(wire.batches());
            assertThat(files.events())
                    .extracting(LogFolderAgreementTest::text)
                    .containsExactlyElementsOf(wire.events().stream()
                            .map(LogFolderAgreementTest::text)
                            .toList());
            Collected consumed = read(cluster.consumerReader(all(cluster, topic)));
            assertThat(files.visible())
                    .extracting(LogFolderAgreementTest::text)
                    .containsExactlyElementsOf(consumed.visible().stream()
                            .map(LogFolderAgreementTest::text)
                            .toList());
            break;
        }
        requireSameStand(topic);
        assertThat(findings(folderUri(), topic)).isEqualTo(findings(SharedBroker.uri(), topic));
    }

    private void requireSameStand(String topic) throws Exception {
        var expected = cluster.describe(topic);
        var found = folder.describe(topic);
        assertThat(found.id()).isEqualTo(expected.id());
        assertThat(found.compaction()).isEqualTo(expected.compaction());
        assertThat(found.timestamps()).isEqualTo(expected.timestamps());
        PartitionInfo there = expected.partitions().getFirst();
        PartitionInfo here = found.partitions().getFirst();
        assertThat(List.of(here.start(), here.end(), here.lastStable()))
                .isEqualTo(List.of(there.start(), there.end(), there.lastStable()));
        assertThat(folder.info().id()).isEqualTo(cluster.info().id());
    }

    private static List<String> findings(String uri, String topic) throws Exception {
        var sources = new Sources(List.of(new KafkaSourceProvider(), new SegmentSourceProvider()));
        try (TaskRunner runner = new TaskRunner(Clock.systemUTC());
                Investigation investigation = Investigation.open(SourceSpec.of(uri), sources, runner, "test")) {
            Scan scan = investigation.scan(new ScanRequest(topic, Set.of(), Bounds.ALL, Depth.RECORDS, FIELDS));
            scan.task().await();
            return scan.findings().all().stream()
                    .filter(finding -> finding.kind() != FindingKind.LOG_DAMAGED)
                    .map(finding -> finding.kind() + " " + finding.verdict() + " " + finding.cause() + " "
                            + finding.positions() + " " + finding.missing() + " " + finding.basis() + " "
                            // how old an open transaction is hangs on the moment of the scan
                            + (finding.kind() == FindingKind.TXN_OPEN
                                    ? ""
                                    : finding.time() + " " + finding.explanation()))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void tellsPlainEvents(String compression) throws Exception {
        String topic = topic("agree-" + compression, Map.of());
        try (var producer = KafkaTopics.producer(Map.of("compression.type", compression, "linger.ms", 10))) {
            fill(producer, topic, 0, 3_000);
        }
        requireAgreement(topic);
    }

    @Test
    void tellsTimesThatTheLogSet() throws Exception {
        String topic = topic("agree-append", Map.of("message.timestamp.type", "LogAppendTime"));
        try (var producer = KafkaTopics.producer(Map.of("linger.ms", 10))) {
            fill(producer, topic, 0, 1_000);
        }
        requireAgreement(topic);
    }

    @Test
    void tellsCommittedAbortedAndOpenTransactions() throws Exception {
        String topic = topic("agree-transactions", Map.of());
        PartitionRef partition = new StreamRef("", topic).partition(0);
        try (var one = KafkaTopics.transaction();
                var other = KafkaTopics.transaction();
                var plain = KafkaTopics.producer(Map.of())) {
            fill(one, topic, 0, 500);
            fill(other, topic, 500, 900);
            fill(plain, topic, 900, 1_000);
            one.abortTransaction();
            fill(other, topic, 1_000, 1_200);
            other.commitTransaction();
            KafkaTopics.awaitEnd(
                    partition,
                    cluster.describe(topic).partitions().getFirst().end().asOffset());
            cluster.awaitStable(
                    List.of(cluster.describe(topic).partitions().getFirst().partition()),
                    java.time.Duration.ofMinutes(2));
            one.beginTransaction();
            fill(one, topic, 1_200, 1_300);
            requireAgreement(topic);
            one.abortTransaction();
        }
    }

    @Test
    void knowsWhatIsDecidedBehindAnOpenTransaction() throws Exception {
        String topic = topic("agree-open", Map.of());
        try (var open = KafkaTopics.transaction();
                var other = KafkaTopics.transaction()) {
            fill(open, topic, 10, 20);
            fill(other, topic, 20, 30);
            other.abortTransaction();
            KafkaTopics.awaitEnd(new StreamRef("", topic).partition(0), 21);

            assertThat(read(folder.open(all(folder, topic))).batches())
                    .extracting(Batch::fate)
                    .containsExactly(Fate.OPEN, Fate.ABORTED, Fate.ABORTED);
            open.abortTransaction();
        }
    }

    @Test
    void tellsWhatCompactionLeft() throws Exception {
        String topic = topic(
                "agree-compacted",
                Map.of(
                        "cleanup.policy",
                        "compact",
                        "segment.ms",
                        "100",
                        "min.cleanable.dirty.ratio",
                        "0.001",
                        "max.compaction.lag.ms",
                        "100"));
        try (var producer = KafkaTopics.producer(Map.of("linger.ms", 10))) {
            fill(producer, topic, 0, 600);
            int next = 600;
            while (read(folder.open(all(folder, topic))).offsets().contains(10L)) {
                fill(producer, topic, next, next + 10);
                next += 10;
                assertThat(next).isLessThan(5_000);
            }
        }
        requireAgreement(topic);
    }
}
