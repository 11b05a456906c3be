package dev.lacuna.investigation;

import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import java.util.Set;

/// What to look at, and how.
///
/// @param stream the stream's name
/// @param partitions only these; empty means all
/// @param bounds from where to where
/// @param depth how deep; `OVERVIEW` reads nothing
/// @param fields which fields the rules get; rules that need others aren't run
public record ScanRequest(String stream, Set<Integer> partitions, Bounds bounds, Depth depth, FieldSpec fields) {

    public ScanRequest {
        partitions = Set.copyOf(partitions);
    }

    /// Everything that is kept of a stream, every record.
    public static ScanRequest all(String stream, FieldSpec fields) {
        return new ScanRequest(stream, Set.of(), Bounds.ALL, Depth.RECORDS, fields);
    }
}
