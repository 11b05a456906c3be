package dev.lacuna.detect.sequence;

/// What stands at some positions of a log, or near them, and could explain missing numbers: at most so much.
///
/// @param unnumbered events that carry no readable number
/// @param aborted records of aborted transactions
/// @param unseen positions that a plain consumer was not given
/// @param absent positions without a record between and inside the log's own batches
public record Nearby(long unnumbered, long aborted, long unseen, long absent) {}
