package dev.lacuna.ui.timeline;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The answer to a request: what the lanes around the window look like.
///
/// @param fullRate events per unit of the axis that fill a lane's height; rare peaks above it are cut
record TimelineFrame(FrameRequest request, List<LaneFrame> lanes, double fullRate) {

    static final TimelineFrame EMPTY = new TimelineFrame(
            new FrameRequest(Axis.TIME, new AxisSpan(0, 1), 1, List.of(), Set.of(), -1), List.of(), 1);

    TimelineFrame {
        lanes = List.copyOf(lanes);
    }

    Map<dev.lacuna.model.PartitionRef, LaneFrame> byPartition() {
        return lanes.stream().collect(Collectors.toMap(LaneFrame::partition, lane -> lane));
    }
}
