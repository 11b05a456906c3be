package dev.lacuna.source;

/// Whether anybody is at work in a group.
public enum GroupState {
    /// It has members, and they have their partitions.
    ACTIVE,
    /// It has members, among which partitions are being shared out anew.
    REBALANCING,
    /// It has no members. A consumer that takes partitions without joining is no member and can't be seen.
    EMPTY,
    /// The broker is forgetting it.
    DEAD,
    /// The broker doesn't tell.
    UNKNOWN;

    /// Whether it has members, or at least may have.
    public boolean mayBeActive() {
        return this != EMPTY && this != DEAD;
    }
}
