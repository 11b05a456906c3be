package dev.lacuna.decode.schema;

import dev.lacuna.decode.walk.BrokenPayloadException;
import dev.lacuna.decode.walk.ByteCursor;
import dev.lacuna.model.Bytes;

/// What Confluent's serializers put before a payload: the byte 0 and the schema's number in 4 bytes, the
/// highest first; in Protobuf then the way to the message: a count and so many indexes, as zigzag numbers, or
/// the one byte 0 for the first message.
public final class WireFormat {

    public static final int LENGTH = 5;

    /// Numbers are given out one after another.
    private static final int LARGEST_LIKELY = 10_000_000;

    private static final int MOST_INDEXES = 100;
    private static final int[] FIRST = {0};

    private WireFormat() {}

    /// Whether a payload begins like that.
    public static boolean begins(Bytes payload) {
        return payload.length() >= LENGTH && payload.at(0) == 0;
    }

    /// The schema's number in a payload that begins like that.
    public static int id(Bytes payload) {
        int id = 0;
        for (int i = 1; i < LENGTH; i++) {
            id = id << 8 | payload.at(i) & 0xff;
        }
        return id;
    }

    /// Whether a registry may well have given out that number.
    public static boolean isLikely(int id) {
        return id > 0 && id <= LARGEST_LIKELY;
    }

    /// @return the schema's number
    static int readId(ByteCursor in) throws BrokenPayloadException {
        if (in.left() == 0 || in.array()[in.at()] != 0) {
            throw new BrokenPayloadException(
                    "does not begin with the byte 0 of the registry's wire format", in.offset(), in.left() > 0);
        }
        if (in.left() < LENGTH) {
            throw in.broken("ends before its schema's number is complete");
        }
        in.next();
        return (int) in.big(Integer.BYTES);
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
