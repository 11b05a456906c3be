package dev.lacuna.source;

/// What a source says of itself.
///
/// @param name canonical, without secrets: `kafka://127.0.0.1:9092`
/// @param id identity of the cluster, kept when its address changes
/// @param nodes how many brokers answer
/// @param product for people: `Kafka`
public record SourceInfo(String name, String id, int nodes, String product) {}
