package dev.lacuna.model;

/// One commit of a consumer group's position, as its history keeps it.
///
/// @param next the position the group would read next
/// @param millis when it was committed, epoch ms
/// @param leaderEpoch the leader's epoch that the consumer had read at, or -1: tools that set positions have none
/// @param memberless whether the history shows that the group had no members then, so that none of them made it
public record GroupCommit(
        String group, PartitionRef partition, Position next, long millis, int leaderEpoch, boolean memberless) {

    /// One of which it is not known.
    public GroupCommit(String group, PartitionRef partition, Position next, long millis, int leaderEpoch) {
        this(group, partition, next, millis, leaderEpoch, false);
    }

    public GroupCommit withoutMembers() {
        return new GroupCommit(group, partition, next, millis, leaderEpoch, true);
    }
}
