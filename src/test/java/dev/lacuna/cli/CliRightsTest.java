package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import dev.lacuna.sandbox.GuardedBroker;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.Sources;
import dev.lacuna.task.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Commands of users who may not do everything: each does what the rights allow, and says which one is missing.
@Timeout(240)
class CliRightsTest {

    private static final long AN_HOUR_AGO = System.currentTimeMillis() - 3_600_000;

    private static GuardedBroker broker;

    @TempDir
    Path home;

    private CliFixture cli;

    @BeforeAll
    static void start() throws Exception {
        broker = GuardedBroker.start("nobody", "looker", "reader", "halfway", "copier");
        try (Admin admin = Admin.create(broker.admin())) {
            admin.createTopics(List.of(
                            new NewTopic("orders", 1, (short) 1),
                            new NewTopic("target", 1, (short) 1),
                            new NewTopic("stamped", 1, (short) 1)
                                    .configs(Map.of("message.timestamp.type", "LogAppendTime")),
                            new NewTopic("cleaned", 1, (short) 1)
                                    .configs(Map.of(
                                            "cleanup.policy",
                                            "compact",
                                            "segment.ms",
                                            "200",
                                            "min.cleanable.dirty.ratio",
                                            "0.001",
                                            "max.compaction.lag.ms",
                                            "200"))))
                    .all()
                    .get();
        }
        var properties = broker.admin();
        properties.put("linger.ms", "20");
        properties.put("enable.idempotence", "false");
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            for (int seq = 0; seq < 100; seq++) {
                if (seq < 40 || seq > 44) {
                    producer.send(
                            new ProducerRecord<>("orders", 0, AN_HOUR_AGO + seq, "k" + seq, "{\"seq\":" + seq + "}"));
                }
            }
            producer.flush();
            loadThenUpdate(producer);
        }
        broker.allow("looker", "orders", AclOperation.DESCRIBE)
                .allow("reader", "orders", AclOperation.READ)
                .allow("reader", "cleaned", AclOperation.READ)
                .allow("halfway", "orders", AclOperation.READ, AclOperation.DESCRIBE_CONFIGS)
                .allow("halfway", "target", AclOperation.WRITE)
                .allow("copier", "orders", AclOperation.READ, AclOperation.DESCRIBE_CONFIGS)
                .allow("copier", "stamped", AclOperation.READ, AclOperation.WRITE)
                .allow("copier", ResourceType.TRANSACTIONAL_ID, "lacuna-", PatternType.PREFIXED, AclOperation.WRITE)
                .settleRights();
    }

    /// Whole batches of keys that nobody writes again, and behind them one key again and again, a batch each: of those
    /// the cleaner leaves the last, and of the others all.
    private static void loadThenUpdate(KafkaProducer<String, String> producer) throws Exception {
        for (int batch = 0; batch < 30; batch++) {
            for (int i = 0; i < 5; i++) {
                producer.send(new ProducerRecord<>("cleaned", "loaded-" + batch + "-" + i, "x"));
            }
            producer.flush();
        }
        for (int i = 0; i < 40; i++) {
            producer.send(new ProducerRecord<>("cleaned", "hot", "x")).get();
        }
        var made = new int[1];
        Await.until("the cleaner has been there", () -> {
            producer.send(new ProducerRecord<>("cleaned", "new-" + made[0]++, "x"));
            producer.flush();
            return events("cleaned") < 190 + made[0];
        });
    }

    private static long events(String topic) {
        var properties = broker.admin();
        properties.put("max.poll.records", "10000");
        long read = 0;
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                read += consumer.poll(Duration.ofMillis(200)).count();
            }
        }
        return read;
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @BeforeEach
    void open() {
        cli = new CliFixture(home, Optional.of(new Sources(ServiceLoader.load(SourceProvider.class))));
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private Said as(String user, Object... arguments) throws Exception {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.add("--command-config");
        all.add(GuardedBroker.fileOf(user, home));
        return cli.lacuna(all.toArray());
    }

    @Test
    void aScanNeedsNothingButTheRightToRead() throws Exception {
        Said scan = as("reader", "scan", broker.uri(), "--topic", "orders", "--sequence", "json:/seq");

        assertThat(scan.code()).as(scan.err()).isZero();
        assertThat(scan.out()).contains("\"kind\":\"gap.sequence\"").contains("\"verdict\":\"loss\"");
        assertThat(scan.out())
                .contains("the right DescribeConfigs on topic 'orders' is missing")
                .contains("retention.expiring was not evaluated")
                .contains("the right Describe on topic '__consumer_offsets' is missing");
        Said records = as("reader", "records", broker.uri(), "--topic", "orders", "--limit", "3");
        assertThat(records.out().lines()).hasSize(3);
    }

    @Test
    void whatTheCleanerTookIsNoLossWhereThePolicyIsHidden() throws Exception {
        for (String depth : List.of("batches", "records")) {
            Said scan = as("reader", "scan", broker.uri(), "--topic", "cleaned", "--depth", depth);

            assertThat(scan.code()).as(scan.err()).isZero();
            assertThat(scan.out()).as(depth).contains("\"kind\":\"gap.offsets\"");
            assertThat(scan.out()).as(depth).doesNotContain("\"verdict\":\"loss\"");
        }
    }

    @Test
    void saysWhichRightToReadIsMissing() throws Exception {
        Said unread = as("looker", "scan", broker.uri(), "--topic", "orders");
        assertThat(unread.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(unread.err()).contains("the right Read on topic 'orders' is missing");

        Said unprinted = as("looker", "records", broker.uri(), "--topic", "orders");
        assertThat(unprinted.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(unprinted.err())
                .contains("the right Read on topic 'orders' is missing")
                .doesNotContain("..");

        Said unseen = as("nobody", "scan", broker.uri(), "--topic", "orders");
        assertThat(unseen.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(unseen.err()).contains("the right Describe on topic 'orders' is missing");

        Said none = as("nobody", "topics", broker.uri());
        assertThat(none.code()).isZero();
        assertThat(none.err()).contains("No topic may be seen: there is none, or this user may see none.");
    }

    @Test
    void aDryRunSaysWhatARunWouldFailOn() throws Exception {
        Path plan = home.resolve("plan.json");
        Said planned = as(
                "halfway", "plan", "replay", broker.uri(), "--topic", "orders", "--to-topic", "target", "--plan", plan);
        assertThat(planned.code()).as(planned.err()).isZero();

        Said dry = as("halfway", "run", plan);
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.err())
                .contains("blocking: No right to write.")
                .contains("Read on topic 'target', Write on transactional id 'lacuna-")
                .contains("blocking: The target's settings are not known.")
                .contains("the right DescribeConfigs on topic 'target' is missing");

        Said refused = as("halfway", "run", plan, "--execute");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.number());
        Said failed = as("halfway", "run", plan, "--execute", "--accept-hazards");
        assertThat(failed.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(failed.err()).contains("the right Write on transactional id 'lacuna-");
        assertThat(events("target")).isZero();
    }

    @Test
    void copiesIntoATargetOfHiddenSettingsAreVerifiedByTheirOwnTimes() throws Exception {
        Path plan = home.resolve("plan.json");
        as("copier", "plan", "replay", broker.uri(), "--topic", "orders", "--to-topic", "stamped", "--plan", plan);
        Said run = as("copier", "run", plan, "--execute", "--accept-hazards");
        assertThat(run.code()).as(run.err()).isZero();

        Said verified = as("copier", "verify", plan);
        assertThat(verified.out()).as(verified.err()).contains("VERIFIED").contains("sets timestamps itself");
        assertThat(verified.code()).isZero();
    }
}
