package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Bound;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a selection means to whoever reads, copies or prints it: partitions, and from where to where in them.
///
/// @param partitions their numbers; empty means all
/// @param time only events with a timestamp in it; empty: all between the bounds
record SelectedRange(Set<Integer> partitions, Bounds bounds, Optional<TimeSpan> time) {

    /// Lanes without a time mean all that is kept of them. Empty where nothing is covered.
    ///
    /// @param time what the selection covers of it
    static Optional<SelectedRange> of(Selection selection, Scan scan, Optional<TimeSpan> time) {
        if (selection instanceof Selection.Events events) {
            return positions(events)
                    .map(range -> new SelectedRange(
                            numbers(events.ranges().stream()
                                    .map(PartitionRange::partition)
                                    .toList()),
                            new Bounds(
                                    new Bound.At(range.from().asOffset()),
                                    new Bound.At(range.to().asOffset())),
                            Optional.empty()));
        }
        if (selection instanceof Selection.Partitions && time.isEmpty()) {
            return Optional.of(new SelectedRange(partitions(selection, scan), Bounds.ALL, Optional.empty()));
        }
        return time.map(span -> new SelectedRange(
                partitions(selection, scan),
                new Bounds(new Bound.AtTime(span.fromMillis()), new Bound.AtTime(span.toMillis())),
                time));
    }

    /// What a selection means in each of its streams, by their names; streams without a scan are left out.
    static Map<String, SelectedRange> byStream(Selection selection, List<Scan> scans, Optional<TimeSpan> time) {
        Map<String, SelectedRange> ranges = new LinkedHashMap<>();
        for (Scan scan : scans) {
            Selection part = within(selection, scan);
            if (!(part instanceof Selection.None)) {
                of(part, scan, time)
                        .ifPresent(range -> ranges.put(scan.stream().stream().name(), range));
            }
        }
        return ranges;
    }

    /// What of a selection lies in one stream.
    static Selection within(Selection selection, Scan scan) {
        StreamRef stream = scan.stream().stream();
        return switch (selection) {
            case Selection.Span span ->
                someOf(span.partitions(), stream)
                        .<Selection>map(lanes -> new Selection.Span(span.time(), lanes))
                        .orElseGet(Selection.None::new);
            case Selection.Partitions chosen ->
                someOf(chosen.partitions(), stream)
                        .<Selection>map(Selection.Partitions::new)
                        .orElseGet(Selection.None::new);
            case Selection.Findings chosen -> {
                Set<String> ids = chosen.ids().stream()
                        .filter(id -> scan.findings().get(id).isPresent())
                        .collect(Collectors.toSet());
                yield ids.isEmpty() ? new Selection.None() : new Selection.Findings(ids);
            }
            case Selection.Events events -> {
                Set<PartitionRange> ranges = events.ranges().stream()
                        .filter(range -> range.partition().stream().equals(stream))
                        .collect(Collectors.toSet());
                yield ranges.isEmpty() ? new Selection.None() : new Selection.Events(ranges);
            }
            case Selection.None none -> none;
        };
    }

    private static Optional<Set<PartitionRef>> someOf(Set<PartitionRef> lanes, StreamRef stream) {
        Set<PartitionRef> some =
                lanes.stream().filter(lane -> lane.stream().equals(stream)).collect(Collectors.toSet());
        return some.isEmpty() ? Optional.empty() : Optional.of(some);
    }

    /// The positions from the first selected one to the last; empty where they aren't dense.
    static Optional<PositionRange> positions(Selection.Events events) {
        return events.ranges().stream()
                .map(PartitionRange::positions)
                .filter(range -> range.from().isDense())
                .reduce((some, others) -> PositionRange.offsets(
                        Math.min(some.from().asOffset(), others.from().asOffset()),
                        Math.max(some.to().asOffset(), others.to().asOffset())));
    }

    private static Set<Integer> partitions(Selection selection, Scan scan) {
        return switch (selection) {
            case Selection.Span span -> numbers(span.partitions());
            case Selection.Partitions chosen -> numbers(chosen.partitions());
            case Selection.Findings chosen ->
                chosen.ids().stream()
                        .flatMap(id -> scan.findings().get(id).stream())
                        .map(finding -> finding.partition().number())
                        .collect(Collectors.toSet());
            case Selection.Events events ->
                numbers(events.ranges().stream().map(PartitionRange::partition).toList());
            case Selection.None none -> Set.of();
        };
    }

    private static Set<Integer> numbers(Collection<PartitionRef> partitions) {
        return partitions.stream().map(PartitionRef::number).collect(Collectors.toSet());
    }
}
