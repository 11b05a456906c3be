package dev.lacuna.source;

import dev.lacuna.model.PartitionRange;
import java.util.List;

/// What a reader is to read.
///
/// @param ranges at most one per partition
/// @param events whether events are wanted, or batches suffice
/// @param follows whether the reader goes on behind the ranges' ends for as long as it is open, and hands
///     over what comes as soon as it is decided: what belongs to an open transaction, or stands behind one,
///     waits
/// @param streamId the id that the ranges' stream must have, where its source gives ids: one that was made anew under
///     its name is UNKNOWN_STREAM, whoever led it before; empty where any will do
public record ReadRequest(List<PartitionRange> ranges, boolean events, boolean follows, String streamId) {

    public ReadRequest(List<PartitionRange> ranges, boolean events) {
        this(ranges, events, false, "");
    }

    public ReadRequest {
        ranges = List.copyOf(ranges);
    }
}
