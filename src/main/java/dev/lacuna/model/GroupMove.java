package dev.lacuna.model;

import java.util.Optional;

/// A change of where a group stands in a partition, and what it makes the group read again or not at all.
///
/// @param from where it stands; empty where it has no position
/// @param to where it is to go on; empty to forget its position
/// @param log what the partition's log holds
public record GroupMove(Optional<Position> from, Optional<Position> to, PositionRange log) {

    /// How many positions are read once more: exact, and an upper bound of the events. Of a group without a position
    /// nobody knows what it has read.
    public long again() {
        return from.isEmpty() || to.isEmpty() ? 0 : span(to.get(), from.get());
    }

    /// How many positions are never read, likewise.
    public long skipped() {
        return from.isEmpty() || to.isEmpty() ? 0 : span(from.get(), to.get());
    }

    public boolean isNone() {
        return from.equals(to);
    }

    /// Positions that the log doesn't hold are read by nobody.
    private long span(Position first, Position end) {
        long held = Math.min(end.asOffset(), log.to().asOffset())
                - Math.max(first.asOffset(), log.from().asOffset());
        return Math.max(0, held);
    }
}
