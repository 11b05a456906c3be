package dev.lacuna.investigation;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.TimeSpan;
import java.util.List;
import java.util.Optional;

/// Which records to list, and how.
///
/// @param ranges at most one per partition
/// @param time only records with a timestamp in it; empty: all
/// @param markers whether the marks of transactions are listed, too
public record ListRequest(List<PartitionRange> ranges, Optional<TimeSpan> time, RecordOrder order, boolean markers) {

    public ListRequest {
        ranges = List.copyOf(ranges);
    }

    public static ListRequest of(List<PartitionRange> ranges, Optional<TimeSpan> time) {
        return new ListRequest(ranges, time, RecordOrder.TIME, false);
    }
}
