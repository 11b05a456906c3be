package dev.lacuna.sandbox;

/// How much of the sample incident stands in one topic.
///
/// @param written records sent, with aborted and superseded ones
/// @param visible events that a committed reader finds once the incident is written
public record TopicTruth(String name, int partitions, long written, long visible) {}
