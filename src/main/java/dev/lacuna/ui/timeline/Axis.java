package dev.lacuna.ui.timeline;

/// What the lanes are drawn along.
public enum Axis {
    /// When events happened, in milliseconds since the epoch: a hole shows as silence at most.
    TIME,
    /// Where events stand in their partitions: a hole is exactly as wide as it is.
    OFFSET;

    Axis other() {
        return this == TIME ? OFFSET : TIME;
    }
}
