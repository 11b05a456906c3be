package dev.lacuna.detect.duplicate;

import dev.lacuna.model.Position;
import org.jspecify.annotations.Nullable;

/// Where an id was seen, and with what.
///
/// @param partition the partition's number
/// @param at the offset, or where positions are not dense, how many events of the partition came before
/// @param position where positions are not dense
/// @param millis the event's timestamp, epoch ms; -1 when it has none
/// @param payload a hash of key and value
/// @param writer a hash of who wrote it, as which of its records; 0 where unknown
/// @param replayed whether a replay wrote it
record Sighting(
        int partition, long at, @Nullable Position position, long millis, int payload, int writer, boolean replayed) {

    /// Where it stands.
    Position place() {
        return position == null ? Position.offset(at) : position;
    }
}
