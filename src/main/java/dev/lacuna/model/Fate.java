package dev.lacuna.model;

/// What became of a batch's transaction, as far as the reader could see.
public enum Fate {
    /// Committed, or never part of a transaction.
    COMMITTED,
    /// Part of an aborted transaction: committed readers never see it, and a replay never copies it.
    ABORTED,
    /// Part of a transaction that was neither committed nor aborted when it was read.
    OPEN,
    /// The reader can't tell.
    UNKNOWN
}
