package dev.lacuna.ui.kit;

/// How a finding looks on the timeline, so that kinds differ without colour.
public enum MarkShape {
    /// A box over the full height with diagonal hatch: events are missing here.
    HATCH,
    /// A thin grey hatch: a hole that is explained.
    THIN_HATCH,
    /// A dashed bracket: nothing, or little, happened for so long.
    BRACKET,
    /// Diamonds: the same event again.
    DIAMONDS,
    /// A zigzag: out of order.
    ZIGZAG,
    /// A cross: unreadable.
    CROSS,
    /// An upward caret: more than usual.
    CARET,
    /// Chevrons to the right: a group jumped over events.
    CHEVRONS,
    /// Chevrons to the left: a group went back.
    CHEVRONS_BACK,
    /// A vertical tick: something happened to the log here.
    TICK,
    /// A check mark: repaired.
    CHECK,
    /// A ring: not evaluated.
    RING
}
