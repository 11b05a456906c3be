package dev.lacuna.source.kafkalog;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which groups have no members, while `__consumer_offsets` is read: as of versions 0 to 4 of Kafka's
/// `GroupMetadataValue.json`, and of the members of groups of the newer protocol (KIP-848).
///
/// ```
/// key 2    string group                     value  int16 version, string protocol type, int32 generation,
///                                                  string protocol, string leader, int64 time (from 2 on), members
/// key 5    string group, string member      value  nothing when the member has left
/// ```
/// Of a group nothing is known before the first such record: compaction may have left none. Of a group of the newer
/// protocol it may also have left those of some members only, since each has a key of its own: see [Vacancies].
final class GroupMembers {

    private static final int GROUP = 2;
    private static final int MEMBER = 5;
    private static final int NEWEST = 4;
    private static final int FIRST_WITH_TIME = 2;
    private static final int FIRST_COMPACT = 4;

    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();

    /// @return the group of which a member is told that was not known to be in it; null mostly
    @Nullable
    String saw(Event event) {
        Bytes key = event.key();
        if (key == null) {
            return null;
        }
        try {
            ByteBuffer buffer = key.asByteBuffer();
            short type = buffer.getShort();
            if (type == MEMBER) {
                return member(text(buffer), text(buffer), event.value() != null);
            }
            if (type == GROUP) {
                count(text(buffer), event.value());
            }
        } catch (BufferUnderflowException e) {
            return null; // of a version of the future
        }
        return null;
    }

    /// Whether it is known to have had members, and to have none now.
    boolean isEmpty(String group) {
        Set<String> known = members.get(group);
        return known != null ? known.isEmpty() : counts.getOrDefault(group, 1) == 0;
    }

    /// Whether each of its members has a record of its own.
    boolean isOfSingleMembers(String group) {
        return members.containsKey(group);
    }

    private @Nullable String member(String group, String member, boolean isThere) {
        Set<String> known = members.computeIfAbsent(group, name -> new HashSet<>());
        boolean wasKnown = isThere ? !known.add(member) : known.remove(member);
        return wasKnown ? null : group;
    }

    private void count(String group, @Nullable Bytes value) {
        members.remove(group);
        if (value == null) {
            counts.remove(group);
            return;
        }
        ByteBuffer buffer = value.asByteBuffer();
        int version = buffer.getShort();
        if (version < 0 || version > NEWEST) {
            counts.remove(group);
            return;
        }
        boolean compact = version >= FIRST_COMPACT;
        skipText(buffer, compact);
        buffer.getInt();
        skipText(buffer, compact);
        skipText(buffer, compact);
        if (version >= FIRST_WITH_TIME) {
            buffer.getLong();
        }
        counts.put(group, compact ? OffsetCommitCodec.varint(buffer) - 1 : buffer.getInt());
    }

    private static String text(ByteBuffer buffer) {
        return OffsetCommitCodec.text(buffer, buffer.getShort());
    }

    /// It may be null.
    private static void skipText(ByteBuffer buffer, boolean compact) {
        int length = compact ? OffsetCommitCodec.varint(buffer) - 1 : buffer.getShort();
        if (length > 0) {
            OffsetCommitCodec.text(buffer, length);
        }
    }
}
