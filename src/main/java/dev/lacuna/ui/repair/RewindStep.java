package dev.lacuna.ui.repair;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Where a rewind stands between the question where to and its proof.
///
/// ```
/// ASKING <──> PLANNING ──> READY <──> DRY_RUN
///    ^                      │ ^
///    │ (another answer)     v │ (refused, failed, in part)
///    '─── READY, BACK     SETTING ──> SET <──> ROLLING_BACK ──> BACK
/// ```
/// What was set in part only can be rolled back from READY as well.
enum RewindStep {
    ASKING,
    PLANNING,
    /// There is a plan, and its preview.
    READY,
    DRY_RUN,
    SETTING,
    /// The group was set everywhere and read back.
    SET,
    ROLLING_BACK,
    /// It stands where it stood before.
    BACK;

    private static final Map<RewindStep, Set<RewindStep>> NEXT = new EnumMap<>(Map.of(
            ASKING, EnumSet.of(PLANNING, ASKING),
            PLANNING, EnumSet.of(READY, ASKING),
            READY, EnumSet.of(DRY_RUN, SETTING, ROLLING_BACK, PLANNING, ASKING),
            DRY_RUN, EnumSet.of(READY),
            SETTING, EnumSet.of(READY, SET),
            SET, EnumSet.of(ROLLING_BACK),
            ROLLING_BACK, EnumSet.of(SET, READY, BACK),
            BACK, EnumSet.of(ASKING, PLANNING)));

    /// @throws IllegalStateException where the other can't follow
    RewindStep to(RewindStep next) {
        if (!NEXT.getOrDefault(this, Set.of()).contains(next)) {
            throw new IllegalStateException("a rewind can't go from " + this + " to " + next);
        }
        return next;
    }

    /// Whether it may be answered otherwise now where the group is to go on.
    boolean isOpen() {
        return this == ASKING || this == READY || this == BACK;
    }

    boolean isRunning() {
        return this == PLANNING || this == DRY_RUN || this == SETTING || this == ROLLING_BACK;
    }
}
