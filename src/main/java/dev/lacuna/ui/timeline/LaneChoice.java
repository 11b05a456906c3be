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
import java.util.stream.Stream;

/// Which lanes the engineer has pinned or collapsed, and the rows that this makes of the partitions. It is
/// remembered by partition, so a new scan of the same stream finds its lanes as they were left.
final class LaneChoice {

    private List<PartitionRef> partitions = List.of();
    private final Set<PartitionRef> pinned = new HashSet<>();
    private final Set<PartitionRef> collapsed = new HashSet<>();

    /// Lanes that somebody has collapsed or expanded: they stay so whatever room there is.
    private final Set<PartitionRef> settled = new HashSet<>();

    private Set<StreamRef> known = Set.of();

    /// The streams that came beside others.
    private final Set<StreamRef> beside = new HashSet<>();

    private final Runnable changed;
    private boolean crowded;

    /// @param changed called after somebody has pinned or collapsed lanes, or the reverse
    LaneChoice(Runnable changed) {
        this.changed = changed;
    }

    /// Takes over the lanes there are now. A stream that comes beside others has thin lanes while not all have room at
    /// their full height: the others shall not move out of sight for it.
    void hold(List<PartitionRef> newPartitions, double areaHeight) {
        partitions = List.copyOf(newPartitions);
        if (partitions.isEmpty()) {
            return; // they come again with the next scan, and in the same places
        }
        Set<StreamRef> now = Set.copyOf(streams());
        if (now.stream().anyMatch(known::contains)) {
            now.stream().filter(stream -> !known.contains(stream)).forEach(beside::add);
        }
        beside.retainAll(now);
        if (beside.size() == now.size()) {
            beside.remove(streams().getFirst());
        }
        known = now;
        fit(areaHeight);
    }

    /// Takes over how much room there is.
    ///
    /// @return whether other lanes are thin now
    boolean fit(double areaHeight) {
        boolean before = crowded;
        crowded = partitions.size() * Lanes.LOWEST + known.size() * Lanes.GROUP > areaHeight;
        return crowded != before && !beside.isEmpty();
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
        return collapsed.contains(partition) || givesWay(partition);
    }

    private boolean givesWay(PartitionRef partition) {
        return crowded && beside.contains(partition.stream()) && !settled.contains(partition);
    }

    Set<PartitionRef> pinned() {
        return Set.copyOf(pinned);
    }

    Set<PartitionRef> collapsed() {
        return Stream.concat(collapsed.stream(), partitions.stream().filter(this::givesWay))
                .collect(Collectors.toSet());
    }

    /// Pins and collapses these lanes and no others.
    void mark(Set<PartitionRef> pin, Set<PartitionRef> collapse) {
        pinned.clear();
        pinned.addAll(pin);
        collapsed.clear();
        collapsed.addAll(collapse);
        settled.clear();
    }

    /// Keeps the lanes at the top; when they are there all already, puts them back to their place.
    void togglePinned(Collection<PartitionRef> lanes) {
        mark(pinned, lanes, !pinned.containsAll(lanes));
        changed.run();
    }

    /// Makes the lanes thin; when they all are already, full again.
    void toggleCollapsed(Collection<PartitionRef> lanes) {
        collapse(lanes, !lanes.stream().allMatch(this::isCollapsed));
    }

    void collapseAll(boolean on) {
        collapsed.clear();
        collapse(partitions, on);
    }

    private void collapse(Collection<PartitionRef> lanes, boolean on) {
        settled.addAll(lanes);
        mark(collapsed, lanes, on);
        changed.run();
    }

    private static void mark(Set<PartitionRef> marked, Collection<PartitionRef> lanes, boolean on) {
        if (on) {
            marked.addAll(lanes);
        } else {
            lanes.forEach(marked::remove);
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
        rows.add(new LaneRow.Group(stream, lanes, atTop, lanes.stream().allMatch(this::isCollapsed)));
        lanes.forEach(partition -> rows.add(lane(partition, true)));
    }

    private LaneRow lane(PartitionRef partition, boolean grouped) {
        return new LaneRow.Lane(partition, isPinned(partition), isCollapsed(partition), grouped);
    }
}
