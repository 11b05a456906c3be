package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import java.util.List;
import java.util.Set;

/// Which lanes, time and resolution a frame is to have. Equal requests have equal answers, and moving a little
/// makes no new one: the span is the window and one width on both sides, in steps of a power of two.
///
/// @param bucketMillis width of a bucket, a power of two
/// @param benign whether harmless findings are drawn
/// @param version of the data it is asked of
record FrameRequest(TimeSpan span, long bucketMillis, List<PartitionRef> lanes, boolean benign, long version) {

    /// Pixels of a bar at least, its gap included.
    static final double LEAST_BAR_PIXELS = 3;

    /// Lanes above and below those seen, as a share of them.
    private static final int SPARE_LANES = 4;

    FrameRequest {
        lanes = List.copyOf(lanes);
    }

    static FrameRequest of(TimelineModel model, long version) {
        TimeScale scale = model.viewport().scale();
        long bucket = powerOfTwoFrom((long) Math.ceil(LEAST_BAR_PIXELS / scale.pixelsPerMilli()));
        TimeSpan seen = scale.window().millis();
        long width = Math.max(bucket, powerOfTwoFrom(seen.millis()));
        long from = Math.floorDiv(seen.fromMillis() - width, width) * width;
        long to = Math.ceilDiv(seen.toMillis() + width, width) * width;
        Lanes lanes = model.lanes();
        int step = Math.max(SPARE_LANES, lanes.endVisible() - lanes.firstVisible());
        int first = Math.max(0, (lanes.firstVisible() / step - 1) * step);
        int end = Math.min(lanes.rows().size(), (lanes.endVisible() / step + 2) * step);
        Set<PartitionRef> wanted = lanes.lanesIn(0, lanes.stuck());
        wanted.addAll(lanes.lanesIn(first, end));
        return new FrameRequest(new TimeSpan(from, to), bucket, List.copyOf(wanted), model.showsBenign(), version);
    }

    int buckets() {
        return (int) Math.min(Integer.MAX_VALUE, span.millis() / bucketMillis + 1);
    }

    private static long powerOfTwoFrom(long value) {
        return value <= 1 ? 1 : Long.highestOneBit(value - 1) << 1;
    }
}
