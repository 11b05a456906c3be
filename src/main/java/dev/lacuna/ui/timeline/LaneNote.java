package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import java.util.Optional;
import java.util.Set;

/// A note as it is drawn on lanes.
///
/// @param axis along which `span` lies
public record LaneNote(String text, Set<PartitionRef> lanes, Axis axis, AxisSpan span) {

    public LaneNote {
        lanes = Set.copyOf(lanes);
    }

    /// Where it lies on an axis in one of its lanes.
    Optional<AxisSpan> place(Axis shown, PartitionRef lane, AxisMap map) {
        if (!lanes.contains(lane)) {
            return Optional.empty();
        }
        return axis == Axis.TIME ? map.place(shown, lane, span.time()) : map.place(shown, lane, span.positions());
    }
}
