package dev.lacuna.filter;

/// What a filter says of one event.
public enum Answer {
    YES,
    NO,
    /// The event lacks what the expression asks for, or can't be read: it is not taken, and it is counted.
    UNKNOWN
}
