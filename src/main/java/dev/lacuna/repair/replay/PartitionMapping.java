package dev.lacuna.repair.replay;

import dev.lacuna.model.ReplayPlan.Part;
import java.util.Map;

/// How the target partition of an event is chosen.
public sealed interface PartitionMapping {

    /// The same partition where both streams have the same count, else by key.
    record Automatic() implements PartitionMapping {}

    /// Always the same partition.
    record Kept() implements PartitionMapping {}

    /// Always by key, as Kafka's default does.
    record ByKey() implements PartitionMapping {}

    /// As the headers of a dead-letter stream say, else by key.
    record ByHeader() implements PartitionMapping {}

    /// As the map says, by source partition.
    record Explicit(Map<Integer, Integer> partitions) implements PartitionMapping {
        public Explicit {
            partitions = Map.copyOf(partitions);
        }
    }

    /// The target of all events of a source partition, or [Part#BY_KEY].
    default int target(int partition, int sourceCount, int targetCount) {
        return switch (this) {
            case Automatic automatic -> sourceCount == targetCount ? partition : Part.BY_KEY;
            case Kept kept -> partition;
            case ByKey byKey -> Part.BY_KEY;
            case ByHeader byHeader -> Part.BY_HEADER;
            case Explicit(Map<Integer, Integer> partitions) -> partitions.getOrDefault(partition, partition);
        };
    }
}
