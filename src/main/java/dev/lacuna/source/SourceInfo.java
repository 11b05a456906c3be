package dev.lacuna.source;

/// What a source says of itself.
///
/// @param name canonical, without secrets: `kafka://127.0.0.1:9092`, `segments:/var/lib/kafka`
/// @param id identity of the cluster, kept when its address changes
/// @param nodes how many brokers answer; 0 for a folder
/// @param product for people: `Kafka`, `Kafka log folder`
public record SourceInfo(String name, String id, int nodes, String product) {}
