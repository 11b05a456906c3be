package dev.lacuna.model;

/// Where a partition's log stands at one moment.
///
/// @param start the first position that is still kept
/// @param end one past the last position that committed replicas hold (Kafka: the high watermark)
/// @param lastStable up to where every transaction is decided (Kafka: the last stable offset); `end` where unknown
public record PartitionInfo(PartitionRef partition, Position start, Position end, Position lastStable) {

    public PositionRange range() {
        return new PositionRange(start, end);
    }
}
