package dev.lacuna.report;

/// How many records stand in a range of a partition.
///
/// @param to exclusive
/// @param records that committed readers see
/// @param aborted of transactions that were aborted
/// @param open of transactions that are not decided
public record CountRow(int partition, String from, String to, long records, long aborted, long open) {}
