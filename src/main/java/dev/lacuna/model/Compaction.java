package dev.lacuna.model;

/// Whether a stream's superseded records are removed.
public enum Compaction {
    ON,
    OFF,
    /// The source can't tell: a folder of log segments without the cluster's settings.
    UNKNOWN
}
