package dev.lacuna.source;

import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How a consumer group stands in one stream.
///
/// @param positions where it has committed, in order of partition; empty when its members only read
/// @param reading the partitions of the stream that its members have now, in order
/// @param lags how many positions lie before each partition's end, at most: not each of them need hold an event
public record GroupStand(
        GroupInfo group,
        Map<PartitionRef, GroupPosition> positions,
        List<PartitionRef> reading,
        Map<PartitionRef, Long> lags) {

    public GroupStand {
        positions = new TreeMap<>(positions);
        reading = List.copyOf(reading);
        lags = new TreeMap<>(lags);
    }

    /// @param ends one past the last position of each partition
    public static GroupStand of(
            GroupInfo group,
            Map<PartitionRef, GroupPosition> positions,
            List<PartitionRef> reading,
            Map<PartitionRef, Position> ends) {
        var lags = new TreeMap<PartitionRef, Long>();
        positions.forEach((partition, position) -> {
            Position end = ends.get(partition);
            if (end != null && end.isDense()) {
                lags.put(partition, Math.max(0, end.asOffset() - position.next().asOffset()));
            }
        });
        return new GroupStand(group, positions, reading, lags);
    }

    /// Over all partitions in which it has committed, at most.
    public long lag() {
        return lags.values().stream().mapToLong(Long::longValue).sum();
    }
}
