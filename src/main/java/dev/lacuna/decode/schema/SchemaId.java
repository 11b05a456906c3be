package dev.lacuna.decode.schema;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which schema of a registry: by the number that this registry gave it, or by the GUID that it has in all of them.
///
/// @param number -1 where it is a GUID
public record SchemaId(int number, @Nullable UUID guid) implements Comparable<SchemaId> {

    private static final Comparator<SchemaId> ORDER = Comparator.comparingInt(SchemaId::number)
            .thenComparing(
                    id -> Optional.ofNullable(id.guid()).map(UUID::toString).orElse(""));

    /// Numbers are given out one after another.
    private static final int LARGEST_LIKELY = 10_000_000;

    // what one hash in millions exceeds
    private static final int FEWEST_SET = 36;
    private static final int MOST_SET = 92;
    private static final int FEWEST_DISTINCT = 11;

    public static SchemaId of(int number) {
        return new SchemaId(number, null);
    }

    public static SchemaId of(UUID guid) {
        return new SchemaId(-1, guid);
    }

    /// Whether a registry may well have given it out. A GUID is the hash of a schema, in which about every other
    /// bit is set and hardly any byte comes again: numbers and texts look otherwise.
    public boolean isLikely() {
        return guid == null ? number > 0 && number <= LARGEST_LIKELY : isHash(guid);
    }

    private static boolean isHash(UUID guid) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(guid.getMostSignificantBits())
                .putLong(guid.getLeastSignificantBits())
                .flip();
        int set = 0;
        int printable = 0;
        BitSet distinct = new BitSet();
        while (bytes.hasRemaining()) {
            int next = bytes.get() & 0xff;
            set += Integer.bitCount(next);
            printable += next >= ' ' && next <= '~' ? 1 : 0;
            distinct.set(next);
        }
        return set >= FEWEST_SET
                && set <= MOST_SET
                && distinct.cardinality() >= FEWEST_DISTINCT
                && printable < bytes.capacity();
    }

    /// Where a registry's REST interface has it.
    String path() {
        return guid == null ? "schemas/ids/" + number : "schemas/guids/" + guid;
    }

    @Override
    public int compareTo(SchemaId other) {
        return ORDER.compare(this, other);
    }

    /// As people and registries write it.
    @Override
    public String toString() {
        return guid == null ? Integer.toString(number) : guid.toString();
    }
}
