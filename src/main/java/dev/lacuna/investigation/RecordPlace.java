package dev.lacuna.investigation;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;

/// Where a record stands in a list of several partitions.
///
/// @param millis the latest time up to and with it in its partition, by which partitions are merged; the same for all
///     where they are listed one after another
public record RecordPlace(long millis, PartitionRef partition, Position position) implements Comparable<RecordPlace> {

    @Override
    public int compareTo(RecordPlace other) {
        int byTime = Long.compare(millis, other.millis);
        int byPartition = byTime != 0 ? byTime : partition.compareTo(other.partition);
        return byPartition != 0 ? byPartition : position.compareTo(other.position);
    }
}
