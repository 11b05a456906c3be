package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.FindingStyle;

/// A finding as it is to be drawn on a lane, in time, not in pixels.
///
/// @param findingId the finding that stands for all that were merged
/// @param more how many others were merged into it
record LaneMark(String findingId, long fromMillis, long toMillis, FindingStyle style, int more) {

    /// The one that matters more, over the time of both.
    LaneMark merge(LaneMark other) {
        LaneMark main = other.style.rank() > style.rank() ? other : this;
        return new LaneMark(
                main.findingId,
                Math.min(fromMillis, other.fromMillis),
                Math.max(toMillis, other.toMillis),
                main.style,
                more + other.more + 1);
    }
}
