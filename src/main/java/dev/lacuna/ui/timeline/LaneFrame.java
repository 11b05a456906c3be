package dev.lacuna.ui.timeline;

import dev.lacuna.index.Buckets;
import dev.lacuna.model.PartitionRef;
import java.util.List;

/// All that is needed to draw one lane, immutable and free of pixels.
///
/// @param buckets its density around the window
/// @param marks its findings, in order, merged where they lie within one bucket
/// @param repaired where a re-scan has seen what was missing
/// @param extent how far the lane may reach
/// @param scanned what of that was looked at, in order
record LaneFrame(
        PartitionRef partition,
        LaneHead head,
        Buckets buckets,
        List<LaneMark> marks,
        List<AxisSpan> repaired,
        AxisSpan extent,
        List<AxisSpan> scanned) {

    LaneFrame {
        marks = List.copyOf(marks);
        repaired = List.copyOf(repaired);
        scanned = List.copyOf(scanned);
    }
}
