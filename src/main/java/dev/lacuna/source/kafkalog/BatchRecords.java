package dev.lacuna.source.kafkalog;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Header;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.TimestampKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.jspecify.annotations.Nullable;

/// The records of a batch of format 2, unpacked into one array and taken apart there one by one. Kafka's own iterator
/// makes several objects and, where a batch is compressed, an array of each record; here events are slices of the
/// one array.
///
/// ```
/// record  varint bytes that follow, int8 attributes, varlong time - base time, varint offset - base offset,
///         varint key bytes (-1: null), key, varint value bytes (-1: null), value, varint headers, header...
/// header  varint name bytes, name in UTF-8, varint value bytes (-1: null), value
/// ```
/// Varints are zigzag-encoded, seven bits to a byte, the lowest first.
final class BatchRecords {

    private static final int FIRST_UNPACKED_BYTES = 256 << 10;

    private final byte[] bytes;
    private final int end;
    private final @Nullable IOException cut;
    private final long baseOffset;
    private final long baseMillis;
    private final boolean ownTimes;
    private int left;
    private int at;

    // the record it stands on; a start below zero: null
    private long offset;
    private long millis;
    private int keyAt;
    private int keyLength;
    private int valueAt;
    private int valueLength;
    private List<Header> headers = List.of();

    private BatchRecords(DefaultRecordBatch batch, byte[] bytes, @Nullable IOException cut) {
        this.bytes = bytes;
        this.end = bytes.length;
        this.cut = cut;
        this.baseOffset = batch.baseOffset();
        this.ownTimes = batch.timestampType() != TimestampType.LOG_APPEND_TIME;
        this.baseMillis = ownTimes ? batch.baseTimestamp() : batch.maxTimestamp();
        Integer count = batch.countOrNull();
        this.left = count == null ? 0 : count;
    }

    /// Unpacks a batch's records. Where that fails half-way, those before it can be read all the same.
    ///
    /// @param buffers what is unpacked into first, again and again
    /// @throws KafkaException when nothing can be unpacked
    static BatchRecords of(DefaultRecordBatch batch, BufferSupplier buffers) {
        return batch.isCompressed() ? unpacked(batch, buffers) : copied(batch, buffers);
    }

    private static BatchRecords copied(DefaultRecordBatch batch, BufferSupplier buffers) {
        byte[] bytes = new byte[batch.sizeInBytes() - DefaultRecordBatch.RECORD_BATCH_OVERHEAD];
        try (InputStream stored = batch.recordInputStream(buffers)) {
            int length = stored.readNBytes(bytes, 0, bytes.length);
            return new BatchRecords(batch, length < bytes.length ? Arrays.copyOf(bytes, length) : bytes, null);
        } catch (IOException e) {
            return new BatchRecords(batch, new byte[0], e);
        }
    }

    private static BatchRecords unpacked(DefaultRecordBatch batch, BufferSupplier buffers) {
        ByteBuffer unpacked = buffers.get(FIRST_UNPACKED_BYTES);
        int length = 0;
        IOException cut = null;
        try (InputStream packed = batch.recordInputStream(buffers)) {
            for (int read = 0; read >= 0; length += Math.max(0, read)) {
                if (length == unpacked.capacity()) {
                    unpacked = larger(unpacked, buffers);
                }
                read = packed.read(unpacked.array(), unpacked.arrayOffset() + length, unpacked.capacity() - length);
            }
        } catch (IOException e) {
            cut = e;
        } catch (IllegalArgumentException e) {
            throw new InvalidRecordException("It is compressed in a way that is not known.", e);
        }
        int from = unpacked.arrayOffset();
        byte[] bytes = Arrays.copyOfRange(unpacked.array(), from, from + length);
        buffers.release(unpacked);
        return new BatchRecords(batch, bytes, cut);
    }

    private static ByteBuffer larger(ByteBuffer full, BufferSupplier buffers) {
        ByteBuffer larger = buffers.get(2 * full.capacity());
        System.arraycopy(full.array(), full.arrayOffset(), larger.array(), larger.arrayOffset(), full.capacity());
        buffers.release(full);
        return larger;
    }

    /// Moves on to the next record; false behind the last.
    ///
    /// @throws InvalidRecordException when what stands here is none
    boolean next() {
        if (left == 0) {
            if (at < end || cut != null) {
                throw new InvalidRecordException("It does not end with its last record" + why());
            }
            return false;
        }
        if (at == end) {
            throw new InvalidRecordException(left + " of its records are missing" + why());
        }
        left--;
        int size = varint();
        int behind = at + size;
        if (size < 0 || behind > end || behind < 0) {
            throw new InvalidRecordException("A record of " + size + " bytes does not fit into it.");
        }
        at++; // the attributes of a record are not used
        long sinceBase = varlong();
        millis = ownTimes ? baseMillis + sinceBase : baseMillis;
        offset = baseOffset + varint();
        keyLength = varint();
        keyAt = pass(keyLength, behind);
        valueLength = varint();
        valueAt = pass(valueLength, behind);
        int count = varint();
        headers = count == 0 ? List.of() : headers(count, behind);
        if (at != behind) {
            throw new InvalidRecordException("A record says that it has " + size + " bytes, and has other.");
        }
        return true;
    }

    private String why() {
        return cut == null ? "." : ": " + cut.getMessage() + ".";
    }

    private List<Header> headers(int count, int behind) {
        if (count < 0 || count > behind - at) {
            throw new InvalidRecordException("A record can't have " + count + " headers.");
        }
        var list = new ArrayList<Header>(count);
        for (int i = 0; i < count; i++) {
            int nameLength = varint();
            int nameAt = pass(nameLength, behind);
            if (nameAt < 0) {
                throw new InvalidRecordException("A header has no name.");
            }
            String name = new String(bytes, nameAt, nameLength, StandardCharsets.UTF_8);
            int length = varint();
            int from = pass(length, behind);
            list.add(new Header(name, slice(from, length)));
        }
        return List.copyOf(list);
    }

    /// Passes a field of so many bytes.
    ///
    /// @return where it begins, or -1 where it is null
    private int pass(int length, int behind) {
        if (length < 0) {
            return -1;
        }
        int from = at;
        if (length > behind - from) {
            throw new InvalidRecordException("A field of " + length + " bytes does not fit into its record.");
        }
        at = from + length;
        return from;
    }

    long offset() {
        return offset;
    }

    Event event(PartitionRef partition, TimestampKind timestamps) {
        return new Event(
                partition,
                Position.offset(offset),
                millis,
                timestamps,
                slice(keyAt, keyLength),
                slice(valueAt, valueLength),
                headers);
    }

    private @Nullable Bytes slice(int from, int length) {
        return from < 0 ? null : Bytes.of(bytes, from, length);
    }

    private int varint() {
        if (at < end && bytes[at] >= 0) {
            int only = bytes[at++];
            return only >>> 1 ^ -(only & 1);
        }
        int value = (int) raw(Integer.SIZE);
        return value >>> 1 ^ -(value & 1);
    }

    private long varlong() {
        long value = raw(Long.SIZE);
        return value >>> 1 ^ -(value & 1);
    }

    private long raw(int bits) {
        long value = 0;
        for (int shift = 0; shift < bits; shift += 7) {
            if (at == end) {
                throw new InvalidRecordException("A record ends in the middle of a number.");
            }
            byte next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new InvalidRecordException("A number takes more bytes than it can.");
    }
}
