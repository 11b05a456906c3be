package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Baseline;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Severity;
import dev.lacuna.model.Verdict;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.source.kafka.KafkaTopics;
import dev.lacuna.task.TaskRunner;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.coordinator.group.generated.OffsetCommitKey;
import org.apache.kafka.coordinator.group.generated.OffsetCommitValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the log and the groups' history tell on a real broker.
@Timeout(240)
class LogTruthTest {

    private static final long MINUTE = 60_000;

    /// Of the sandbox's `__consumer_offsets`.
    private static final int OFFSETS_PARTITIONS = 4;

    private static Admin admin;
    private static TaskRunner runner;
    private static Investigation investigation;

    @BeforeAll
    static void connect() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrap()));
        runner = new TaskRunner(Clock.systemUTC());
        investigation = Investigation.open(
                SourceSpec.of(SharedBroker.uri()),
                new Sources(ServiceLoader.load(SourceProvider.class)),
                runner,
                "test");
    }

    @AfterAll
    static void close() {
        runner.close();
        investigation.close();
        admin.close();
    }

    @Test
    void tellsATransactionThatRunsFromOneThatHangs() throws Exception {
        String topic = create("transactions");
        long now = System.currentTimeMillis();
        try (var aborted = transaction()) {
            send(aborted, topic, 3, now);
            aborted.abortTransaction();
        }
        awaitEnd(topic, 4);
        try (var running = transaction()) {
            send(running, topic, 5, now);
            Scan scan = scan(topic, Depth.BATCHES);
            Finding open = only(scan, FindingKind.TXN_OPEN);
            assertThat(open.severity()).isEqualTo(Severity.INFO);
            assertThat(open.verdict()).isEqualTo(Verdict.UNDECIDED);
            assertThat(open.positions()).isEqualTo(PositionRange.offsets(4, 9));
            assertThat(open.evidence().number("records")).isEqualTo(5);
            assertThat(open.evidence().number("producer_id")).isNotNegative();
            // what the broker says of itself, and not what it would be by default
            assertThat(scan.stream().config())
                    .containsEntry("transaction.max.timeout.ms", String.valueOf(15 * MINUTE))
                    .containsKey("producer.id.expiration.ms");
            assertThat(scan.findings().all())
                    .noneMatch(finding -> finding.verdict() == Verdict.LOSS || finding.verdict() == Verdict.SUSPECT);
            running.abortTransaction();
        }
        awaitEnd(topic, 10);
        assertThat(scan(topic, Depth.BATCHES).findings().all())
                .isNotEmpty()
                .allMatch(finding -> finding.verdict() == Verdict.BENIGN);

        String old = create("hanging");
        try (var hanging = transaction()) {
            send(hanging, old, 5, now - 60 * MINUTE);
            Finding open = only(scan(old, Depth.BATCHES), FindingKind.TXN_OPEN);
            assertThat(open.severity()).isEqualTo(Severity.MAJOR);
            assertThat(open.explanation().summary()).contains("hanging");
            hanging.abortTransaction();
        }
    }

    @Test
    void tellsWhatWasDeletedBeforeAGroupReadIt() throws Exception {
        String topic = create("deleted");
        try (var producer = producer(Map.of())) {
            send(producer, topic, 50, System.currentTimeMillis());
        }
        commit("slow-" + topic, topic, 10);
        commit("quick-" + topic, topic, 40);
        admin.deleteRecords(Map.of(partition(topic), RecordsToDelete.beforeOffset(30)))
                .all()
                .get();
        Scan scan = scan(topic, Depth.BATCHES);
        Finding loss = only(scan, FindingKind.GAP_HEAD);
        assertThat(loss.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(loss.positions()).isEqualTo(PositionRange.offsets(10, 30));
        assertThat(loss.missing()).hasValue(20);
        assertThat(loss.evidence().text("group")).isEqualTo("slow-" + topic);
        assertThat(scan.findings().all()).containsExactly(loss);

        // a group that is deleted misses nothing any more
        admin.deleteConsumerGroups(List.of("slow-" + topic)).all().get();
        assertThat(scan(topic, Depth.BATCHES).findings().all()).isEmpty();
    }

    @Test
    void tellsHowAGroupSkippedAndWentBack() throws Exception {
        String topic = create("skipped");
        try (var producer = producer(Map.of())) {
            send(producer, topic, 3_000, System.currentTimeMillis());
        }
        String group = "billing-" + topic;
        commit(group, topic, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000);
        set(group, topic, 2_000);
        commit(group, topic, 2_100);
        set(group, topic, 1_500);
        commit(group, topic, 1_600, 1_700, 1_800, 1_900, 2_000, 2_100, 2_200, 2_300, 2_400);
        Scan scan = scan(topic, Depth.BATCHES);
        Finding skip = only(scan, FindingKind.GROUP_SKIP);
        assertThat(skip.positions()).isEqualTo(PositionRange.offsets(1_000, 1_500)); // the rest was read after all
        Finding rewind = only(scan, FindingKind.GROUP_REWIND);
        assertThat(rewind.cause()).isEqualTo(Cause.POSITION_SET);
        assertThat(rewind.positions()).isEqualTo(PositionRange.offsets(1_500, 2_100));
        assertThat(scan.findings().all()).containsExactlyInAnyOrder(skip, rewind);
        assertThat(scan.progress()).singleElement().satisfies(line -> {
            assertThat(line.group()).isEqualTo(group);
            assertThat(line.points()).hasSize(22);
            assertThat(line.points().getLast().next()).isEqualTo(2_400);
        });
    }

    @Test
    void tellsAGroupThatStandsStill() throws Exception {
        String topic = create("stalled");
        long now = System.currentTimeMillis();
        long start = now - 60 * MINUTE;
        try (var producer = producer(Map.of("linger.ms", 0))) {
            for (int minute = 0; minute < 60; minute++) {
                send(producer, topic, 1, start + minute * MINUTE);
            }
        }
        String group = "audit-" + topic;
        commit("any-" + topic, topic, 60); // makes the internal topic where it isn't there yet
        try (var writer = producer(Map.of("client.id", "__admin_client"))) { // Kafka lets nobody else write there
            for (int minute = 1; minute <= 15; minute++) {
                get(writer.send(written(group, topic, minute, start + minute * MINUTE)));
            }
        }
        commit(group, topic, 15); // and is still there, no further
        Finding stall = only(scan(topic, Depth.BATCHES), FindingKind.GROUP_STALL);
        assertThat(stall.verdict()).isEqualTo(Verdict.ANOMALY);
        assertThat(stall.evidence().text("group")).isEqualTo(group);
        assertThat(stall.positions()).isEqualTo(PositionRange.offsets(15, 60));
        assertThat(stall.time().millis()).isBetween(44 * MINUTE, 46 * MINUTE);
    }

    @Test
    void tellsATopicThatWasMadeAnew() throws Exception {
        String topic = create("anew");
        try (var producer = producer(Map.of())) {
            send(producer, topic, 50, System.currentTimeMillis());
        }
        commit("reader-" + topic, topic, 50);
        List<Baseline> baselines = scan(topic, Depth.BATCHES).baselines();
        assertThat(baselines)
                .singleElement()
                .satisfies(baseline -> assertThat(baseline.to().asOffset()).isEqualTo(50));
        assertThat(scan(topic, baselines).findings().all()).isEmpty();

        KafkaTopics.createAnew(topic);
        try (var producer = producer(Map.of())) {
            send(producer, topic, 10, System.currentTimeMillis());
        }
        Scan scan = scan(topic, baselines);
        Finding recreated = only(scan, FindingKind.TOPIC_RECREATED);
        assertThat(recreated.evidence().text("earlier_id"))
                .isEqualTo(baselines.getFirst().streamId())
                .isNotEqualTo(scan.stream().id());
        assertThat(scan.findings().all()).containsExactly(recreated);
    }

    private static Scan scan(String topic, Depth depth) throws Exception {
        return investigation
                .scan(new ScanRequest(topic, Set.of(), Bounds.ALL, depth, FieldSpec.NONE))
                .task()
                .await();
    }

    private static Scan scan(String topic, List<Baseline> baselines) throws Exception {
        return investigation
                .scan(new ScanRequest(topic, Set.of(), Bounds.ALL, Depth.BATCHES, FieldSpec.NONE), baselines)
                .task()
                .await();
    }

    private static Finding only(Scan scan, FindingKind kind) {
        List<Finding> those = scan.findings().all().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
        assertThat(those).as("" + scan.findings().all()).hasSize(1);
        return those.getFirst();
    }

    private static String create(String prefix) throws Exception {
        String topic = SharedBroker.topicName(prefix);
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        return topic;
    }

    private static TopicPartition partition(String topic) {
        return new TopicPartition(topic, 0);
    }

    private static void awaitEnd(String topic, long end) throws Exception {
        long deadline = System.nanoTime() + 100_000_000_000L;
        while (admin.listOffsets(Map.of(partition(topic), OffsetSpec.latest()))
                        .partitionResult(partition(topic))
                        .get()
                        .offset()
                < end) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        var settings = new HashMap<>(more);
        settings.put("bootstrap.servers", SharedBroker.bootstrap());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static KafkaProducer<byte[], byte[]> transaction() {
        var producer = producer(Map.of("transactional.id", UUID.randomUUID().toString()));
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, int count, long millis)
            throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(producer.send(new ProducerRecord<>(topic, 0, millis, null, new byte[100])));
        }
        producer.flush();
        for (Future<?> one : sent) {
            get(one);
        }
    }

    /// As a consumer commits what it has read.
    private static void commit(String group, String topic, long... positions) {
        Map<String, Object> settings = Map.of("bootstrap.servers", SharedBroker.bootstrap(), "group.id", group);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition(topic)));
            for (long next : positions) {
                consumer.commitSync(
                        Map.of(partition(topic), new OffsetAndMetadata(next, Optional.of(0), "")),
                        Duration.ofSeconds(20));
            }
        }
    }

    /// As a tool sets a position.
    private static void set(String group, String topic, long next) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(partition(topic), new OffsetAndMetadata(next)))
                .all()
                .get();
    }

    /// A commit of the past, as the coordinator would have written it then.
    private static ProducerRecord<byte[], byte[]> written(String group, String topic, long next, long millis) {
        var key = new OffsetCommitKey().setGroup(group).setTopic(topic).setPartition(0);
        var value = new OffsetCommitValue()
                .setOffset(next)
                .setLeaderEpoch(0)
                .setMetadata("")
                .setCommitTimestamp(millis);
        return new ProducerRecord<>(
                "__consumer_offsets",
                Utils.abs(group.hashCode()) % OFFSETS_PARTITIONS,
                prefixed(1, MessageUtil.toByteBufferAccessor(key, (short) 0).buffer()),
                prefixed(3, MessageUtil.toByteBufferAccessor(value, (short) 3).buffer()));
    }

    private static byte[] prefixed(int version, ByteBuffer body) {
        byte[] bytes = new byte[2 + body.remaining()];
        ByteBuffer.wrap(bytes).putShort((short) version).put(body);
        return bytes;
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get();
    }
}
