package dev.lacuna.repair.replay;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.repair.Hazard;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a replay did, exactly; also when it ended early. Of a dry run: what it would do.
///
/// @param planned events that the plan copies
/// @param written events that this run has written and committed
/// @param alreadyThere events that it found written, by an earlier run
/// @param setAside events that the target refuses, passed over
/// @param refusals the first of them
/// @param within for each target partition the positions within which the plan's copies stand, and maybe
///     others' events; empty where it could not be asked any more
/// @param stop why it ended early, empty when it did not
/// @param notes what else is worth a word
public record ReplayReport(
        String planId,
        boolean dryRun,
        long planned,
        long written,
        long alreadyThere,
        long setAside,
        List<Refusal> refusals,
        List<Part> parts,
        Map<Integer, PositionRange> within,
        Optional<Stop> stop,
        List<Hazard> hazards,
        SelectionFacts facts,
        List<String> notes) {

    static final int MOST_REFUSALS = 100;

    public ReplayReport {
        refusals = List.copyOf(refusals);
        parts = List.copyOf(parts);
        within = Map.copyOf(within);
        hazards = List.copyOf(hazards);
        notes = List.copyOf(notes);
    }

    /// How far one part of the plan came.
    ///
    /// @param targetPartition as in the plan
    /// @param reached one past the last position that is settled
    public record Part(
            int partition,
            PositionRange positions,
            int targetPartition,
            long planned,
            long written,
            long alreadyThere,
            Position reached) {}

    /// An event that the target refuses.
    ///
    /// @param event its origin
    public record Refusal(String event, String reason) {}

    /// Why a run ended before its end.
    ///
    /// @param event the origin of the event it ended at, where it was one
    public record Stop(Reason reason, String message, Optional<String> event) {}

    /// The kinds of early ends.
    public enum Reason {
        /// The target refused an event.
        REJECTED,
        /// Another run of the same plan took over.
        FENCED,
        /// What the plan covers changed while it was run.
        CHANGED,
        /// The connection was lost and did not come back.
        INTERRUPTED,
        CANCELLED,
        /// Anything else, as the message says.
        FAILED
    }

    /// Whether every event of the plan is in the target (in a dry run: would be).
    public boolean isComplete() {
        return stop.isEmpty() && written + alreadyThere == planned;
    }

    /// Whether there was nothing left to do.
    public boolean isNoOp() {
        return isComplete() && written == 0;
    }

    /// One sentence for people.
    public String summary() {
        String copied = Phrases.number(written) + " of " + Phrases.count(planned, "event");
        String there = alreadyThere == 0 ? "" : ", " + Phrases.number(alreadyThere) + " stood there already";
        if (isNoOp()) {
            return "Nothing to do: "
                    + (planned == 1
                            ? "the one event of this plan stands"
                            : "all " + Phrases.number(planned) + " events of this plan stand")
                    + " in the target already.";
        }
        if (dryRun) {
            return "Would copy " + copied + there + "; nothing was written.";
        }
        if (isComplete()) {
            return "Copied " + copied + there + ".";
        }
        long left = planned - written - alreadyThere - setAside;
        String aside =
                setAside == 0 ? "" : ", " + Phrases.number(setAside) + " set aside because the target refuses them";
        return stop.isEmpty()
                ? "Copied " + copied + there + aside + "."
                : "Ended early: copied " + copied + there + aside + ", "
                        + Phrases.number(left) + (left == 1 ? " is left." : " are left.")
                        + stop.map(reason -> " " + reason.message()).orElse("");
    }
}
