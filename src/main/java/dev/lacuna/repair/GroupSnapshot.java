package dev.lacuna.repair;

import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where a consumer group stood at one moment of a plan's run: before it, to go back to, or after it, as a proof.
///
/// @param planId the plan that was run
/// @param sourceId the cluster's id
/// @param positions of the plan's partitions, in order, with all that stands beside them; empty where it had none
public record GroupSnapshot(
        String planId,
        String sourceId,
        String group,
        Instant taken,
        Map<PartitionRef, Optional<GroupPosition>> positions) {

    public GroupSnapshot {
        positions = new TreeMap<>(positions);
    }
}
