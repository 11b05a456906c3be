package dev.lacuna.model;

/// How deep a scan looks.
public enum Depth {
    /// Offset look-ups by time only: an estimate in about a second.
    OVERVIEW,
    /// Every batch header, no payload.
    BATCHES,
    /// Every record.
    RECORDS
}
