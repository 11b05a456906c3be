package dev.lacuna.ui.timeline;

import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.Tone;
import java.util.List;

/// The overview strip: all time, all lanes together.
///
/// @param startMillis where the first bucket starts
/// @param bucketMillis width of a bucket
/// @param counts events of all lanes per bucket
/// @param ticks where findings lie, the worst of each bucket
/// @param scanned the time that was looked at in every lane; empty when there is none
/// @param title names of the streams
/// @param exact whether every event was counted
record Overview(
        long startMillis,
        long bucketMillis,
        long[] counts,
        List<Tick> ticks,
        List<TimeSpan> scanned,
        String title,
        long events,
        boolean exact) {

    /// A finding on the strip.
    record Tick(long millis, Tone tone) {}

    static final Overview EMPTY = new Overview(0, 1, new long[0], List.of(), List.of(), "", 0, true);
}
