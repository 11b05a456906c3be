package dev.lacuna.repair.rewind;

import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.source.GroupInfo;
import java.util.List;

/// A plan just made.
///
/// @param group who was in the group when it was made
/// @param hazards what could go wrong, worst first
/// @param notes what was asked for and is not in the plan, and why
public record PlannedRewind(RewindPlan plan, GroupInfo group, List<Hazard> hazards, List<String> notes) {

    public PlannedRewind {
        hazards = List.copyOf(hazards);
        notes = List.copyOf(notes);
    }
}
