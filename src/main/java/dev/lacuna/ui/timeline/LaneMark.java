package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.FindingStyle;

/// A finding as it is to be drawn on a lane: where it lies on the axis, not in pixels.
///
/// @param findingId the finding that stands for all that were merged
/// @param more how many others were merged into it
record LaneMark(String findingId, long from, long to, FindingStyle style, int more) {

    /// The one that matters more, over the place of both.
    LaneMark merge(LaneMark other) {
        LaneMark main = other.style.rank() > style.rank() ? other : this;
        return new LaneMark(
                main.findingId, Math.min(from, other.from), Math.max(to, other.to), main.style, more + other.more + 1);
    }
}
