package dev.lacuna.investigation;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.TimeSpan;
import java.util.List;
import java.util.Optional;

/// Which records to fetch.
///
/// @param ranges at most one per partition
/// @param time only records with a timestamp in it; empty: all
/// @param limit the most records to return
public record RecordQuery(List<PartitionRange> ranges, Optional<TimeSpan> time, int limit) {

    public RecordQuery {
        ranges = List.copyOf(ranges);
    }
}
