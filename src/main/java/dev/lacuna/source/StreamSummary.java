package dev.lacuna.source;

/// One line of a source's list of streams.
///
/// @param internal whether the product keeps it for itself (`__consumer_offsets`)
public record StreamSummary(String name, int partitions, boolean internal) {}
