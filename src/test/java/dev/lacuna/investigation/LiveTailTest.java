package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.model.Verdict;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.kafka.KafkaTopics;
import dev.lacuna.task.Await;
import dev.lacuna.task.SetClock;
import dev.lacuna.task.TaskRunner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A real broker's topic is written to while it is followed.
class LiveTailTest {

    private static final long MINUTE = 60_000;

    private static final FieldSpec FIELDS = new FieldSpec(
            Optional.of("json:/seq"), Optional.empty(), Optional.of("json:/id"), Optional.empty(), PayloadFormat.JSON);

    /// Stands still, so that nothing at the edge becomes a loss by the mere time that a test takes.
    private final TaskRunner runner = new TaskRunner(new SetClock(System.currentTimeMillis()));

    private StreamSource source;
    private Scans scans;

    @BeforeEach
    void open() throws Exception {
        source = new Sources(ServiceLoader.load(SourceProvider.class)).open(SourceSpec.of(SharedBroker.uri()));
        scans = new Scans(source, runner, "test");
    }

    @AfterEach
    void close() {
        runner.close();
        source.close();
    }

    @Test
    void aGapALateEventAndADuplicateAreToldAsTheyComeAndInTheEndAsByAFreshScan() throws Exception {
        PartitionRef partition = topic("live-tail", 2);
        try (var producer = KafkaTopics.producer(Map.of())) {
            send(producer, partition, 0, 50);
            Scan scan = scanned(partition);
            assertThat(scan.findings().all()).isEmpty();
            scans.follow(scan, scan.request());

            send(producer, partition, 50, 60);
            send(producer, partition, 62, 80); // without 60 and 61
            Await.until("the gap is told", () -> gaps(scan).size() == 1);
            assertThat(gaps(scan).getFirst().verdict()).isEqualTo(Verdict.UNDECIDED);
            assertThat(gaps(scan).getFirst().missing()).hasValue(2);

            send(producer, partition, 61, 62); // late
            Await.until(
                    "the gap is smaller",
                    () -> gaps(scan).stream().anyMatch(gap -> gap.missing().orElse(0) == 1));
            send(producer, partition, 70, 71); // twice
            Await.until("the duplicate is told", () -> kinds(scan).contains(FindingKind.DUPLICATE));
            try (var transactions = KafkaTopics.transaction()) {
                send(transactions, partition, 80, 82);
                send(producer, partition, 82, 84);
                transactions.flush();
                Await.until(
                        "what stands behind an open transaction waits",
                        () -> scan.live().orElseThrow().lag() >= 4);
                transactions.commitTransaction();
            }
            Await.until("all was read", () -> scan.index().events() == 84 && lag(scan) == 0);

            long asked = System.nanoTime();
            scan.stopFollowing();
            scan.task().await();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(20));

            assertThat(scan.findings().all())
                    .isEqualTo(scanned(partition).findings().all());
            assertThat(gaps(scan)).singleElement().satisfies(gap -> {
                assertThat(gap.verdict()).isEqualTo(Verdict.LOSS);
                assertThat(gap.missing()).hasValue(1);
            });
        }
    }

    @Test
    void anAbortedTransactionLeavesNothingBehindButItsNumbers() throws Exception {
        PartitionRef partition = topic("live-aborted", 1);
        try (var producer = KafkaTopics.producer(Map.of());
                var transactions = KafkaTopics.transaction()) {
            send(producer, partition, 0, 30);
            Scan scan = scanned(partition);
            scans.follow(scan, scan.request());
            send(transactions, partition, 30, 33);
            transactions.abortTransaction();
            send(producer, partition, 30, 60);
            Await.until("all was read", () -> scan.index().events() == 60 && lag(scan) == 0);
            scan.stopFollowing();
            scan.task().await();

            assertThat(scan.findings().all()).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
            assertThat(scan.findings().all())
                    .isEqualTo(scanned(partition).findings().all());
        }
    }

    @Test
    void aPartitionThatIsAddedIsFollowedFromItsFirstOffsetOn() throws Exception {
        scans.lookEvery(Duration.ofMillis(200));
        PartitionRef first = topic("live-added", 1);
        PartitionRef added = first.stream().partition(1);
        try (var producer = KafkaTopics.producer(Map.of("metadata.max.age.ms", "500"))) {
            send(producer, first, 0, 20);
            Scan scan = scans.startAndFollow(
                    new ScanRequest(first.stream().name(), Set.of(), Bounds.ALL, Depth.RECORDS, FIELDS));
            Await.until("it is live", () -> scan.live().orElseThrow().stage() == LiveState.Stage.LIVE);
            KafkaTopics.done(KafkaTopics.admin()
                    .createPartitions(Map.of(first.stream().name(), NewPartitions.increaseTo(2)))
                    .all());
            KafkaTopics.awaitPartitions(first.stream().name(), 2);
            send(producer, added, 0, 10);
            send(producer, added, 12, 30); // without 10 and 11
            send(producer, first, 20, 25);
            Await.until("all was read", () -> scan.index().events() == 25 + 28);
            scan.stopFollowing();
            scan.task().await();

            assertThat(gaps(scan)).singleElement().satisfies(gap -> {
                assertThat(gap.partition()).isEqualTo(added);
                assertThat(gap.missing()).hasValue(2);
            });
            assertThat(scan.findings().all())
                    .isEqualTo(scanned(first).findings().all());
        }
    }

    @Test
    void whatStandsInFrontOfTheFollowedIsStillThereToBeLookedAt() throws Exception {
        PartitionRef partition = topic("live-before", 1);
        try (var producer = KafkaTopics.producer(Map.of())) {
            send(producer, partition, 0, 40);
            Scan scan = scans.start(
                    new ScanRequest(partition.stream().name(), Set.of(), Bounds.ALL, Depth.OVERVIEW, FieldSpec.NONE));
            scan.task().await();
            scans.follow(scan, new ScanRequest(partition.stream().name(), Set.of(), Bounds.ALL, Depth.RECORDS, FIELDS));
            send(producer, partition, 40, 45);
            Await.until("what came was read", () -> scan.index().events() == 5 && lag(scan) == 0);
            scan.stopFollowing();
            scan.task().await();

            assertThat(scan.stream().partitions().getFirst().start().asOffset()).isZero();
            TimeSpan all = scan.index().extent().orElseThrow();
            var bounds = new Bounds(new Bound.AtTime(all.fromMillis()), new Bound.AtTime(all.toMillis()));
            scans.deepen(
                            scan,
                            new ScanRequest(partition.stream().name(), Set.of(), bounds, Depth.BATCHES, FieldSpec.NONE))
                    .await();
            assertThat(scan.index().events()).isEqualTo(45);
        }
    }

    @Test
    void aTopicThatWasMadeAnewSinceTheScanIsNotReadAsTheOldOne() throws Exception {
        PartitionRef partition = topic("live-anew", 1);
        try (var producer = KafkaTopics.producer(Map.of())) {
            send(producer, partition, 0, 30);
        }
        Scan scan = scanned(partition);
        KafkaTopics.createAnew(partition.stream().name());
        try (var producer = KafkaTopics.producer(Map.of())) {
            send(producer, partition, 500, 560);
        }
        scans.follow(scan, scan.request());
        scan.task().await();

        assertThat(scan.live().orElseThrow().trouble()).contains("created anew");
        assertThat(scan.index().events()).isEqualTo(30);
        assertThat(gaps(scan)).isEmpty();
    }

    @Test
    void aTopicThatIsDeletedEndsItAndIsTold() throws Exception {
        PartitionRef partition = topic("live-deleted", 1);
        try (var producer = KafkaTopics.producer(Map.of())) {
            send(producer, partition, 0, 30);
        }
        Scan scan = scanned(partition);
        scans.follow(scan, scan.request());
        Await.until("it is live", () -> scan.live().orElseThrow().stage() == LiveState.Stage.LIVE);
        KafkaTopics.done(KafkaTopics.admin()
                .deleteTopics(List.of(partition.stream().name()))
                .all());
        scan.task().await();

        assertThat(scan.live().orElseThrow().trouble())
                .contains(partition.stream().name());
        assertThat(scan.findings().all()).noneMatch(finding -> finding.verdict() == Verdict.LOSS);
        assertThat(scan.index().events()).isEqualTo(30);
    }

    @Test
    void groupsMoveOnTheLanesWhileTheirTopicIsFollowed() throws Exception {
        scans.lookEvery(Duration.ofMillis(100));
        PartitionRef partition = topic("live-groups", 1);
        String group = "billing-of-" + partition.stream().name();
        try (var producer = KafkaTopics.producer(Map.of());
                var consumer = consumer(group)) {
            send(producer, partition, 0, 50);
            var lane = KafkaTopics.kafkaOf(partition);
            consumer.assign(List.of(lane));
            consumer.commitSync(Map.of(lane, new OffsetAndMetadata(10)));
            Scan scan = scanned(partition);
            scans.follow(scan, scan.request());
            assertThat(standsAt(scan, 10)).isTrue();

            consumer.commitSync(Map.of(lane, new OffsetAndMetadata(30)));
            Await.until("the line has moved", () -> standsAt(scan, 30));
            consumer.commitSync(Map.of(lane, new OffsetAndMetadata(50)));
            Await.until("it moves on", () -> standsAt(scan, 50));
            KafkaTopics.done(
                    KafkaTopics.admin().deleteConsumerGroups(List.of(group)).all());
            Await.until("the group is gone", () -> scan.progress().isEmpty());
            scan.stopFollowing();
            scan.task().await();
            assertThat(scan.findings().all())
                    .isEqualTo(scanned(partition).findings().all());
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String group) {
        Map<String, Object> settings = Map.of("bootstrap.servers", SharedBroker.bootstrap(), "group.id", group);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static boolean standsAt(Scan scan, long next) {
        return scan.progress().stream().anyMatch(line -> line.points().getLast().next() == next);
    }

    private static PartitionRef topic(String prefix, int partitions) {
        return new StreamRef(SharedBroker.uri(), KafkaTopics.create(prefix, partitions, Map.of())).partition(0);
    }

    private Scan scanned(PartitionRef partition) throws Exception {
        Scan scan =
                scans.start(new ScanRequest(partition.stream().name(), Set.of(), Bounds.ALL, Depth.RECORDS, FIELDS));
        scan.task().await();
        return scan;
    }

    private static long lag(Scan scan) {
        return scan.live().orElseThrow().lag();
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, PartitionRef partition, int from, int to) {
        for (int number = from; number < to; number++) {
            ProducerRecord<byte[], byte[]> now = KafkaTopics.record(
                    partition, "k" + number, "{\"seq\":" + number + ",\"id\":\"id-" + number + "\"}");
            // long enough ago for a scan by itself to call a gap one
            producer.send(new ProducerRecord<>(
                    now.topic(), now.partition(), System.currentTimeMillis() - MINUTE, now.key(), now.value()));
        }
        producer.flush();
    }

    private static Set<FindingKind> kinds(Scan scan) {
        return scan.findings().all().stream().map(Finding::kind).collect(Collectors.toSet());
    }

    private static List<Finding> gaps(Scan scan) {
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .toList();
    }
}
