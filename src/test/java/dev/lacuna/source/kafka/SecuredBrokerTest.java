package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PositionRange;
import dev.lacuna.sandbox.SandboxBroker;
import dev.lacuna.sandbox.SandboxSettings;
import dev.lacuna.source.Collected;
import dev.lacuna.source.EventSink;
import dev.lacuna.source.OutgoingEvent;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.Await;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A broker that wants a user and a password, and looks at the user's rights.
class SecuredBrokerTest {

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private static SandboxBroker broker;

    @BeforeAll
    static void start() throws Exception {
        var settings = SandboxSettings.temporary();
        for (var property : Map.of(
                        "listener.security.protocol.map",
                        "CONTROLLER:PLAINTEXT,CLIENTS:SASL_PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "sasl.mechanism.inter.broker.protocol",
                        "PLAIN",
                        "listener.name.clients.plain.sasl.jaas.config",
                        LOGIN
                                + " username=admin password=secret user_admin=secret user_reader=hidden"
                                + " user_auditor=seen;",
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users",
                        "User:admin;User:ANONYMOUS")
                .entrySet()) {
            settings = settings.withBrokerSetting(property.getKey(), property.getValue());
        }
        broker = SandboxBroker.start(settings);
        var properties = new HashMap<String, Object>(as("admin", "secret"));
        properties.put("bootstrap.servers", broker.bootstrap());
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(List.of(new NewTopic("orders", 1, (short) 1), new NewTopic("hidden", 1, (short) 1)))
                    .all()
                    .get();
            admin.createAcls(List.of(
                            allow("reader", "orders", AclOperation.DESCRIBE),
                            allow("auditor", "orders", AclOperation.DESCRIBE),
                            allow("auditor", GroupHistory.TOPIC, AclOperation.READ)))
                    .all()
                    .get();
            // the broker learns of them from the controller, a moment later
            Await.until(
                    "the rights are known",
                    () -> KafkaTopics.done(admin.describeAcls(AclBindingFilter.ANY)
                                            .values())
                                    .size()
                            == 3);
            var group = new HashMap<>(properties);
            group.put("group.id", "billing");
            try (var consumer = new KafkaConsumer<>(group, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                var partition = new TopicPartition("orders", 0);
                consumer.assign(List.of(partition));
                consumer.commitSync(Map.of(partition, new OffsetAndMetadata(0)));
            }
        }
    }

    private static AclBinding allow(String user, String topic, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    private static Map<String, String> as(String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN + " username=\"" + user + "\" password=\"" + password + "\";");
    }

    private static StreamSource open(Map<String, String> properties) throws SourceException {
        return new KafkaSourceProvider().open(new SourceSpec("kafka://" + broker.bootstrap(), properties, false));
    }

    @Test
    void passesTheUsersPropertiesToEveryClient() throws Exception {
        try (StreamSource source = open(as("admin", "secret"))) {
            var partition = source.describe("orders").stream().partition(0);
            try (EventSink sink = source.openSink("secured")) {
                sink.write(new OutgoingEvent(partition, 5, null, Bytes.utf8("v"), List.of()));
                sink.commit();
            }
            var request = new ReadRequest(List.of(new PartitionRange(partition, PositionRange.offsets(0, 1))), true);
            try (var wire = source.open(request);
                    var consumer = ((KafkaSource) source).consumerReader(request)) {
                assertThat(Collected.all(wire).offsets()).containsExactly(0L);
                assertThat(wire.note()).isEmpty();
                assertThat(Collected.all(consumer).offsets()).containsExactly(0L);
            }
        }
    }

