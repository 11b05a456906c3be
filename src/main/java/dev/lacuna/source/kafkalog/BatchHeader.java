package dev.lacuna.source.kafkalog;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.Producer;
import dev.lacuna.model.TimestampKind;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The header of a batch, read where it stands in a buffer. Kafka's own classes want the whole batch at hand; a
/// header can be read, and judged, when only its first bytes are.
///
/// ```
/// format 2:  0 int64 base offset    8 int32 bytes from 12 on   12 int32 leader epoch    16 int8 format
///           17 uint32 CRC-32C of all from 21 on                21 int16 attributes      23 int32 last offset - base
///           27 int64 base time     35 int64 latest time        43 int64 producer id     51 int16 producer epoch
///           53 int32 base sequence 57 int32 records
/// 0 and 1:   0 int64 offset         8 int32 bytes from 12 on   12 uint32 CRC-32 of all from 16 on
///           16 int8 format         17 int8 attributes          18 int64 time (1 only)
/// ```
/// In formats 0 and 1 a batch is one record, or a compressed set of records under the offset of its last one.
public final class BatchHeader {

    /// The fewest bytes that tell offset, size and format.
    public static final int FEWEST_BYTES = 17;

    /// The bytes of a whole header of format 2.
    public static final int BYTES = 61;

    private static final int BEFORE_SIZE = 12;
    private static final int FEWEST_OF_FORMAT_0 = 14;
    private static final int FEWEST_OF_FORMAT_1 = 22;
    private static final int MOST_CODECS = 4;

    private static final int CODEC = 0x07;
    private static final int APPEND_TIME = 0x08;
    private static final int TRANSACTIONAL = 0x10;
    private static final int CONTROL = 0x20;
    private static final int DELETE_HORIZON = 0x40;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int at;

    /// Looks at the header that begins at an index of the buffer, of which at least [#FEWEST_BYTES] are there.
    public void moveTo(ByteBuffer where, int index) {
        buffer = where;
        at = index;
    }

    public int format() {
        return buffer.get(at + 16);
    }

    /// Whether it is of the format that Kafka has written since 0.11.
    public boolean isCurrent() {
        return format() == 2;
    }

    /// The size of the whole batch as it claims it.
    public long bytes() {
        return BEFORE_SIZE + (long) buffer.getInt(at + 8);
    }

    /// The first offset; in formats 0 and 1 the only one that the header tells, which is the last.
    public long first() {
        return buffer.getLong(at);
    }

    public long last() {
        return isCurrent() ? first() + buffer.getInt(at + 23) : first();
    }

    public long next() {
        return last() + 1;
    }

    /// Whether format and size can be those of a batch.
    public boolean hasSensibleSize() {
        int stored = buffer.getInt(at + 8);
        return switch (format()) {
            case 0 -> stored >= FEWEST_OF_FORMAT_0;
            case 1 -> stored >= FEWEST_OF_FORMAT_1;
            case 2 -> stored >= BYTES - BEFORE_SIZE;
            default -> false;
        };
    }

    /// Whether the fields fit each other, once size and format do and all bytes of the header are there. What does
    /// not is no batch; what does may be one.
    public boolean isSensible() {
        if (first() < 0 || (attributes() & CODEC) > MOST_CODECS) {
            return false;
        }
        if (!isCurrent()) {
            return true;
        }
        int delta = buffer.getInt(at + 23);
        boolean isOffset = delta >= 0 && first() < Long.MAX_VALUE - delta; // its end is one, too
        return isOffset && count() >= 0 && count() <= delta + 1L;
    }

    /// The checksum that is stored: a CRC-32C in format 2, else a CRC-32.
    public int checksum() {
        return buffer.getInt(at + (isCurrent() ? 17 : 12));
    }

    /// How many bytes at the batch's beginning the checksum leaves out.
    public int unchecked() {
        return isCurrent() ? 21 : 16;
    }

    private int attributes() {
        return isCurrent() ? buffer.getShort(at + 21) : buffer.get(at + 17);
    }

    public boolean isControl() {
        return isCurrent() && (attributes() & CONTROL) != 0;
    }

    public boolean isTransactional() {
        return isCurrent() && (attributes() & TRANSACTIONAL) != 0;
    }

    public long producerId() {
        return isCurrent() ? buffer.getLong(at + 43) : -1;
    }

    /// The latest time of its records, epoch ms; -1 where it has none.
    public long maxMillis() {
        return switch (format()) {
            case 0 -> -1;
            case 1 -> buffer.getLong(at + 18);
            default -> buffer.getLong(at + 35);
        };
    }

    public TimestampKind timestamps() {
        if (format() == 0) {
            return TimestampKind.NONE;
        }
        return (attributes() & APPEND_TIME) != 0 ? TimestampKind.APPEND : TimestampKind.CREATE;
    }

    private int count() {
        return buffer.getInt(at + 57);
    }

    /// The batch in the model's words, as [LogBatch#described] puts it; for format 2 only, since the older ones don't
    /// tell it all in the header.
    public Batch described(PartitionRef partition, Fate fate) {
        if (!isCurrent()) {
            throw new IllegalStateException("format " + format() + " does not tell all in its header");
        }
        int attributes = attributes();
        long max = maxMillis();
        boolean knowsEarliest = (attributes & (APPEND_TIME | DELETE_HORIZON)) == 0;
        return new Batch(
                partition,
                Position.offset(first()),
                Position.offset(last()),
                count(),
                knowsEarliest ? Math.min(buffer.getLong(at + 27), max) : max,
                max,
                timestamps(),
                bytes(),
                fate,
                (attributes & CONTROL) != 0,
                (attributes & TRANSACTIONAL) != 0,
                (attributes & CODEC) != 0,
                producer(),
                buffer.getInt(at + 12),
                true,
                checksum());
    }

    private @Nullable Producer producer() {
        long id = producerId();
        if (id < 0) {
            return null;
        }
        int base = buffer.getInt(at + 53);
        // sequences go on at 0 after the largest int
        int last = base < 0 ? base : (base + buffer.getInt(at + 23)) & Integer.MAX_VALUE;
        return new Producer(id, buffer.getShort(at + 51), base, last);
    }
}
