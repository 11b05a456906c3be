package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One span of an axis over some lanes, as a drag makes it.
record Area(Axis axis, AxisSpan span, Set<PartitionRef> partitions) {

    Area {
        partitions = Set.copyOf(partitions);
    }

    /// Empty where the events of one lane lie elsewhere than those of another.
    static Optional<Area> of(Selection.Events events) {
        Set<AxisSpan> spans = events.ranges().stream()
                .filter(range -> range.positions().from().isDense())
                .map(range -> AxisSpan.of(range.positions()))
                .collect(Collectors.toSet());
        return spans.size() == 1
                ? Optional.of(new Area(
                        Axis.OFFSET,
                        spans.iterator().next(),
                        events.ranges().stream().map(PartitionRange::partition).collect(Collectors.toSet())))
                : Optional.empty();
    }

    Selection selection() {
        return axis == Axis.TIME
                ? new Selection.Span(span.time(), partitions)
                : new Selection.Events(partitions.stream()
                        .map(lane -> new PartitionRange(lane, span.positions()))
                        .collect(Collectors.toSet()));
    }
}