    @Test
    void tellsWhoMayWriteAndUnderWhichQuota() throws Exception {
        try (StreamSource admin = open(as("admin", "secret"));
                StreamSource reader = open(as("reader", "hidden"))) {
            assertThat(admin.writeTerms("orders", "lacuna-1").allowed()).hasValue(true);
            assertThat(reader.writeTerms("orders", "lacuna-1").allowed()).hasValue(false);
            assertThat(admin.writeTerms("orders", "lacuna-1").missing()).isEmpty();
            assertThat(reader.writeTerms("orders", "lacuna-1").missing())
                    .containsExactly(
                            "Read on topic 'orders'",
                            "Write on topic 'orders'",
                            "Write on transactional id 'lacuna-1'");
            assertThat(reader.writeTerms("orders", "lacuna-1").bytesPerSecond()).isEmpty();
            var everybody = new ClientQuotaEntity(Collections.singletonMap(ClientQuotaEntity.USER, null));
            ((KafkaSource) admin)
                    .admin()
                    .alterClientQuotas(List.of(new ClientQuotaAlteration(
                            everybody, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", 1_000_000.0)))))
                    .all()
                    .get();
            // the broker learns of it from the controller, a moment later
            for (int i = 0;
                    i < 2_400
                            && admin.writeTerms("orders", "lacuna-1")
                                    .bytesPerSecond()
                                    .isEmpty();
                    i++) {
                OffsetLookup.pause(Duration.ofMillis(50));
            }
            assertThat(admin.writeTerms("orders", "lacuna-1").bytesPerSecond()).hasValue(1_000_000);
        }
    }

    @Test
    void saysThatCredentialsAreWrongWithoutTellingThem() {
        var failure = catchThrowableOfType(
                SourceException.class, () -> open(as("admin", "wrong-word")).close());
        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure).hasMessageContaining("sasl").message().doesNotContain("wrong-word");
    }

    @Test
    void saysWhenTheBrokerWantsAnotherProtocol() {
        var failure =
                catchThrowableOfType(SourceException.class, () -> open(Map.of()).close());
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure)
                .hasMessageContaining("wants a login")
                .hasMessageContaining("Set security.protocol to SASL_PLAINTEXT");
        var privately = catchThrowableOfType(
                SourceException.class,
                () -> open(Map.of("security.protocol", "SSL")).close());
        assertThat(privately)
                .hasMessageContaining("speaks without TLS")
                .hasMessageContaining("Set security.protocol to SASL_PLAINTEXT");
    }

    @Test
    void readsTheHistoryOfGroupsWhoseListIsHidden() throws Exception {
        try (StreamSource source = open(as("auditor", "seen"))) {
            var orders = new dev.lacuna.model.StreamRef(source.info().name(), "orders");
            assertThat(((KafkaSource) source).admin().listGroups().all().get()).isEmpty();
            assertThat(source.groupHistory(orders))
                    .extracting(GroupCommit::group)
                    .containsExactly("billing");
        }
    }

    @Test
    void saysWhichRightIsMissing() throws Exception {
        try (StreamSource source = open(as("reader", "hidden"))) {
            assertThat(source.streams()).extracting(summary -> summary.name()).containsExactly("orders");
            var unseen = catchThrowableOfType(SourceException.class, () -> source.describe("hidden"));
            assertThat(unseen.kind()).isEqualTo(Kind.DENIED);
            assertThat(unseen).hasMessageContaining("the right Describe on topic 'hidden' is missing");
            var partition = new dev.lacuna.model.StreamRef(source.info().name(), "orders").partition(0);
            var request = new ReadRequest(List.of(new PartitionRange(partition, PositionRange.offsets(0, 1))), true);
            try (var wire = source.open(request);
                    var consumer = ((KafkaSource) source).consumerReader(request)) {
                for (var reader : List.of(wire, consumer)) {
                    var failure = catchThrowableOfType(SourceException.class, () -> Collected.all(reader));
                    assertThat(failure.kind()).isEqualTo(Kind.DENIED);
                    assertThat(failure).hasMessageContaining("the right Read on topic 'orders' is missing");
                }
            }
            var history = catchThrowableOfType(SourceException.class, () -> source.groupHistory(partition.stream()));
            assertThat(history.kind()).isEqualTo(Kind.DENIED);
            var sink = catchThrowableOfType(SourceException.class, () -> source.openSink("nobody"));
            assertThat(sink.kind()).isEqualTo(Kind.DENIED);
            assertThat(sink).hasMessageContaining("the right Write on transactional id 'nobody' is missing");
        }
    }

    @Test
    void describesATopicWhoseSettingsAreNotToBeRead() throws Exception {
        try (StreamSource source = open(as("reader", "hidden"))) {
            var orders = source.describe("orders");

            assertThat(orders.partitions()).hasSize(1);
            assertThat(orders.compaction()).isEqualTo(Compaction.UNKNOWN);
            assertThat(orders.config()).isEmpty();
            assertThat(orders.unread()).contains("the right DescribeConfigs on topic 'orders' is missing");
        }
    }
}
