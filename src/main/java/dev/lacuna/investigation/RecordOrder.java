package dev.lacuna.investigation;

/// In which order the records of several partitions are listed. Within a partition it is always the log's own.
public enum RecordOrder {
    /// Partitions merged by time. What came late stays where it stands in its partition.
    TIME,
    /// One partition after another.
    PARTITION
}
