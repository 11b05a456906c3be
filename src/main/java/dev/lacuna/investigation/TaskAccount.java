package dev.lacuna.investigation;

import dev.lacuna.journal.KeptPlan;
import dev.lacuna.journal.KeptState;
import java.util.Map;
import java.util.Optional;

/// What the journal is told of one task.
interface TaskAccount<R> {

    /// Exact counts by stable names, at any time.
    Map<String, Long> counts();

    /// How the task ended: DONE, or PARTIAL.
    default KeptState ended(R result) {
        return KeptState.DONE;
    }

    /// One sentence for people.
    String message(R result);

    /// The plan that the task has made, if that is what it did.
    default Optional<KeptPlan> planned(R result) {
        return Optional.empty();
    }
}
