package dev.lacuna.source.kafkalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.source.ReadHandler;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.coordinator.group.generated.OffsetCommitKey;
import org.apache.kafka.coordinator.group.generated.OffsetCommitValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compares with what the broker's own code writes.
class OffsetCommitCodecTest {

    private static final StreamRef ORDERS = new StreamRef("kafka://a:1", "orders");

    private static Event event(@Nullable Bytes key, @Nullable Bytes value) {
        var offsets = new StreamRef("kafka://a:1", "__consumer_offsets").partition(0);
        return new Event(offsets, Position.offset(1), 5, TimestampKind.CREATE, key, value, List.of());
    }

    private static Bytes key(String topic) {
        var key = new OffsetCommitKey().setGroup("gröup").setTopic(topic).setPartition(3);
        return prefixed(1, MessageUtil.toByteBufferAccessor(key, (short) 0).buffer());
    }

    private static Bytes value(int version, String metadata) {
        var value = new OffsetCommitValue()
                .setOffset(123_456_789_012L)
                .setLeaderEpoch(version >= 3 ? 17 : -1)
                .setMetadata(metadata)
                .setCommitTimestamp(1_700_000_000_123L)
                .setExpireTimestamp(version == 1 ? 9 : -1)
                .setTopicId(version >= 4 ? Uuid.randomUuid() : Uuid.ZERO_UUID);
        return prefixed(
                version,
                MessageUtil.toByteBufferAccessor(value, (short) version).buffer());
    }

    private static Bytes prefixed(int version, ByteBuffer body) {
        byte[] bytes = new byte[2 + body.remaining()];
        ByteBuffer.wrap(bytes).putShort((short) version).put(body);
        return Bytes.of(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void readsEveryVersionThatBrokersHaveWritten(int version) {
        for (String metadata : List.of("", "some metadata", "m".repeat(300))) {
            assertThat(OffsetCommitCodec.read(event(key("orders"), value(version, metadata)), ORDERS))
                    .contains(new GroupCommit(
                            "gröup",
                            ORDERS.partition(3),
                            Position.offset(123_456_789_012L),
                            1_700_000_000_123L,
                            version >= 3 ? 17 : -1));
        }
    }

    @Test
    void leavesOutWhatIsNoCommitOfThatStream() {
        Bytes value = value(3, "");
        assertThat(OffsetCommitCodec.read(event(key("payments"), value), ORDERS))
                .isEmpty();
        assertThat(OffsetCommitCodec.read(event(key("orders"), null), ORDERS)).isEmpty();
        assertThat(OffsetCommitCodec.read(event(null, value), ORDERS)).isEmpty();
        Bytes member = prefixed(2, ByteBuffer.wrap(Bytes.utf8("\0\5group").toArray()));
        assertThat(OffsetCommitCodec.read(event(member, value), ORDERS)).isEmpty();
        assertThat(OffsetCommitCodec.read(event(key("orders"), prefixed(9, ByteBuffer.allocate(40))), ORDERS))
                .isEmpty();
    }

    @Test
    void readsWhosePositionWasForgotten() {
        assertThat(OffsetCommitCodec.forgotten(event(key("orders"), null), ORDERS))
                .contains(new OffsetCommitCodec.GroupAt("gröup", ORDERS.partition(3)));
        assertThat(OffsetCommitCodec.forgotten(event(key("payments"), null), ORDERS))
                .isEmpty();
        assertThat(OffsetCommitCodec.forgotten(event(key("orders"), value(3, "")), ORDERS))
                .isEmpty();
        assertThat(OffsetCommitCodec.forgotten(event(null, null), ORDERS)).isEmpty();
        assertThat(OffsetCommitCodec.forgotten(event(key("orders").slice(0, 5), null), ORDERS))
                .isEmpty();
    }

    @Test
    void dropsWhatWasCommittedBeforeThePositionWasForgotten() {
        List<GroupCommit> commits = new ArrayList<>();
        var collector = new CommitCollector(ORDERS, commits);
        PartitionRef first = new StreamRef("kafka://a:1", "__consumer_offsets").partition(0);
        Batch batch = new Batch(
                first,
                Position.offset(0),
                Position.offset(9),
                10,
                -1,
                -1,
                TimestampKind.CREATE,
                1,
                Fate.COMMITTED,
                false,
                false,
                false,
                null,
                0,
                true);
        collector.event(batch, event(key("orders"), value(3, "before")));
        collector.event(batch, event(key("payments"), null));
        collector.ended(first, Position.offset(10), ReadHandler.EndReason.COMPLETE);
        assertThat(commits).hasSize(1);

        collector.event(batch, event(key("orders"), value(3, "before")));
        collector.event(batch, event(key("orders"), null));
        collector.event(batch, event(key("orders"), value(2, "after")));
        collector.ended(first, Position.offset(10), ReadHandler.EndReason.COMPLETE);
        assertThat(commits)
                .singleElement()
                .satisfies(left -> assertThat(left.leaderEpoch()).isEqualTo(-1));
    }

    @Test
    void leavesOutWhatIsCutOff() {
        Bytes key = key("orders");
        Bytes value = value(4, "metadata");
        for (int length = 0; length < 20; length++) {
            assertThat(OffsetCommitCodec.read(event(key, value.slice(0, length)), ORDERS))
                    .isEmpty();
            assertThat(OffsetCommitCodec.read(event(key.slice(0, Math.min(length, 18)), value), ORDERS))
                    .isEmpty();
        }
    }
}
