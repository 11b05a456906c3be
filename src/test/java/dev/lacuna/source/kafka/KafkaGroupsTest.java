package dev.lacuna.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.sandbox.JoinedConsumer;
import dev.lacuna.sandbox.SharedBroker;
import dev.lacuna.source.ConsumerGroups;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.GroupKind;
import dev.lacuna.source.GroupStand;
import dev.lacuna.source.GroupState;
import dev.lacuna.source.GroupSummary;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamGroups;
import dev.lacuna.source.StreamSource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaGroupsTest {

    private StreamSource source;
    private ConsumerGroups groups;
    private String topic;
    private PartitionRef first;
    private PartitionRef second;

    @BeforeEach
    void fillAStream() throws SourceException {
        source = new KafkaSourceProvider().open(SourceSpec.of(SharedBroker.uri()));
        groups = source.groups();
        topic = KafkaTopics.create("grouped", 2, Map.of());
        first = source.describe(topic).stream().partition(0);
        second = first.stream().partition(1);
        try (var producer = KafkaTopics.producer(Map.of())) {
            KafkaTopics.send(producer, first, 10);
            KafkaTopics.send(producer, second, 6);
        }
    }

    @AfterEach
    void disconnect() {
        source.close();
    }

    private static void commit(String group, PartitionRef partition, OffsetAndMetadata position) {
        JoinedConsumer.commit(group, Map.of(KafkaTopics.kafkaOf(partition), position));
    }

    private static SourceException failureOf(ThrowingCallable call) {
        return catchThrowableOfType(SourceException.class, call);
    }

    private Optional<GroupStand> standOf(String group) throws SourceException {
        return groups.of(source.describe(topic)).stands().stream()
                .filter(stand -> stand.group().name().equals(group))
                .findFirst();
    }

    @Test
    void tellsWhereAGroupHasCommittedWithAllThatStandsBesideIt() throws Exception {
        commit("beside", first, new OffsetAndMetadata(7, Optional.of(0), "left by me"));
        commit("beside", second, new OffsetAndMetadata(2));

        assertThat(groups.positions("beside"))
                .containsExactly(
                        Map.entry(first, new GroupPosition(Position.offset(7), 0, "left by me")),
                        Map.entry(second, GroupPosition.at(Position.offset(2))));
        assertThat(groups.positions("nobody-of-that-name")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC", "CONSUMER"})
    void namesTheMembersOfAnActiveGroupAndWhatTheyRead(GroupKind kind) throws Exception {
        String group = "active-" + kind;
        String protocol = kind.name().toLowerCase(Locale.ROOT);
        try (var _ = JoinedConsumer.join(group, "billing-7", protocol, topic)) {
            GroupInfo info = groups.describe(group);

            assertThat(info.summary()).isEqualTo(new GroupSummary(group, kind, GroupState.ACTIVE, "consumer"));
            assertThat(info.isActive()).isTrue();
            assertThat(info.members()).singleElement().satisfies(member -> {
                assertThat(member.clientId()).isEqualTo("billing-7");
                assertThat(member).hasToString("billing-7 on 127.0.0.1");
                assertThat(member.id()).isNotBlank();
                assertThat(member.assigned()).containsExactly(first, second);
            });
            assertThat(groups.list()).contains(info.summary());

            assertThat(groups.alter(group, Map.of(first, GroupPosition.at(Position.offset(1)))))
                    .hasEntrySatisfying(first, failure -> {
                        assertThat(failure.kind()).isEqualTo(Kind.GROUP_ACTIVE);
                        assertThat(failure)
                                .hasMessageContaining("'" + group + "'")
                                .hasMessageContaining(first.toString())
                                .hasMessageContaining("has members");
                    });
            assertThat(groups.positions(group)).isEmpty();
            // read without a commit
            assertThat(standOf(group)).hasValueSatisfying(stand -> {
                assertThat(stand.reading()).containsExactly(first, second);
                assertThat(stand.positions()).isEmpty();
            });
        }
        assertThat(groups.alter(group, Map.of(first, GroupPosition.at(Position.offset(1)))))
                .isEmpty();
        assertThat(groups.describe(group).isActive()).isFalse();
    }

    @Test
    void tellsTheGroupsOfAStreamWithTheirLag() throws Exception {
        commit("lagging", first, new OffsetAndMetadata(7));
        commit("lagging", second, new OffsetAndMetadata(6));
        StreamInfo other = source.describe(KafkaTopics.create("other", 1, Map.of()));
        commit("elsewhere", other.stream().partition(0), new OffsetAndMetadata(0));

        StreamGroups found = groups.of(source.describe(topic));

        assertThat(found.complete()).isTrue();
        assertThat(found.stands()).singleElement().satisfies(stand -> {
            assertThat(stand.group().name()).isEqualTo("lagging");
            assertThat(stand.group().isActive()).isFalse();
            assertThat(stand.lags()).containsExactly(Map.entry(first, 3L), Map.entry(second, 0L));
            assertThat(stand.lag()).isEqualTo(3);
            assertThat(stand.reading()).isEmpty();
        });
        assertThat(groups.of(other).stands())
                .extracting(stand -> stand.group().name())
                .containsExactly("elsewhere");
    }

    @Test
    void setsAndDeletesPositionsAndLeavesTheOthersAlone() throws Exception {
        commit("moved", first, new OffsetAndMetadata(9, Optional.of(0), "old"));
        commit("moved", second, new OffsetAndMetadata(5));

        assertThat(groups.alter("moved", Map.of(first, new GroupPosition(Position.offset(3), 0, "new"))))
                .isEmpty();
        assertThat(groups.positions("moved"))
                .containsExactly(
                        Map.entry(first, new GroupPosition(Position.offset(3), 0, "new")),
                        Map.entry(second, GroupPosition.at(Position.offset(5))));

        assertThat(groups.delete("moved", List.of(first))).isEmpty();
        assertThat(groups.positions("moved")).containsOnlyKeys(second);
        // without a position
        assertThat(groups.delete("moved", List.of(first))).isEmpty();
    }

    @Test
    void tellsExactlyWhichPartitionIsRefused() throws Exception {
        commit("partly", first, new OffsetAndMetadata(9));
        PartitionRef none = first.stream().partition(7);

        var refused = groups.alter(
                "partly",
                Map.of(first, GroupPosition.at(Position.offset(2)), none, GroupPosition.at(Position.offset(2))));

        assertThat(refused).containsOnlyKeys(none);
        assertThat(refused.get(none)).hasMessageContaining(none.toString());
        assertThat(groups.positions("partly")).containsExactly(Map.entry(first, GroupPosition.at(Position.offset(2))));
    }

    @Test
    void saysWhichGroupWasMeant() {
        commit("payments", first, new OffsetAndMetadata(1));

        assertThat(failureOf(() -> groups.describe("paymets")))
                .hasMessageContaining("no consumer group 'paymets'")
                .hasMessageContaining("Did you mean payments")
                .extracting(SourceException::kind)
                .isEqualTo(Kind.UNKNOWN_GROUP);
    }

    @Test
    void knowsAShareGroupAndThatItHasNoPositionsToSet() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", SharedBroker.bootstrap(), "group.id", "sharing");
        try (var consumer =
                new KafkaShareConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + 120_000_000_000L;
            // partitions may be given out one by one
            while (standOf("sharing").stream()
                            .noneMatch(stand -> stand.reading().size() == 2)
                    && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(50));
            }
            assertThat(standOf("sharing")).hasValueSatisfying(stand -> {
                assertThat(stand.group().summary().kind()).isEqualTo(GroupKind.SHARE);
                assertThat(stand.group().isActive()).isTrue();
                assertThat(stand.reading()).containsExactly(first, second);
            });
        }
        assertThat(failureOf(() -> groups.alter("sharing", Map.of(first, GroupPosition.at(Position.offset(1))))))
                .hasMessageContaining("share group")
                .extracting(SourceException::kind)
                .isEqualTo(Kind.UNSUPPORTED);
    }

    @Test
    void refusesToWriteWhereItIsOpenedReadOnly() throws Exception {
        commit("kept", first, new OffsetAndMetadata(4));
        try (var readOnly = new KafkaSourceProvider().open(new SourceSpec(SharedBroker.uri(), Map.of(), true))) {
            assertThat(failureOf(() ->
                            readOnly.groups().alter("kept", Map.of(first, GroupPosition.at(Position.offset(0))))))
                    .extracting(SourceException::kind)
                    .isEqualTo(Kind.READ_ONLY);
            assertThat(failureOf(() -> readOnly.groups().delete("kept", List.of(first))))
                    .extracting(SourceException::kind)
                    .isEqualTo(Kind.READ_ONLY);
            assertThat(readOnly.groups().positions("kept"))
                    .containsExactly(Map.entry(first, GroupPosition.at(Position.offset(4))));
        }
    }
}
