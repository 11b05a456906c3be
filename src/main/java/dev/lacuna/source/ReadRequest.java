package dev.lacuna.source;

import dev.lacuna.model.PartitionRange;
import java.util.List;

/// What a reader is to read.
///
/// @param ranges at most one per partition
/// @param events whether events are wanted, or batches suffice
public record ReadRequest(List<PartitionRange> ranges, boolean events) {

    public ReadRequest {
        ranges = List.copyOf(ranges);
    }
}
