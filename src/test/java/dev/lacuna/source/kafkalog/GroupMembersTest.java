package dev.lacuna.source.kafkalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.coordinator.group.generated.ConsumerGroupMemberMetadataKey;
import org.apache.kafka.coordinator.group.generated.ConsumerGroupMemberMetadataValue;
import org.apache.kafka.coordinator.group.generated.GroupMetadataKey;
import org.apache.kafka.coordinator.group.generated.GroupMetadataValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Compares with what the broker's own code writes.
class GroupMembersTest {

    private final GroupMembers members = new GroupMembers();

    @Test
    void knowsWhenAGroupHasNoMembersInEveryVersionThatBrokersHaveWritten() {
        for (short version = 0; version <= GroupMetadataValue.HIGHEST_SUPPORTED_VERSION; version++) {
            assertThat(members.isEmpty("group " + version)).isFalse(); // nothing is known
            members.saw(event(group("group " + version), state(version, 2)));
            assertThat(members.isEmpty("group " + version)).isFalse();
            members.saw(event(group("group " + version), state(version, 0)));
            assertThat(members.isEmpty("group " + version))
                    .as("version %d", version)
                    .isTrue();
            members.saw(event(group("group " + version), null));
            assertThat(members.isEmpty("group " + version)).isFalse();
        }
    }

    @Test
    void followsTheMembersOfGroupsOfTheNewerProtocol() {
        members.saw(event(member("one"), prefixed(0, new ConsumerGroupMemberMetadataValue(), (short) 0)));
        members.saw(event(member("two"), prefixed(0, new ConsumerGroupMemberMetadataValue(), (short) 0)));
        members.saw(event(member("one"), null));
        assertThat(members.isEmpty("billing")).isFalse();
        members.saw(event(member("two"), null));
        assertThat(members.isEmpty("billing")).isTrue();
        assertThat(members.isEmpty("audit")).isFalse();
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        members.saw(event(null, Bytes.utf8("x")));
        members.saw(event(Bytes.utf8("\0"), Bytes.utf8("x")));
        members.saw(event(group("billing"), Bytes.utf8("\0")));
        members.saw(event(group("billing"), prefixed(99, ByteBuffer.allocate(40))));

        assertThat(members.isEmpty("billing")).isFalse();
    }

    private static Bytes group(String name) {
        return prefixed(2, new GroupMetadataKey().setGroup(name), (short) 0);
    }

    private static Bytes member(String id) {
        return prefixed(
                5, new ConsumerGroupMemberMetadataKey().setGroupId("billing").setMemberId(id), (short) 0);
    }

    private static Bytes state(short version, int members) {
        var value = new GroupMetadataValue()
                .setProtocolType("consumer")
                .setGeneration(3)
                .setProtocol(members == 0 ? null : "range")
                .setLeader(members == 0 ? null : "one");
        for (int i = 0; i < members; i++) {
            value.members()
                    .add(new GroupMetadataValue.MemberMetadata()
                            .setMemberId("member " + i)
                            .setClientId("client")
                            .setClientHost("host"));
        }
        return prefixed(version, value, version);
    }

    private static Bytes prefixed(int type, ApiMessage message, short version) {
        return prefixed(type, MessageUtil.toByteBufferAccessor(message, version).buffer());
    }

    private static Bytes prefixed(int type, ByteBuffer body) {
        byte[] bytes = new byte[2 + body.remaining()];
        ByteBuffer.wrap(bytes).putShort((short) type).put(body);
        return Bytes.of(bytes);
    }

    private static Event event(@Nullable Bytes key, @Nullable Bytes value) {
        var offsets = new StreamRef("kafka://a:1", "__consumer_offsets").partition(0);
        return new Event(offsets, Position.offset(1), 5, TimestampKind.CREATE, key, value, List.of());
    }
}
