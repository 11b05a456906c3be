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
import org.apache.kafka.coordinator.group.generated.ConsumerGroupMemberMetadataKey;
import org.apache.kafka.coordinator.group.generated.ConsumerGroupMemberMetadataValue;
import org.apache.kafka.coordinator.group.generated.GroupMetadataKey;
import org.apache.kafka.coordinator.group.generated.GroupMetadataValue;
import org.apache.kafka.coordinator.group.generated.OffsetCommitKey;
import org.apache.kafka.coordinator.group.generated.OffsetCommitValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VacanciesTest {

    private static final StreamRef ORDERS = new StreamRef("kafka://a:1", "orders");
    private static final PartitionRef LOG = new StreamRef("kafka://a:1", "__consumer_offsets").partition(7);

    private final List<GroupCommit> commits = new ArrayList<>();
    private final CommitCollector collector = new CommitCollector(ORDERS, commits);

    @Test
    void aWholeLogShowsThatNobodyWasThere() {
        joins(0, "one");
        leaves(1, "one");
        commit(2);
        joins(3, "two");
        end(4);

        assertThat(commits).singleElement().matches(GroupCommit::memberless);
    }

    @Test
    void aMemberWhoseFirstRecordWasCompactedAwayMayHaveBeenThere() {
        leaves(3, "one"); // two had joined before, and had its record renewed later
        commit(4);
        joins(5, "two");
        end(6);

        assertThat(commits).singleElement().matches(commit -> !commit.memberless());
    }

    @Test
    void aMemberWhoseRecordsAreAllGoneMayHaveBeenThere() {
        leaves(3, "one");
        commit(4);
        commit(6);
        end(7);

        assertThat(commits).extracting(GroupCommit::memberless).containsExactly(false, true);
    }

    @Test
    void behindWhatWasCompactedThereIsNoDoubt() {
        leaves(3, "one");
        commit(4);
        end(5);

        assertThat(commits).singleElement().matches(GroupCommit::memberless);
    }

    @Test
    void aRemovedRecordAtTheEndOfTheLogIsMissedToo() {
        leaves(3, "one");
        commit(4);
        end(6);

        assertThat(commits).singleElement().matches(commit -> !commit.memberless());
    }

    @Test
    void theMarkerOfATransactionIsNoRecordThatIsMissing() {
        joins(0, "one");
        leaves(1, "one");
        collector.batch(batch(2, true));
        commit(3);
        joins(4, "two");
        end(5);

        assertThat(commits).singleElement().matches(GroupCommit::memberless);
    }

    @Test
    void aGroupWhoseMembersStandInOneRecordIsKnownByTheNewest() {
        record(3, prefixed(2, new GroupMetadataKey().setGroup("billing"), (short) 0), nobody());
        commit(4);
        joins(5, "two");
        end(6);

        assertThat(commits).singleElement().matches(GroupCommit::memberless);
    }

    private void joins(long at, String member) {
        record(at, member(member), prefixed(0, new ConsumerGroupMemberMetadataValue(), (short) 0));
    }

    private void leaves(long at, String member) {
        record(at, member(member), null);
    }

    private void commit(long at) {
        var key = new OffsetCommitKey().setGroup("billing").setTopic("orders").setPartition(0);
        record(at, prefixed(1, key, (short) 0), prefixed(3, new OffsetCommitValue().setOffset(at), (short) 3));
    }

    private void end(long at) {
        collector.ended(LOG, Position.offset(at), ReadHandler.EndReason.COMPLETE);
    }

    private void record(long at, Bytes key, @Nullable Bytes value) {
        Batch batch = batch(at, false);
        collector.batch(batch);
        collector.event(batch, new Event(LOG, Position.offset(at), 5, TimestampKind.CREATE, key, value, List.of()));
    }

    private static Batch batch(long at, boolean control) {
        Position position = Position.offset(at);
        return new Batch(
                LOG,
                position,
                position,
                1,
                5,
                5,
                TimestampKind.CREATE,
                100,
                Fate.COMMITTED,
                control,
                false,
                false,
                null,
                0,
                true);
    }

    private static Bytes nobody() {
        return prefixed(3, new GroupMetadataValue().setProtocolType("consumer").setGeneration(3), (short) 3);
    }

    private static Bytes member(String id) {
        return prefixed(
                5, new ConsumerGroupMemberMetadataKey().setGroupId("billing").setMemberId(id), (short) 0);
    }

    private static Bytes prefixed(int type, ApiMessage message, short version) {
        ByteBuffer body = MessageUtil.toByteBufferAccessor(message, version).buffer();
        byte[] bytes = new byte[2 + body.remaining()];
        ByteBuffer.wrap(bytes).putShort((short) type).put(body);
        return Bytes.of(bytes);
    }
}
