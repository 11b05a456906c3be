package dev.lacuna.source.kafkalog;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.GroupCommit;
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

    private static Optional<GroupCommit> read(ByteBuffer key, ByteBuffer value, StreamRef stream) {
        int keyVersion = key.getShort();
        int version = value.getShort();
        if (keyVersion < 0 || keyVersion > NEWEST_KEY || version < 0 || version > NEWEST_VALUE) {
            return Optional.empty();
        }
        String group = text(key, key.getShort());
        if (!text(key, key.getShort()).equals(stream.name())) {
            return Optional.empty();
        }
        int partition = key.getInt();
        long offset = value.getLong();
        int leaderEpoch = version >= FIRST_WITH_EPOCH ? value.getInt() : -1;
        text(value, version >= FIRST_COMPACT ? varint(value) - 1 : value.getShort()); // the metadata
        long millis = value.getLong();
        return Optional.of(
                new GroupCommit(group, stream.partition(partition), Position.offset(offset), millis, leaderEpoch));
    }

    private static String text(ByteBuffer buffer, int length) {
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return Bytes.of(bytes).text();
    }

    private static int varint(ByteBuffer buffer) {
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
