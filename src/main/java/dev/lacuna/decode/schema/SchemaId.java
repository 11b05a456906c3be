package dev.lacuna.decode.schema;

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

    public static SchemaId of(int number) {
        return new SchemaId(number, null);
    }

    public static SchemaId of(UUID guid) {
        return new SchemaId(-1, guid);
    }

    /// Whether a registry may well have given it out.
    public boolean isLikely() {
        return guid != null || number > 0 && number <= LARGEST_LIKELY;
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
