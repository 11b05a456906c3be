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

    /// Whether it is to stay at the top.
    boolean pinned();

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
    /// @param partitions the lanes below it; of a group that isn't pinned, those that are pinned are not among them
    /// @param pinned whether all lanes of the stream are
    /// @param collapsed whether all of them are
    record Group(StreamRef stream, List<PartitionRef> partitions, boolean pinned, boolean collapsed)
            implements LaneRow {
        public Group {
            partitions = List.copyOf(partitions);
        }
    }
}
