package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Which lanes the engineer has pinned or collapsed, and the rows that this makes of the partitions. It is
/// remembered by partition, so a new scan of the same stream finds its lanes as they were left.
final class LaneChoice {

    private List<PartitionRef> partitions = List.of();
    private final Set<PartitionRef> pinned = new HashSet<>();
    private final Set<PartitionRef> collapsed = new HashSet<>();

    void hold(List<PartitionRef> newPartitions) {
        partitions = List.copyOf(newPartitions);
    }

    boolean isPinned(PartitionRef partition) {
        return pinned.contains(partition);
    }

    boolean isCollapsed(PartitionRef partition) {
        return collapsed.contains(partition);
    }

    void togglePinned(Collection<PartitionRef> lanes) {
        toggle(pinned, lanes);
    }

    void toggleCollapsed(Collection<PartitionRef> lanes) {
        toggle(collapsed, lanes);
    }

    /// Several that differ become alike first.
    private static void toggle(Set<PartitionRef> marked, Collection<PartitionRef> lanes) {
        if (marked.containsAll(lanes)) {
            lanes.forEach(marked::remove);
        } else {
            marked.addAll(lanes);
        }
    }

    void collapseAll(boolean on) {
        collapsed.clear();
        if (on) {
            collapsed.addAll(partitions);
        }
    }

    /// Pinned lanes first, then the others; under a head for each stream when there are several.
    ///
    /// @param wanted which lanes are to be seen; a pinned one is so in any case
    List<LaneRow> rows(Predicate<PartitionRef> wanted) {
        boolean grouped = partitions.stream()
                        .map(PartitionRef::stream)
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
        List<LaneRow> rows = new ArrayList<>();
        Map<StreamRef, List<PartitionRef>> others = new LinkedHashMap<>();
        for (PartitionRef partition : partitions) {
            if (isPinned(partition)) {
                rows.add(lane(partition, false));
            } else if (wanted.test(partition)) {
                others.computeIfAbsent(partition.stream(), stream -> new ArrayList<>())
                        .add(partition);
            }
        }
        others.forEach((stream, lanes) -> {
            if (grouped) {
                rows.add(new LaneRow.Group(stream, lanes, collapsed.containsAll(lanes)));
            }
            lanes.forEach(partition -> rows.add(lane(partition, grouped)));
        });
        return rows;
    }

    private LaneRow lane(PartitionRef partition, boolean grouped) {
        return new LaneRow.Lane(partition, isPinned(partition), isCollapsed(partition), grouped);
    }
}
