package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.ui.kit.FindingClass;
import java.util.List;
import java.util.Set;

/// Which lanes, part of the axis and resolution a frame is to have. Equal requests have equal answers, and
/// moving a little makes no new one: the span is the window and one width on both sides, in steps of a power
/// of two.
///
/// @param bucket width of a bucket, a power of two
/// @param hidden classes of findings that are left out
/// @param version of the data it is asked of
record FrameRequest(
        Axis axis, AxisSpan span, long bucket, List<PartitionRef> lanes, Set<FindingClass> hidden, long version) {

    /// Pixels of a bar at least, its gap included.
    static final double LEAST_BAR_PIXELS = 3;

    /// Lanes above and below those seen, as a share of them.
    private static final int SPARE_LANES = 4;

    FrameRequest {
        lanes = List.copyOf(lanes);
        hidden = Set.copyOf(hidden);
    }

    static FrameRequest of(TimelineModel model, long version) {
        AxisScale scale = model.viewport().scale();
        long bucket = powerOfTwoFrom((long) Math.ceil(LEAST_BAR_PIXELS / scale.pixelsPerUnit()));
        AxisSpan seen = scale.window().span();
        long width = Math.max(bucket, powerOfTwoFrom(seen.length()));
        long from = Math.floorDiv(seen.from() - width, width) * width;
        long to = Math.ceilDiv(seen.to() + width, width) * width;
        Lanes lanes = model.lanes();
        int step = Math.max(SPARE_LANES, lanes.endVisible() - lanes.firstVisible());
        int first = Math.max(0, (lanes.firstVisible() / step - 1) * step);
        int end = Math.min(lanes.rows().size(), (lanes.endVisible() / step + 2) * step);
        Set<PartitionRef> wanted = lanes.lanesIn(0, lanes.stuck());
        wanted.addAll(lanes.lanesIn(first, end));
        return new FrameRequest(
                model.viewport().axis(),
                new AxisSpan(from, to),
                bucket,
                List.copyOf(wanted),
                model.hiddenClasses(),
                version);
    }

    int buckets() {
        return (int) Math.min(Integer.MAX_VALUE, span.length() / bucket + 1);
    }

    private static long powerOfTwoFrom(long value) {
        return value <= 1 ? 1 : Long.highestOneBit(value - 1) << 1;
    }
}
