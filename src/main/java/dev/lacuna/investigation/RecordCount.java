package dev.lacuna.investigation;

import dev.lacuna.model.PartitionRange;
import java.util.List;

/// How many records stand in ranges, counted one by one or by the heads of their batches: exact, where positions are
/// only an upper bound.
///
/// @param parts a range each, in order
/// @param unjudged of which records the filter could not say anything, for people; empty where of none
/// @param troubles what could not be read, so that more may stand there, for people; empty for nothing
public record RecordCount(List<Part> parts, String unjudged, String troubles) {

    public RecordCount {
        parts = List.copyOf(parts);
    }

    /// Those of one partition.
    ///
    /// @param committed that committed readers see
    /// @param aborted of transactions that were aborted
    /// @param open of transactions that are not decided, or behind one as far as can be told
    public record Part(PartitionRange range, long committed, long aborted, long open) {}

    public long committed() {
        return parts.stream().mapToLong(Part::committed).sum();
    }

    public long aborted() {
        return parts.stream().mapToLong(Part::aborted).sum();
    }

    public long open() {
        return parts.stream().mapToLong(Part::open).sum();
    }

    /// Of all ranges.
    public long positions() {
        return parts.stream().mapToLong(part -> part.range().positions().span()).sum();
    }
}
