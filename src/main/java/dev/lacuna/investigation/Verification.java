package dev.lacuna.investigation;

import dev.lacuna.model.Finding;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.replay.ReplayCheckResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was seen when a repair was looked at again.
///
/// @param copies whether each planned event stands in the target exactly once, unaltered
/// @param closed ids of the findings whose numbers the re-scan saw, each of them
/// @param open the findings that it still sees, as it sees them now, and what to tell of one that it can't prove
/// @param rescan the scan that saw it, or null when the plan was not made from findings
public record Verification(
        ReplayPlan plan,
        ReplayCheckResult copies,
        List<String> closed,
        List<Finding> open,
        @Nullable Scan rescan) {

    public Verification {
        closed = List.copyOf(closed);
        open = List.copyOf(open);
    }

    /// Whether the copies are right and every finding that the plan was made for is closed.
    public boolean isVerified() {
        return copies.isOk() && closed.size() == plan.repairs().size();
    }

    /// Whether nothing is wrong with what can still be told: some originals may not be kept any more.
    public boolean isRightAsFarAsKept() {
        return copies.isOkAsFarAsKept() && closed.size() == plan.repairs().size();
    }
}
