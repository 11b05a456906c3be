package dev.lacuna.investigation;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.report.RecordFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Which records to write into a file, and how.
///
/// @param ranges several of one partition may overlap; each record is written once
/// @param time only records with a timestamp in it; empty: all
/// @param filter only records of which it is true; empty: all
public record RecordExport(
        List<PartitionRange> ranges,
        Optional<TimeSpan> time,
        Optional<EventFilter> filter,
        RecordFormat format,
        Path file) {

    public RecordExport {
        ranges = List.copyOf(ranges);
    }

    /// What was written.
    ///
    /// @param unjudged of which records the filter could not say anything, for people; empty where of none
    /// @param troubles what could not be read because it is damaged or gone, for people; empty for nothing
    public record Result(Path file, long records, String unjudged, String troubles) {}
}
