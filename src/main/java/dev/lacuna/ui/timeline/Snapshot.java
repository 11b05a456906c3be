package dev.lacuna.ui.timeline;

import dev.lacuna.index.DensityIndex;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import java.util.List;
import java.util.Map;

/// What the source held when it was asked last, sorted for drawing; independent of the window.
///
/// @param version counts the refreshes
/// @param map how far the axes reach
/// @param heads the lanes' headers, in order of the lanes
/// @param groups the heads of the streams' groups of lanes, in order
/// @param inOrder the findings of all lanes, by time
/// @param findings the same by lane and there by time
/// @param trails of consumer groups, by lane
/// @param epochs where leaders changed, by lane
/// @param density the index, for queries of the frames; the one part that goes on changing
record Snapshot(
        long version,
        AxisMap map,
        Map<PartitionRef, LaneHead> heads,
        Map<StreamRef, GroupHead> groups,
        List<Finding> inOrder,
        Map<PartitionRef, List<Finding>> findings,
        Map<PartitionRef, List<LaneTrail>> trails,
        Map<PartitionRef, List<LaneEpoch>> epochs,
        Overview overview,
        List<TimelineSource.Replay> replays,
        DensityIndex density) {}
