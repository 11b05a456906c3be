package dev.lacuna.investigation;

import java.util.List;

/// Consecutive rows of a [RecordList]: those between two of its numbers.
///
/// @param from the number of the first place in it
/// @param to the number behind its last place: it may have fewer rows than places, since not every position has a
///     record
/// @param troubles what could not be read of it, for people
/// @param reading how values are read as JSON
public record RecordBlock(
        long from, long to, List<RecordPage.Row> rows, List<String> troubles, PayloadReading reading) {

    public RecordBlock {
        rows = List.copyOf(rows);
        troubles = List.copyOf(troubles);
    }
}
