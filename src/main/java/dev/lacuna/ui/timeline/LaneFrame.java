package dev.lacuna.ui.timeline;

import dev.lacuna.index.Buckets;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import java.util.List;

/// All that is needed to draw one lane, immutable and free of pixels.
///
/// @param buckets its density around the window
/// @param marks its findings, in order of time, merged where they lie within one bucket
/// @param repaired times whose missing events a re-scan has seen
record LaneFrame(
        PartitionRef partition, LaneHead head, Buckets buckets, List<LaneMark> marks, List<TimeSpan> repaired) {

    LaneFrame {
        marks = List.copyOf(marks);
        repaired = List.copyOf(repaired);
    }
}
