package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Bound;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.model.PartitionRange;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/// The command lines that print the records that are listed.
///
/// @param lines with which source
record RecordLines(CommandLines lines) {

    /// One record, of whichever stream it is.
    String one(RecordPlace place) {
        long offset = place.position().asOffset();
        return lines.records(
                place.partition().stream().name(),
                Set.of(place.partition().number()),
                new Bounds(new Bound.At(offset), new Bound.At(offset + 1)));
    }

    /// What is listed, a line for each of its streams, and for partitions that have bounds of their own.
    String listed(RecordList list, Optional<String> filter) {
        SequencedMap<Part, SequencedSet<Integer>> parts = new LinkedHashMap<>();
        for (PartitionRange range : list.ranges()) {
            Bounds bounds = list.time()
                    .map(time -> new Bounds(new Bound.AtTime(time.fromMillis()), new Bound.AtTime(time.toMillis())))
                    .orElseGet(() -> new Bounds(
                            new Bound.At(range.positions().from().asOffset()),
                            new Bound.At(range.positions().to().asOffset())));
            parts.computeIfAbsent(new Part(range.partition().stream().name(), bounds), part -> new LinkedHashSet<>())
                    .add(range.partition().number());
        }
        return parts.entrySet().stream()
                .map(part -> lines.records(
                        part.getKey().stream(), part.getValue(), part.getKey().bounds(), filter))
                .collect(Collectors.joining("\n"));
    }

    private record Part(String stream, Bounds bounds) {}
}
