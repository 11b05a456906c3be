package dev.lacuna.detect.group;

import dev.lacuna.model.PartitionRef;

/// Tells since when an event waits at a position.
@FunctionalInterface
public interface ArrivalTimes {

    /// When the first event at or behind a position was there for readers, epoch ms, rather later than it was
    /// than earlier; -1 where nobody knows, or where none is.
    long at(PartitionRef partition, long position);
}
