package dev.lacuna.detect.sequence;

/// How a number stands to those seen before it.
public enum Arrival {
    /// The first of its scope.
    FIRST,
    /// One more than the highest.
    NEXT,
    /// Past the highest: it leaves open what lies between.
    AHEAD,
    /// It closes an open number: its successors came first.
    LATE,
    /// Seen before.
    REPEATED,
    /// Below the first that was seen: nothing is known about it.
    BEFORE
}
