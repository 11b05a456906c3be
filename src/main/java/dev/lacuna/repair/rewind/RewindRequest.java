package dev.lacuna.repair.rewind;

import dev.lacuna.source.StreamSource;
import java.util.Optional;
import java.util.Set;

/// What somebody wants to have rewound: the planner makes a frozen plan of it.
///
/// @param stream only in this one; empty: in each stream in which the group has a position
/// @param partitions only these; empty means all
public record RewindRequest(
        StreamSource source, String group, Optional<String> stream, Set<Integer> partitions, RewindAim aim) {

    public RewindRequest {
        partitions = Set.copyOf(partitions);
    }
}
