package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.GroupTail;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The commits of a real broker's groups are read on while the groups commit.
class CommitTailTest {

    private final List<ReadRequest> requests = new ArrayList<>();
    private final AtomicBoolean fails = new AtomicBoolean();
    private KafkaSource source;
    private StreamRef stream;
    private GroupTail tail;

    @BeforeEach
    void open() throws Exception {
        source = (KafkaSource)
                new Sources(ServiceLoader.load(SourceProvider.class)).open(SourceSpec.of(SharedBroker.uri()));
        stream = source.describe(KafkaTopics.create("tailed", 2, Map.of())).stream();
        var offsets = new OffsetLookup(source.admin());
        var history = new GroupHistory(
                new TopicLookup(source.admin(), offsets, source.info().name()),
                offsets,
                new GroupPlaces(source.admin()),
                request -> {
                    requests.add(request);
                    if (fails.get()) {
                        throw new SourceException(SourceException.Kind.INTERRUPTED, "gone", true, null);
                    }
                    return source.open(request);
                });
        tail = history.tail(stream);
    }

    @AfterEach
    void close() {
        source.close();
    }

    private String name(String group) {
        return group + "-of-" + stream.name();
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        Map<String, Object> settings = Map.of("bootstrap.servers", SharedBroker.bootstrap(), "group.id", name(group));
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private List<GroupCommit> history() {
        try {
            return source.groupHistory(stream);
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
    }

    private void commit(String group, int partition, long offset) {
        PartitionRef lane = stream.partition(partition);
        try (var consumer = consumer(group)) {
            consumer.assign(List.of(KafkaTopics.kafkaOf(lane)));
            consumer.commitSync(Map.of(KafkaTopics.kafkaOf(lane), new OffsetAndMetadata(offset)));
        }
    }

    private List<String> readOn() throws SourceException {
        return tail.readOn().stream()
                .map(commit -> commit.group().substring(0, commit.group().indexOf("-of-")) + " "
                        + commit.partition().number() + "@" + commit.next())
                .toList();
    }

    @Test
    void readsEachTimeOnlyWhatCameSinceAndTellsAllOfIt() throws Exception {
        assertThat(readOn()).isEmpty();
        commit("billing", 0, 5);
        assertThat(readOn()).containsExactly("billing 0@5");
        commit("billing", 0, 9);
        commit("billing", 1, 3);
        assertThat(readOn()).containsExactly("billing 0@5", "billing 0@9", "billing 1@3");
        int before = requests.size();
        assertThat(readOn()).hasSize(3);
        // others of the broker may commit there meanwhile; nothing is read twice
        assertThat(requests.subList(before, requests.size()))
                .allSatisfy(request -> assertThat(request.ranges())
                        .allSatisfy(range -> assertThat(range.positions().from())
                                .isGreaterThanOrEqualTo(requests.get(before - 1).ranges().stream()
                                        .filter(earlier -> earlier.partition().equals(range.partition()))
                                        .map(earlier -> earlier.positions().to())
                                        .findFirst()
                                        .orElse(Position.offset(0)))));
        assertThat(tail.readOn()).isEqualTo(source.groupHistory(stream));
    }

    @Test
    void aGroupThatComesLaterIsReadFromItsBeginning() throws Exception {
        commit("billing", 0, 5);
        assertThat(readOn()).hasSize(1);
        for (int number = 0; number < 6; number++) {
            commit("late" + number, 0, number + 1); // some keep their commits elsewhere
        }
        assertThat(readOn()).hasSize(7).contains("late0 0@1", "late5 0@6");
    }

    @Test
    void aGroupThatIsDeletedIsTakenBack() throws Exception {
        commit("billing", 0, 5);
        commit("audit", 0, 7);
        assertThat(readOn()).containsExactly("audit 0@7", "billing 0@5");
        KafkaTopics.done(
                KafkaTopics.admin().deleteConsumerGroups(List.of(name("audit"))).all());
        assertThat(readOn()).containsExactly("billing 0@5");
        KafkaTopics.done(KafkaTopics.admin()
                .deleteConsumerGroups(List.of(name("billing")))
                .all());
        assertThat(readOn()).isEmpty();
    }

    @Test
    void aFailureInTheMiddleLosesNothingAndTellsNothingTwice() throws Exception {
        commit("billing", 0, 5);
        assertThat(readOn()).hasSize(1);
        commit("billing", 0, 9);
        fails.set(true);
        try {
            readOn();
        } catch (SourceException e) {
            assertThat(e).hasMessage("gone");
        }
        fails.set(false);
        assertThat(readOn()).containsExactly("billing 0@5", "billing 0@9");
    }

    @Test
    void whatATransactionCommitsIsToldOnceThatIsDecided() throws Exception {
        commit("billing", 0, 5);
        assertThat(readOn()).hasSize(1);
        var next = Map.of(KafkaTopics.kafkaOf(stream.partition(0)), new OffsetAndMetadata(8));
        try (var producer = KafkaTopics.transaction();
                var consumer = consumer("billing")) {
            producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
            assertThat(readOn()).containsExactly("billing 0@5");
            producer.commitTransaction();
        }
        Await.until("its marker is there", () -> history().size() == 2);
        assertThat(readOn()).containsExactly("billing 0@5", "billing 0@8");
    }
}
