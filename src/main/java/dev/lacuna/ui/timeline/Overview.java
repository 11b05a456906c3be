package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.FindingClass;
import dev.lacuna.ui.kit.Tone;
import java.util.List;

/// The overview strip: all of an axis, all lanes together.
///
/// @param start where the first bucket starts
/// @param bucket width of a bucket
/// @param counts events of all lanes per bucket
/// @param ticks where findings lie, one for each class at a place
/// @param scanned what was looked at in every lane; empty when there is none
/// @param title names of the streams
/// @param exact whether every event was counted
record Overview(
        Axis axis,
        long start,
        long bucket,
        long[] counts,
        List<Tick> ticks,
        List<AxisSpan> scanned,
        String title,
        long events,
        boolean exact) {

    /// Findings of one class at a place of the strip: how the worst of them looks.
    record Tick(long at, FindingClass findingClass, Tone tone) {}

    /// That of streams in which there is nothing.
    static Overview empty(String title) {
        return new Overview(Axis.TIME, 0, 1, new long[0], List.of(), List.of(), title, 0, true);
    }
}
