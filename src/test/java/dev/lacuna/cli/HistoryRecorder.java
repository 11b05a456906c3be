package dev.lacuna.cli;

import dev.lacuna.sandbox.SandboxBroker;
import dev.lacuna.sandbox.SandboxCluster;
import dev.lacuna.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Records the histories that [RecordedHistoriesTest] reads: lets a real broker write them, stops it, breaks what is
/// to be broken, and keeps the folders of its partitions. To be run when a history is added; what was recorded
/// stays as it is.
///
/// `HistoryRecorder FOLDER`
final class HistoryRecorder {

    /// When the first event of each topic happened.
    private static final long START = Instant.parse("2026-11-02T08:00:00Z").toEpochMilli();

    private static final Map<String, String> PLAIN = Map.of("cleanup.policy", "delete", "retention.ms", "-1");

    private final String bootstrap;
    private final Admin admin;

    /// Producers that are never to end their transaction: one that is closed before its broker would abort it.
    private final List<KafkaProducer<String, String>> left;

    private HistoryRecorder(String bootstrap, Admin admin, List<KafkaProducer<String, String>> left) {
        this.bootstrap = bootstrap;
        this.admin = admin;
        this.left = left;
    }

    public static void main(String[] arguments) throws Exception {
        Path target = Path.of(arguments[0]);
        Path work = Files.createTempDirectory("histories");
        var settings =
                SandboxSettings.temporary().withDataFolder(work).withBrokerSetting("log.cleaner.backoff.ms", "100");
        List<KafkaProducer<String, String>> left = new ArrayList<>();
        try (var broker = SandboxBroker.start(settings);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            var recorder = new HistoryRecorder(broker.bootstrap(), admin, left);
            recorder.whole("healthy");
            recorder.whole("torn");
            recorder.lostSegment();
            recorder.transactions();
            recorder.application();
            recorder.compacted();
            recorder.groups();
        }
        left.forEach(producer -> producer.close(Duration.ZERO));
        Path node = work.resolve("node-1");
        keep(node, target.resolve("broker"));
        Files.delete(target.resolve("broker/lost-segment-0/00000000000000000050.log"));
        Files.delete(target.resolve("broker/lost-segment-0/00000000000000000050.snapshot"));
        Path log = target.resolve("broker/torn-0/00000000000000000000.log");
        byte[] bytes = Files.readAllBytes(log);
        bytes[bytes.length / 2] ^= 1; // a batch whose checksum is wrong
        Files.write(log, Arrays.copyOf(bytes, bytes.length - 7)); // and an end as a crash leaves it
        elected(target.resolve("cluster"));
    }

