package dev.lacuna.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A task as the journal knows it.
///
/// @param id counts up from 1
/// @param planId empty where no plan was made yet
/// @param planFile where the plan is kept, as far as anybody said; empty where nobody did
/// @param interrupted whether it says that it runs, and its process is gone
/// @param repeated whether a later task of the same kind ran the same plan
/// @param updated when it was last heard of
/// @param counts exact, by stable names: `planned`, `written`, `already_there`
/// @param message what it said last, for people
public record JournalTask(
        long id,
        TaskKind kind,
        String planId,
        String planHash,
        String planFile,
        String source,
        String target,
        String subject,
        String command,
        KeptState state,
        boolean interrupted,
        boolean repeated,
        Worker worker,
        String toolVersion,
        Instant started,
        Instant updated,
        Optional<Instant> ended,
        Map<String, Long> counts,
        String message) {

    public JournalTask {
        counts = Map.copyOf(counts);
    }

    /// As files and command lines say it.
    public String stateId() {
        return interrupted ? "interrupted" : state.id();
    }

    /// Whether something was left that the same plan, run again, would do.
    public boolean canGoOn() {
        boolean early = interrupted
                || state == KeptState.PARTIAL
                || state == KeptState.CANCELLED
                || (state == KeptState.FAILED && counts.getOrDefault("written", 0L) > 0);
        return kind.writes() && early && !repeated && !planId.isEmpty();
    }
}
