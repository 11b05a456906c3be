package dev.lacuna.model;

/// Where a consumer group stands in a partition, as its last commit says.
///
/// @param next the position the group would read next
/// @param leaderEpoch the leader's epoch that the consumer had read at, or -1: tools that set positions have none
/// @param metadata what the consumer left beside the position for itself; it is nobody else's to show
public record GroupPosition(Position next, int leaderEpoch, String metadata) {

    /// A position without anything beside it, as tools set it.
    public static GroupPosition at(Position next) {
        return new GroupPosition(next, -1, "");
    }

    @Override
    public String toString() {
        return next.toString();
    }
}
