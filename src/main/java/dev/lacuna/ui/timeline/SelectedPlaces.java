package dev.lacuna.ui.timeline;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Looks up where on an axis lies what is selected, or seen, along either of them.
final class SelectedPlaces {

    private SelectedPlaces() {}

    /// What a selection covers of each lane; lanes of which that isn't known are left out.
    ///
    /// @param findings by id
    static Map<PartitionRef, AxisSpan> of(Selection selection, Axis axis, AxisMap map, Map<String, Finding> findings) {
        Map<PartitionRef, AxisSpan> places = new LinkedHashMap<>();
        switch (selection) {
            case Selection.Span span ->
                span.partitions().forEach(lane -> put(places, lane, map.place(axis, lane, span.time())));
            case Selection.Events events ->
                events.ranges()
                        .forEach(range ->
                                put(places, range.partition(), map.place(axis, range.partition(), range.positions())));
            case Selection.Findings chosen ->
                chosen.ids().forEach(id -> {
                    Finding finding = findings.get(id);
                    if (finding != null && map.holds(axis, finding.partition())) {
                        put(places, finding.partition(), AxisMap.place(axis, finding));
                    }
                });
            case Selection.None none -> {}
            case Selection.Partitions chosen -> {}
        }
        return places;
    }

    private static void put(Map<PartitionRef, AxisSpan> places, PartitionRef lane, Optional<AxisSpan> place) {
        place.ifPresent(span -> places.merge(lane, span, AxisSpan::union));
    }

    /// Where a time lies on the axis that is shown: along offsets, of the first lane in sight where that is known.
    static Optional<Long> at(Viewport viewport, long millis) {
        if (viewport.axis() == Axis.TIME) {
            return Optional.of(millis);
        }
        return viewport.lanes().inSight().stream()
                .flatMap(
                        lane -> viewport.map().positionAt(lane, millis).stream().boxed())
                .findFirst();
    }

    /// The lanes that hold some of these offsets, from top to bottom.
    static Set<PartitionRef> lanesAt(Viewport viewport, AxisSpan offsets, Predicate<PartitionRef> wanted) {
        return viewport.lanes().shown().stream()
                .filter(wanted)
                .filter(lane -> viewport.map()
                        .extent(Axis.OFFSET, lane)
                        .filter(offsets::overlaps)
                        .isPresent())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// What the lanes in sight show, on an axis that may be the other one.
    static Optional<AxisSpan> seen(Axis axis, Viewport viewport) {
        AxisSpan seen = viewport.window().span();
        AxisMap map = viewport.map();
        if (axis == viewport.axis()) {
            return Optional.of(seen);
        }
        return viewport.lanes().inSight().stream()
                .flatMap(lane ->
                        (axis == Axis.OFFSET ? map.place(axis, lane, seen.time()) : seenTime(map, lane, seen)).stream())
                .reduce(AxisSpan::union);
    }

    private static Optional<AxisSpan> seenTime(AxisMap map, PartitionRef lane, AxisSpan seen) {
        return map.extent(Axis.OFFSET, lane)
                .filter(seen::overlaps)
                .map(all -> new AxisSpan(Math.max(seen.from(), all.from()), Math.min(seen.to(), all.to())))
                .flatMap(both -> map.place(Axis.TIME, lane, both.positions()));
    }
}