    /// A follower that was down while events were written is made leader: the events are gone without a hole.
    private static void elected(Path target) throws Exception {
        String topic = "elected";
        var partition = new TopicPartition(topic, 0);
        try (var cluster = SandboxCluster.start(3, Map.of("broker.session.timeout.ms", "3000"));
                var admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()))) {
            var recorder = new HistoryRecorder(cluster.bootstrap(), admin, List.of());
            admin.createTopics(List.of(new NewTopic(topic, Map.of(0, List.of(1, 2))).configs(PLAIN)))
                    .all()
                    .get();
            try (var producer = recorder.producer(Map.of())) {
                long at = recorder.several(producer, topic, 0, 50);
                cluster.stop(2);
                while (recorder.partition(topic).isr().size() > 1) {
                    Thread.sleep(50);
                }
                at = recorder.several(producer, topic, at, 30);
                cluster.stop(1);
                cluster.start(2);
                while (!recorder.isLedBy(topic, 2)) {
                    try {
                        admin.electLeaders(ElectionType.UNCLEAN, Set.of(partition))
                                .all()
                                .get();
                    } catch (ExecutionException e) {
                        Thread.sleep(50); // the node is not known to be there yet
                    }
                }
                recorder.several(producer, topic, at, 40);
            }
            cluster.stop(2);
            keep(cluster.dataFolder(2), target);
        }
    }

    /// A leader that was just stopped may still be told as one.
    private boolean isLedBy(String topic, int node) throws Exception {
        Node leader = partition(topic).leader();
        return leader != null && leader.id() == node;
    }

    private TopicPartitionInfo partition(String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .getFirst();
    }

    /// Copies what tells of the topics; without indexes, which brokers make anew, and of which most bytes are zeros.
    private static void keep(Path node, Path target) throws IOException {
        for (Path file : files(node)) {
            String name = node.relativize(file).toString();
            boolean isOfALog = name.endsWith(".log") || name.endsWith(".snapshot") || name.endsWith(".txnindex");
            boolean isTold = name.endsWith("leader-epoch-checkpoint") || name.endsWith("partition.metadata");
            boolean isEmptyOffsets = name.startsWith("__consumer_offsets")
                    && Files.size(file.resolveSibling("00000000000000000000.log")) == 0;
            if (name.equals("meta.properties")
                    || ((isOfALog || isTold) && !isEmptyOffsets && !name.startsWith("__transaction_state"))) {
                Path copy = target.resolve(name);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// Numbered events without a fault, in one partition each.
    private void whole(String topic) throws Exception {
        create(topic, PLAIN);
        try (var producer = producer(Map.of())) {
            several(producer, topic, 0, 120);
        }
    }

    /// Four segments, of which the second will be taken away.
    private void lostSegment() throws Exception {
        var config = new HashMap<>(PLAIN);
        config.put("segment.ms", "40000");
        create("lost-segment", config);
        try (var producer = producer(Map.of("linger.ms", 50))) {
            for (int seq = 0; seq < 160; seq += 10) {
                for (int i = seq; i < seq + 10; i++) {
                    producer.send(record("lost-segment", i * 1_000L, "k" + i % 7, order(i, "o-" + i)));
                }
                producer.flush();
            }
        }
    }

    /// One committed, one aborted, one left open; between them plain events.
    private void transactions() throws Exception {
        create("transactions", PLAIN);
        var leaving = producer(Map.of("transactional.id", "leaving"));
        left.add(leaving);
        try (var plain = producer(Map.of());
                var committing = producer(Map.of("transactional.id", "committing"))) {
            committing.initTransactions();
            leaving.initTransactions();
            long at = several(plain, "transactions", 0, 20);
            committing.beginTransaction();
            at = several(committing, "transactions", at, 5);
            committing.commitTransaction();
            committing.beginTransaction();
            several(committing, "transactions", at, 5); // the numbers are used again when it is tried once more
            committing.abortTransaction();
            committing.beginTransaction();
            at = several(committing, "transactions", at, 5);
            committing.commitTransaction();
            at = several(plain, "transactions", at, 20);
            leaving.beginTransaction();
            at = several(leaving, "transactions", at, 3);
            several(plain, "transactions", at, 20);
        }
    }

    private long several(KafkaProducer<String, String> producer, String topic, long from, int count) throws Exception {
        for (long seq = from; seq < from + count; seq++) {
            send(producer, topic, seq * 1_000, "k" + seq % 3, order((int) seq, "o-" + seq));
        }
        return from + count;
    }

    /// What goes wrong in applications: numbers never written, late ones, events sent twice, an unreadable one, a
    /// pause.
    private void application() throws Exception {
        create("application", PLAIN);
        try (var producer = producer(Map.of())) {
            int seq = 0;
            long at = 0;
            for (; seq < 60; seq++) {
                at = one(producer, at, seq);
            }
            seq += 4; // 60 to 63 are never written
            for (; seq < 100; seq++) {
                at = one(producer, at, seq);
            }
            for (int late : new int[] {101, 102, 100, 103}) {
                at = one(producer, at, late);
            }
            at = one(producer, at, 103); // sent again
            send(producer, "application", at += 1_000, "o-104", order(104, "o-104"));
            send(
                    producer,
                    "application",
                    at += 1_000,
                    "o-104",
                    "{\"seq\":104,\"id\":\"o-104\",\"amount\":7}"); // and changed
            send(producer, "application", at += 1_000, "o-105", "{\"seq\":105,\"id\":\"o-1");
            for (seq = 106; seq < 400; seq++) {
                at = one(producer, at, seq);
            }
            at += 1_800_000; // half an hour of silence
            for (; seq < 600; seq++) {
                at = one(producer, at, seq);
            }
        }
    }

    private long one(KafkaProducer<String, String> producer, long at, int seq) throws Exception {
        send(producer, "application", at + 1_000, "o-" + seq, order(seq, "o-" + seq));
        return at + 1_000;
    }

    /// A topic that the cleaner went over.
    private void compacted() throws Exception {
        create(
                "compacted",
                Map.of(
                        "cleanup.policy",
                        "compact",
                        "segment.ms",
                        "20000",
                        "min.cleanable.dirty.ratio",
                        "0.001",
                        "max.compaction.lag.ms",
                        "500"));
        try (var producer = producer(Map.of())) {
            int seq = 0;
            for (; seq < 60; seq++) {
                send(producer, "compacted", seq * 1_000L, "k" + seq % 5, order(seq, "o-" + seq));
            }
            while (isWhole("compacted")) {
                send(producer, "compacted", seq * 1_000L, "k" + seq % 5, order(seq, "o-" + seq));
                seq++;
                Thread.sleep(250);
            }
        }
    }

    private boolean isWhole(String topic) {
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    return record.offset() == 0;
                }
            }
        }
    }

    /// A group that goes on, is set forward over some events, and back.
    private void groups() throws Exception {
        commit(true, 20, 40, 60, 80);
        commit(false, 200);
        commit(true, 220, 240);
        commit(false, 150);
        commit(true, 170, 190);
    }

    /// @param read whether as a consumer commits what it has read, with the epoch of its leader
    private void commit(boolean read, long... positions) throws Exception {
        for (long next : positions) {
            var offset = new OffsetAndMetadata(next, read ? Optional.of(0) : Optional.empty(), "");
            admin.alterConsumerGroupOffsets("billing", Map.of(new TopicPartition("application", 0), offset))
                    .all()
                    .get();
            Thread.sleep(20);
        }
    }

    private void create(String topic, Map<String, String> config) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(config)))
                .all()
                .get();
    }

    private KafkaProducer<String, String> producer(Map<String, Object> more) {
        var settings = new HashMap<>(more);
        settings.put("bootstrap.servers", bootstrap);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static void send(KafkaProducer<String, String> producer, String topic, long after, String key, String value)
            throws Exception {
        producer.send(record(topic, after, key, value)).get();
    }

    private static ProducerRecord<String, String> record(String topic, long after, String key, String value) {
        return new ProducerRecord<>(topic, 0, START + after, key, value);
    }

    private static String order(int seq, String id) {
        return "{\"seq\":" + seq + ",\"id\":\"" + id + "\",\"amount\":" + (1990 + seq % 17) + "}";
    }
}
