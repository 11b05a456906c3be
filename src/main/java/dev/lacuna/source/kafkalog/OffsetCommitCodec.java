package dev.lacuna.source.kafkalog;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Reads what brokers write into `__consumer_offsets` when a group commits, as of versions 0 to 4 of Kafka's
/// `OffsetCommitValue.json` and versions 0 and 1 of `OffsetCommitKey.json`. The topic holds other things too
/// (members of groups, share groups): those have other key versions.
///
/// ```
/// key    int16 version 0..1, string group, string topic, int32 partition
/// value  int16 version, int64 offset, int32 leader epoch (from 3 on), string metadata, int64 commit time, ...
/// ```
/// A string is an int16 length and UTF-8; from value version 4 on an unsigned varint of length + 1.
public final class OffsetCommitCodec {

    private static final int NEWEST_KEY = 1;
    private static final int FIRST_WITH_EPOCH = 3;
    private static final int FIRST_COMPACT = 4;
    private static final int NEWEST_VALUE = 4;

    private OffsetCommitCodec() {}

    /// The commit, where the event is one for that stream: not a tombstone, nothing else, no version of the
    /// future.
    public static Optional<GroupCommit> read(Event event, StreamRef stream) {
        Bytes key = event.key();
        Bytes value = event.value();
        if (key == null || value == null) {
            return Optional.empty();
        }
        try {
            return read(key.asByteBuffer(), value.asByteBuffer(), stream);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty(); // one unreadable commit is no reason to lose the others
        }
    }

    /// Whose position was forgotten, where the event says so for that stream: a group that was deleted or had
    /// no members for too long, or a stream that was deleted.
    public static Optional<GroupAt> forgotten(Event event, StreamRef stream) {
        Bytes key = event.key();
        if (key == null || event.value() != null) {
            return Optional.empty();
        }
        try {
            return groupAt(key.asByteBuffer(), stream);
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /// A group's position in one partition.
    public record GroupAt(String group, PartitionRef partition) {}

    private static Optional<GroupAt> groupAt(ByteBuffer key, StreamRef stream) {
        int version = key.getShort();
        if (version < 0 || version > NEWEST_KEY) {
            return Optional.empty();
        }
        String group = text(key, key.getShort());
        return text(key, key.getShort()).equals(stream.name())
                ? Optional.of(new GroupAt(group, stream.partition(key.getInt())))
                : Optional.empty();
    }

    private static Optional<GroupCommit> read(ByteBuffer key, ByteBuffer value, StreamRef stream) {
        int version = value.getShort();
        if (version < 0 || version > NEWEST_VALUE) {
            return Optional.empty();
        }
        GroupAt at = groupAt(key, stream).orElse(null);
        if (at == null) {
            return Optional.empty();
        }
        long offset = value.getLong();
        int leaderEpoch = version >= FIRST_WITH_EPOCH ? value.getInt() : -1;
        text(value, version >= FIRST_COMPACT ? varint(value) - 1 : value.getShort()); // the metadata
        long millis = value.getLong();
        return Optional.of(new GroupCommit(at.group(), at.partition(), Position.offset(offset), millis, leaderEpoch));
    }

    static String text(ByteBuffer buffer, int length) {
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return Bytes.of(bytes).text();
    }

    static int varint(ByteBuffer buffer) {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            byte next = buffer.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a varint of more than five bytes");
    }
}
