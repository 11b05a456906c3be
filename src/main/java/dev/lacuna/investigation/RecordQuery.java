package dev.lacuna.investigation;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.TimeSpan;
import java.util.List;
import java.util.Optional;

/// Which records to fetch.
///
/// @param ranges at most one per partition
/// @param time only records with a timestamp in it; empty: all
/// @param filter only records of which it is true; empty: all
/// @param limit the most records to return
public record RecordQuery(
        List<PartitionRange> ranges, Optional<TimeSpan> time, Optional<EventFilter> filter, int limit) {

    /// Any records.
    public RecordQuery(List<PartitionRange> ranges, Optional<TimeSpan> time, int limit) {
        this(ranges, time, Optional.empty(), limit);
    }

    public RecordQuery {
        ranges = List.copyOf(ranges);
    }
}
