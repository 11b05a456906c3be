package dev.lacuna.decode.schema;

import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What Confluent's serializers say of a payload's schema, before the payload or in a header: the byte 0 and
/// the schema's number in 4 bytes, the highest first, or the byte 1 and the schema's GUID in 16; in Protobuf
/// then the way to the message: a count and so many indexes, as zigzag numbers, or the one byte 0 for the
/// first message.
public final class WireFormat {

    /// The header that says it where the payload itself does not.
    static final String HEADER = "__value_schema_id";

    private static final int NUMBERED = 1 + Integer.BYTES;
    private static final int WITH_GUID = 1 + 2 * Long.BYTES;
    private static final int MOST_INDEXES = 100;
    private static final int[] FIRST = {0};

    private WireFormat() {}

    /// An event's payload as whoever reads it by a registry takes it: behind what says which schema it is of, which
    /// some serializers put into a header.
    ///
    /// @return null for a tombstone
    public static @Nullable Bytes of(Event event) {
        Bytes value = event.value();
        int length = headerLength(event);
        if (value == null || length == 0) {
            return value;
        }
        Bytes header = Objects.requireNonNull(event.header(HEADER), "it has a length");
        byte[] both = new byte[length + value.length()];
        System.arraycopy(header.sharedArray(), header.sharedOffset(), both, 0, length);
        System.arraycopy(value.sharedArray(), value.sharedOffset(), both, length, value.length());
        return Bytes.of(both);
    }

    /// How many bytes [#of] puts before an event's value; 0 where no header says of which schema it is.
    public static int headerLength(Event event) {
        if (event.headers().isEmpty()) {
            return 0;
        }
        Bytes header = event.header(HEADER);
        return header != null && begins(header) ? header.length() : 0;
    }

    /// Whether a payload begins like that.
    public static boolean begins(Bytes payload) {
        return length(payload) > 0;
    }

    /// How many bytes of a payload name its schema; 0 where it begins otherwise.
    public static int length(Bytes payload) {
        return payload.isEmpty() ? 0 : length(payload.at(0), payload.length());
    }

    private static int length(byte first, int bytes) {
        int length = switch (first) {
            case 0 -> NUMBERED;
            case 1 -> WITH_GUID;
            default -> 0;
        };
        return bytes >= length ? length : 0;
    }

    /// The schema that a payload names which begins like that.
    public static SchemaId id(Bytes payload) {
        if (payload.at(0) == 0) {
            return SchemaId.of((int) big(payload, 1, Integer.BYTES));
        }
        return SchemaId.of(new UUID(big(payload, 1, Long.BYTES), big(payload, 1 + Long.BYTES, Long.BYTES)));
    }

    private static long big(Bytes payload, int from, int bytes) {
        long number = 0;
        for (int i = from; i < from + bytes; i++) {
            number = number << 8 | payload.at(i) & 0xff;
        }
        return number;
    }

    /// How many bytes from here on name a schema; 0 where something else stands there.
    static int length(ByteCursor in) {
        return in.left() == 0 ? 0 : length(in.array()[in.at()], in.left());
    }

    /// @return the schema that the payload names
    static SchemaId readId(ByteCursor in) throws BrokenPayloadException {
        int first = in.left() == 0 ? -1 : in.array()[in.at()];
        if (first != 0 && first != 1) {
            throw new BrokenPayloadException(
                    "does not begin with the byte 0 of the registry's wire format", in.offset(), in.left() > 0);
        }
        if (length(in) == 0) {
            throw in.broken("ends before its schema's number is complete");
        }
        in.next();
        return first == 0
                ? SchemaId.of((int) in.big(Integer.BYTES))
                : SchemaId.of(new UUID(in.big(Long.BYTES), in.big(Long.BYTES)));
    }

    /// @return which message, by its place in the file: the first index is of the file's messages
    static int[] readIndexes(ByteCursor in) throws BrokenPayloadException {
        long count = in.zigzag();
        if (count == 0) {
            return FIRST;
        }
        if (count < 0 || count > MOST_INDEXES) {
            throw in.broken("has a list of message indexes of an impossible length");
        }
        int[] indexes = new int[(int) count];
        for (int i = 0; i < indexes.length; i++) {
            long index = in.zigzag();
            if (index < 0 || index > Integer.MAX_VALUE) {
                throw in.broken("has an impossible message index");
            }
            indexes[i] = (int) index;
        }
        return indexes;
    }
}
