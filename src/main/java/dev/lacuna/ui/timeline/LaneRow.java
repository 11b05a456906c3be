package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import java.util.List;

/// One row below the axis: a lane, or the head over the lanes of one stream.
sealed interface LaneRow {

    /// The partitions that it stands for.
    List<PartitionRef> partitions();

    /// Whether its lanes are thin.
    boolean collapsed();

    /// The lane of one partition.
    ///
    /// @param pinned whether it is to stay at the top
    /// @param grouped whether a head above it names the stream already
    record Lane(PartitionRef partition, boolean pinned, boolean collapsed, boolean grouped) implements LaneRow {
        @Override
        public List<PartitionRef> partitions() {
            return List.of(partition);
        }
    }

    /// The head of a stream's lanes, where there is more than one stream.
    ///
    /// @param partitions the lanes below it; pinned ones are not among them
    /// @param collapsed whether all of them are
    record Group(StreamRef stream, List<PartitionRef> partitions, boolean collapsed) implements LaneRow {
        public Group {
            partitions = List.copyOf(partitions);
        }
    }
}
