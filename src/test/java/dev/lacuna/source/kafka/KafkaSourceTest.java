package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.sandbox.FreePorts;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceInfo;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamGlance;
import dev.lacuna.source.StreamSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaSourceTest {

    private StreamSource source;

    @BeforeEach
    void connect() throws SourceException {
        source = new KafkaSourceProvider().open(SourceSpec.of(SharedBroker.uri()));
    }

    @AfterEach
    void disconnect() {
        source.close();
    }

    private static SourceException failureToOpen(String uri, Map<String, String> properties) {
        return catchThrowableOfType(
                SourceException.class,
                () -> new KafkaSourceProvider()
                        .open(new SourceSpec(uri, properties, false))
                        .close());
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(SourceProvider.class))
                .anySatisfy(
                        provider -> assertThat(provider.accepts("kafka://a:1")).isTrue());
        assertThat(new KafkaSourceProvider().accepts("segments:/tmp")).isFalse();
    }

    @Test
    void saysWhoItIs() throws Exception {
        SourceInfo info = source.info();
        assertThat(info.name()).isEqualTo(SharedBroker.uri());
        assertThat(info.id())
                .isEqualTo(KafkaTopics.done(KafkaTopics.admin()
                        .describeCluster()
                        .clusterId()
                        .toCompletionStage()
                        .toCompletableFuture()));
        assertThat(info.nodes()).isEqualTo(1);
        assertThat(info.product()).isEqualTo("Kafka");
    }

    @Test
    void saysAtWhichAddressNobodyAnswers() throws Exception {
        int free = FreePorts.next();
        SourceException failure = failureToOpen("kafka://127.0.0.1:" + free, Map.of());
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure).hasMessageContaining("127.0.0.1:" + free).hasMessageContaining("refused");
        assertThat(failureToOpen("kafka://no-such-host.invalid:9092", Map.of()))
                .hasMessageContaining("no-such-host.invalid:9092 (unknown host name)");
    }

    @Test
    void opensWhenOneOfSeveralAddressesAnswers() throws Exception {
        try (var opened = new KafkaSourceProvider()
                .open(SourceSpec.of("kafka://no-such-host.invalid:9092," + SharedBroker.bootstrap() + "/"))) {
            assertThat(opened.info().name()).isEqualTo("kafka://no-such-host.invalid:9092," + SharedBroker.bootstrap());
            assertThat(opened.streams()).isNotNull();
        }
    }

    @Test
    void saysWhenSomethingElseListens() throws Exception {
        try (var mute = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            var impatient = new KafkaSourceProvider(Duration.ofMillis(300), Duration.ofMillis(200));
            var failure = catchThrowableOfType(
                    SourceException.class,
                    () -> impatient
                            .open(SourceSpec.of("kafka://127.0.0.1:" + mute.getLocalPort()))
                            .close());
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure).hasMessageContaining("within 0.5 s").hasMessageContaining("security.protocol");
        }
    }

    @Test
    void refusesAddressesAndPropertiesThatMakeNoSense() {
        assertThat(failureToOpen("kafka://somewhere", Map.of()))
                .hasMessageContaining("HOST:PORT")
                .extracting(SourceException::kind)
                .isEqualTo(Kind.ADDRESS);
        assertThat(failureToOpen(SharedBroker.uri(), Map.of("security.protocol", "NONSENSE")))
                .hasMessageContaining("security.protocol")
                .extracting(SourceException::kind)
                .isEqualTo(Kind.UNSUPPORTED);
    }

    @Test
    void describesATopicWithWhatDetectionNeeds() throws Exception {
        String name = KafkaTopics.create(
                "described",
                2,
                Map.of("cleanup.policy", "compact,delete", "retention.ms", "3600000", "segment.bytes", "2000000"));
        var topic = source.describe(name).stream();
        try (var producer = KafkaTopics.producer(Map.of())) {
            KafkaTopics.send(producer, topic.partition(1), 10);
        }
        KafkaTopics.deleteBefore(topic.partition(1), 4);

        StreamInfo info = source.describe(name);

        assertThat(info.id()).hasSize(22);
        assertThat(info.compacted()).isTrue();
        assertThat(info.retention()).contains(Duration.ofHours(1));
        assertThat(info.timestamps()).isEqualTo(TimestampKind.CREATE);
        assertThat(info.config())
                .containsEntry("cleanup.policy", "compact,delete")
                .containsEntry("segment.bytes", "2000000")
                .containsEntry("message.timestamp.type", "CreateTime")
                .containsKey("max.message.bytes");
        assertThat(info.partitions()).hasSize(2);
        assertThat(info.partitions().get(1).start()).isEqualTo(Position.offset(4));
        assertThat(info.partitions().get(1).end()).isEqualTo(Position.offset(10));
        assertThat(info.partitions().get(1).lastStable()).isEqualTo(Position.offset(10));
        assertThat(source.describe(KafkaTopics.create("kept", 1, Map.of())).retention())
                .isEmpty();
    }

    @Test
    void tellsHowGroupsMoved() throws Exception {
        String name = KafkaTopics.create("consumed", 2, Map.of());
        var stream = source.describe(name).stream();
        PartitionRef first = stream.partition(0);
        PartitionRef second = stream.partition(1);
        commit("group-b", first, 5);
        commit("group-a", second, 7);
        commit("group-a", first, 3);
        commit("group-b", first, 9);
        commit("group-b", first, 4);
        commit(
                "group-a",
                source.describe(KafkaTopics.create("other", 1, Map.of())).stream()
                        .partition(0),
                1);

        List<GroupCommit> history = source.groupHistory(stream);

        assertThat(history)
                .extracting(commit -> commit.group() + " " + commit.partition().number() + "@" + commit.next())
                .containsExactly("group-a 0@3", "group-a 1@7", "group-b 0@5", "group-b 0@9", "group-b 0@4");
        assertThat(history).allSatisfy(commit -> {
            assertThat(commit.millis()).isGreaterThan(1_700_000_000_000L);
            assertThat(commit.leaderEpoch()).isEqualTo(-1);
        });
    }

    @Test
    void readsOnlyWhereGroupsOfTheStreamKeepTheirCommits() throws Exception {
        var stream = source.describe(KafkaTopics.create("consumed", 1, Map.of())).stream();
        var other = source.describe(KafkaTopics.create("other", 1, Map.of())).stream();
        commit("of-another-stream", other.partition(0), 1);
        commit("places-a", stream.partition(0), 3);
        var kafka = (KafkaSource) source;
        var offsets = new OffsetLookup(kafka.admin());
        List<ReadRequest> requests = new ArrayList<>();
        var history = new GroupHistory(
                new TopicLookup(kafka.admin(), offsets, kafka.info().name()),
                offsets,
                new GroupPlaces(kafka.admin()),
                request -> {
                    requests.add(request);
                    return kafka.open(request);
                });

        assertThat(history.of(stream)).extracting(GroupCommit::group).containsExactly("places-a");

        assertThat(requests)
                .singleElement()
                .satisfies(request -> assertThat(request.ranges())
                        .extracting(range -> range.partition().number())
                        .containsExactly(Math.abs("places-a".hashCode()) % 4));
        assertThat(source.groupHistory(source.describe(KafkaTopics.create("unread", 1, Map.of())).stream()))
                .isEmpty();
    }

    private static void commit(String group, PartitionRef partition, long offset) {
        Map<String, Object> settings = Map.of("bootstrap.servers", SharedBroker.bootstrap(), "group.id", group);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(KafkaTopics.kafkaOf(partition)));
            consumer.commitSync(Map.of(KafkaTopics.kafkaOf(partition), new OffsetAndMetadata(offset)));
        }
    }

    @Test
    void choosesPartitionsAsKafkasProducersDo() throws Exception {
        String name = KafkaTopics.create("keyed", 7, Map.of());
        try (var producer = KafkaTopics.producer(Map.of())) {
            for (String key : List.of("", "a", "order-1", "order-22", "ümläut", "a much longer key than the others")) {
                byte[] bytes = Bytes.utf8(key).toArray();
                var sent =
                        producer.send(new org.apache.kafka.clients.producer.ProducerRecord<>(name, bytes, new byte[0]));
                assertThat(source.partitionFor(Bytes.utf8("x" + key).slice(1, bytes.length), 7))
                        .as(key)
                        .isEqualTo(KafkaTopics.done(sent).partition());
            }
        }
        assertThat(source.partitionFor(null, 7)).isEqualTo(-1);
    }

    @Test
    void tellsAtAGlanceHowMuchRoomATopicTakes() throws Exception {
        String empty = KafkaTopics.create("empty", 1, Map.of());
        String filled = KafkaTopics.create("filled", 2, Map.of());
        try (var producer = KafkaTopics.producer(Map.of())) {
            KafkaTopics.send(producer, source.describe(filled).stream().partition(1), 50);
        }
        List<StreamGlance> glances = new ArrayList<>();
        source.glance(List.of(empty, filled), glances::add);

        assertThat(glances).extracting(StreamGlance::name).containsExactly(empty, filled);
        assertThat(glances.getFirst().bytes()).hasValue(0);
        assertThat(glances.getLast().bytes().orElseThrow()).isPositive();
    }
}
