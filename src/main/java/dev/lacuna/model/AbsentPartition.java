package dev.lacuna.model;

/// A partition of a stream that is not where its source looks.
///
/// @param due whether it should be there
/// @param where where it is or should be, as the end of a sentence: `on brokers 2 and 3`
public record AbsentPartition(int number, boolean due, String where) {}
