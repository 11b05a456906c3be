package dev.lacuna.ui.repair;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Where a replay stands between its plan and its proof.
///
/// ```
/// ASKING <── (another wish, from the next three)
///    v
/// PLANNING ──> READY <──> DRY_RUN, REHEARSING
///    │          │ ^
///    v          v │ (ended early, failed, cancelled)
/// REFUSED     COPYING ──> VERIFYING <──> DONE ──> COPYING (what is missing)
/// ```
/// What ended early leads back to READY, from where it can be copied further or looked at as it is. Once something was
/// copied the plan is no longer made anew.
enum ReplayStep {
    /// Something else is wished for, which is still being typed or can't be understood.
    ASKING,
    PLANNING,
    /// There is no plan, and the problem says why.
    REFUSED,
    READY,
    DRY_RUN,
    REHEARSING,
    COPYING,
    VERIFYING,
    /// It was looked at what stands in the target; see the verification, or the problem where that failed.
    DONE;

    private static final Map<ReplayStep, Set<ReplayStep>> NEXT = new EnumMap<>(Map.of(
            ASKING, EnumSet.of(ASKING, PLANNING),
            PLANNING, EnumSet.of(READY, REFUSED, ASKING),
            REFUSED, EnumSet.of(ASKING),
            READY, EnumSet.of(DRY_RUN, REHEARSING, COPYING, VERIFYING, ASKING),
            DRY_RUN, EnumSet.of(READY),
            REHEARSING, EnumSet.of(READY),
            COPYING, EnumSet.of(READY, VERIFYING),
            VERIFYING, EnumSet.of(DONE),
            DONE, EnumSet.of(VERIFYING, COPYING)));

    /// @throws IllegalStateException where the other can't follow
    ReplayStep to(ReplayStep next) {
        if (!NEXT.getOrDefault(this, Set.of()).contains(next)) {
            throw new IllegalStateException("a replay can't go from " + this + " to " + next);
        }
        return next;
    }

    boolean isRunning() {
        return switch (this) {
            case PLANNING, DRY_RUN, REHEARSING, COPYING, VERIFYING -> true;
            case ASKING, REFUSED, READY, DONE -> false;
        };
    }
}
