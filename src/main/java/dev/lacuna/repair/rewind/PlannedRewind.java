package dev.lacuna.repair.rewind;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.model.StreamRef;
import dev.lacuna.repair.Hazard;
import dev.lacuna.source.GroupInfo;
import java.util.List;
import java.util.Map;

/// A plan just made.
///
/// @param group who was in the group when it was made
/// @param hazards what could go wrong, worst first
/// @param counts by partition how many committed events its move passes over, exactly, back or forth; missing where
///     only the positions are known, which are an upper bound
/// @param notes what was asked for and is not in the plan, and why
public record PlannedRewind(
        RewindPlan plan, GroupInfo group, List<Hazard> hazards, Map<PartitionRef, Long> counts, List<String> notes) {

    public PlannedRewind {
        hazards = List.copyOf(hazards);
        counts = Map.copyOf(counts);
        notes = List.copyOf(notes);
    }

    /// How many events are read again there.
    public EventCount again(RewindPlan.Part part) {
        return count(part, part.move().again());
    }

    /// How many are never read there.
    public EventCount skipped(RewindPlan.Part part) {
        return count(part, part.move().skipped());
    }

    private EventCount count(RewindPlan.Part part, long positions) {
        Long exact = counts.get(new StreamRef(plan.uri(), part.stream()).partition(part.partition()));
        return EventCount.of(positions, exact);
    }

    /// How many events are read again, over all partitions.
    public EventCount again() {
        return plan.parts().stream().map(this::again).reduce(EventCount.NONE, EventCount::plus);
    }

    /// How many are never read, likewise.
    public EventCount skipped() {
        return plan.parts().stream().map(this::skipped).reduce(EventCount.NONE, EventCount::plus);
    }
}
