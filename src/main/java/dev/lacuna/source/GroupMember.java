package dev.lacuna.source;

import dev.lacuna.model.PartitionRef;
import java.util.List;
import java.util.Optional;

/// One consumer in a group.
///
/// @param id as the broker calls it
/// @param instanceId its lasting name, where it was given one
/// @param clientId the name its client goes by
/// @param host where it runs, as the broker sees it: `/10.0.0.7`
/// @param assigned the partitions it reads, in order; of any stream
public record GroupMember(
        String id, Optional<String> instanceId, String clientId, String host, List<PartitionRef> assigned) {

    public GroupMember {
        assigned = List.copyOf(assigned);
    }

    /// For people: the client and where it runs.
    @Override
    public String toString() {
        return clientId + " on " + (host.startsWith("/") ? host.substring(1) : host);
    }
}
