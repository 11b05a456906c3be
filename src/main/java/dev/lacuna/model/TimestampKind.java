package dev.lacuna.model;

/// Who set an event's timestamp.
public enum TimestampKind {
    /// The client, to any value: not monotonic.
    CREATE,
    /// The log, on arrival: disorder of it means nothing.
    APPEND,
    NONE
}
