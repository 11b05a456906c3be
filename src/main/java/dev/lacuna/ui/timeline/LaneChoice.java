package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.StreamRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which lanes the engineer has pinned or collapsed, and the rows that this makes of the partitions. It is
/// remembered by partition, so a new scan of the same stream finds its lanes as they were left.
final class LaneChoice {

    private List<PartitionRef> partitions = List.of();
    private final Set<PartitionRef> pinned = new HashSet<>();
    private final Set<PartitionRef> collapsed = new HashSet<>();

    /// Takes over the lanes there are now. A stream that comes beside others has thin lanes where not all have room at
    /// their full height: the others shall not move out of sight for it.
    void hold(List<PartitionRef> newPartitions, double areaHeight) {
        List<StreamRef> before = streams();
        partitions = List.copyOf(newPartitions);
        double needed = partitions.size() * Lanes.LOWEST + streams().size() * Lanes.GROUP;
        if (!before.isEmpty() && needed > areaHeight) {
            streams().stream()
                    .filter(stream -> !before.contains(stream))
                    .forEach(stream -> collapsed.addAll(lanesOf(stream)));
        }
    }

    /// The streams of all lanes, shown or not, in order.
    List<StreamRef> streams() {
        return partitions.stream().map(PartitionRef::stream).distinct().toList();
    }

    /// All lanes of a stream, shown or not.
    Set<PartitionRef> lanesOf(StreamRef stream) {
        return partitions.stream()
                .filter(partition -> partition.stream().equals(stream))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    boolean isPinned(PartitionRef partition) {
        return pinned.contains(partition);
    }

    boolean isCollapsed(PartitionRef partition) {
        return collapsed.contains(partition);
    }

    Set<PartitionRef> pinned() {
        return Set.copyOf(pinned);
    }

    Set<PartitionRef> collapsed() {
        return Set.copyOf(collapsed);
    }

    /// Pins and collapses these lanes and no others.
    void mark(Set<PartitionRef> pin, Set<PartitionRef> collapse) {
        pinned.clear();
        pinned.addAll(pin);
        collapsed.clear();
        collapsed.addAll(collapse);
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

    /// Pinned lanes first, then the others; under a head for each stream when there are several. A stream whose lanes
    /// are all pinned takes its head along to the top.
    ///
    /// @param wanted which lanes are to be seen; a pinned one is so in any case
    List<LaneRow> rows(Predicate<PartitionRef> wanted) {
        boolean grouped = streams().size() > 1;
        Map<StreamRef, List<PartitionRef>> streams = new LinkedHashMap<>();
        partitions.forEach(partition -> streams.computeIfAbsent(partition.stream(), stream -> new ArrayList<>())
                .add(partition));
        List<LaneRow> groupsAtTop = new ArrayList<>();
        List<LaneRow> lanesAtTop = new ArrayList<>();
        List<LaneRow> others = new ArrayList<>();
        streams.forEach((stream, lanes) -> {
            boolean whole = grouped && pinned.containsAll(lanes);
            if (whole) {
                addGroup(stream, lanes, true, groupsAtTop);
                return;
            }
            lanes.stream().filter(this::isPinned).forEach(partition -> lanesAtTop.add(lane(partition, false)));
            List<PartitionRef> below = lanes.stream()
                    .filter(partition -> !isPinned(partition) && wanted.test(partition))
                    .toList();
            if (grouped && !below.isEmpty()) {
                addGroup(stream, below, false, others);
            } else {
                below.forEach(partition -> others.add(lane(partition, false)));
            }
        });
        List<LaneRow> rows = new ArrayList<>(groupsAtTop);
        rows.addAll(lanesAtTop);
        rows.addAll(others);
        return rows;
    }

    private void addGroup(StreamRef stream, List<PartitionRef> lanes, boolean atTop, List<LaneRow> rows) {
        rows.add(new LaneRow.Group(stream, lanes, atTop, collapsed.containsAll(lanes)));
        lanes.forEach(partition -> rows.add(lane(partition, true)));
    }

    private LaneRow lane(PartitionRef partition, boolean grouped) {
        return new LaneRow.Lane(partition, isPinned(partition), isCollapsed(partition), grouped);
    }
}
