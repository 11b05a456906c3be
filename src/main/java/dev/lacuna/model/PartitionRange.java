package dev.lacuna.model;

/// A range of positions in one partition.
public record PartitionRange(PartitionRef partition, PositionRange positions) {

    @Override
    public String toString() {
        return partition + "@" + positions;
    }
}
