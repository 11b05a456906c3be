package dev.lacuna.investigation;

import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.HeaderRules;
import dev.lacuna.repair.replay.PartitionMapping;
import dev.lacuna.source.SourceSpec;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Which events of a stream someone wants copied to another, or to the same.
///
/// @param partitions only these; empty means all
/// @param bounds times are exact: what stands behind the end, and is of the time before it, is looked for
/// @param lateness how far behind the end of a time that is done
/// @param target where `to` is
/// @param fields how the events' fields are read
/// @param choice which events are copied; its time follows from the bounds
/// @param wanted only events that are on a list
/// @param form how copies differ from their originals
public record CopyRequest(
        String from,
        Set<Integer> partitions,
        Bounds bounds,
        Duration lateness,
        SourceSpec target,
        String to,
        PartitionMapping mapping,
        FieldSpec fields,
        Choice choice,
        WantedEvents wanted,
        CopyForm form) {

    public static final Duration LATENESS = Duration.ofHours(1);

    /// What no copy should carry stays behind; all else is kept.
    public static final CopyForm SAFE = new CopyForm(HeaderRules.SAFE, List.of());

    public CopyRequest {
        partitions = Set.copyOf(partitions);
    }

    /// All events within bounds.
    public CopyRequest(
            String from, Set<Integer> partitions, Bounds bounds, SourceSpec target, String to, FieldSpec fields) {
        this(
                from,
                partitions,
                bounds,
                LATENESS,
                target,
                to,
                new PartitionMapping.Automatic(),
                fields,
                Choice.ALL,
                WantedEvents.ALL,
                SAFE);
    }
}
