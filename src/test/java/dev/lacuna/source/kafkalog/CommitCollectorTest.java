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
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.coordinator.group.generated.OffsetCommitKey;
import org.apache.kafka.coordinator.group.generated.OffsetCommitValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommitCollectorTest {

    private static final StreamRef ORDERS = new StreamRef("kafka://a:1", "orders");
    private static final PartitionRef LOG = new StreamRef("kafka://a:1", "__consumer_offsets").partition(7);

    private final List<GroupCommit> commits = new ArrayList<>();
    private final CommitCollector collector = new CommitCollector(ORDERS, commits, 100);
    private long at;

    @Test
    void keepsOfVeryManyTheLatestAndAllOfWhoCommitsSeldom() {
        for (long offset = 0; offset < 10_000; offset++) {
            commit("busy", 0, offset);
            if (offset % 1_000 == 0) {
                commit("calm", 1, offset);
            }
            assertThat(commits.size()).isLessThanOrEqualTo(100);
        }
        end();

        assertThat(offsetsOf("calm"))
                .containsExactly(0L, 1_000L, 2_000L, 3_000L, 4_000L, 5_000L, 6_000L, 7_000L, 8_000L, 9_000L);
        List<Long> busy = offsetsOf("busy");
        assertThat(busy).hasSizeGreaterThan(30).isSorted().endsWith(9_998L, 9_999L);
        assertThat(busy.get(0)).isEqualTo(10_000 - busy.size());
    }

    @Test
    void keepsTheLastOfEachWhenEvenThoseAreTooMany() {
        for (int round = 0; round < 5; round++) {
            for (int partition = 0; partition < 90; partition++) {
                commit("wide", partition, round);
            }
        }
        end();

        assertThat(commits).hasSizeLessThanOrEqualTo(2 * 90);
        assertThat(commits.stream()
                        .filter(commit -> commit.next().asOffset() == 4)
                        .map(GroupCommit::partition)
                        .distinct())
                .hasSize(90);
    }

    @Test
    void forgetsWhatWasForgottenAlsoWhenThereIsNoMoreRoom() {
        for (long offset = 0; offset < 90; offset++) {
            commit("gone", 0, offset);
        }
        forget("gone", 0);
        for (long offset = 90; offset < 110; offset++) {
            commit("gone", 0, offset);
        }
        end();

        assertThat(offsetsOf("gone")).hasSize(20).startsWith(90L).endsWith(109L);
    }

    private List<Long> offsetsOf(String group) {
        return commits.stream()
                .filter(commit -> commit.group().equals(group))
                .map(commit -> commit.next().asOffset())
                .toList();
    }

    private void commit(String group, int partition, long offset) {
        var value = new OffsetCommitValue().setOffset(offset).setLeaderEpoch(1).setCommitTimestamp(1_000 + offset);
        event(key(group, partition), versioned(3, value));
    }

    private void forget(String group, int partition) {
        event(key(group, partition), null);
    }

    private void end() {
        collector.ended(LOG, Position.offset(at), ReadHandler.EndReason.COMPLETE);
    }

    private void event(Bytes key, @Nullable Bytes value) {
        Batch batch = new Batch(
                LOG,
                Position.offset(at),
                Position.offset(at),
                1,
                at,
                at,
                TimestampKind.CREATE,
                100,
                Fate.COMMITTED,
                false,
                false,
                false,
                null,
                0,
                true);
        collector.batch(batch);
        collector.event(batch, new Event(LOG, Position.offset(at), at, TimestampKind.CREATE, key, value, List.of()));
        at++;
    }

    private static Bytes key(String group, int partition) {
        return versioned(
                1, new OffsetCommitKey().setGroup(group).setTopic("orders").setPartition(partition));
    }

    private static Bytes versioned(int version, ApiMessage message) {
        short bodyVersion = message instanceof OffsetCommitKey ? 0 : (short) version;
        ByteBuffer body = MessageUtil.toByteBufferAccessor(message, bodyVersion).buffer();
        byte[] bytes = new byte[Short.BYTES + body.remaining()];
        ByteBuffer.wrap(bytes).putShort((short) version).put(body);
        return Bytes.of(bytes);
    }
}
