package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Bound;
import dev.lacuna.investigation.Bounds;
import dev.lacuna.investigation.RecordPlace;
import java.util.Map;
import java.util.Optional;
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

    /// What is listed, a line for each of its streams.
    ///
    /// @param ranges by the streams' names
    String listed(Map<String, SelectedRange> ranges, Optional<String> filter) {
        return ranges.entrySet().stream()
                .map(each -> lines.records(
                        each.getKey(),
                        each.getValue().partitions(),
                        each.getValue().bounds(),
                        filter))
                .collect(Collectors.joining("\n"));
    }
}
