package dev.lacuna.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// From where a consumer group is to go on reading, partition by partition.
///
/// @param uri the source's address
/// @param sourceId the cluster's id
/// @param group the group's name
/// @param aim how the new positions were asked for, for people: `time 2026-02-14T10:00:00Z`
/// @param parts in order of stream and partition; only those where the position changes
/// @param findings the findings that it goes back for; may be empty
public record RewindPlan(
        String id,
        Instant created,
        String toolVersion,
        String uri,
        String sourceId,
        String group,
        String aim,
        List<Part> parts,
        List<String> findings)
        implements RepairPlan {

    public RewindPlan {
        parts = List.copyOf(parts);
        findings = List.copyOf(findings);
    }

    /// One partition.
    ///
    /// @param streamId the topic's id when the plan was made
    /// @param before where the group stood then; empty where it had no position
    /// @param after where it is to go on
    /// @param log what the partition's log held then
    public record Part(
            String stream,
            String streamId,
            int partition,
            Optional<Position> before,
            Position after,
            PositionRange log) {

        public GroupMove move() {
            return new GroupMove(before, Optional.of(after), log);
        }
    }

    /// Positions that are read once more, over all partitions: an upper bound of the events.
    public long again() {
        return parts.stream().mapToLong(part -> part.move().again()).sum();
    }

    /// Positions that are never read, likewise.
    public long skipped() {
        return parts.stream().mapToLong(part -> part.move().skipped()).sum();
    }
}
