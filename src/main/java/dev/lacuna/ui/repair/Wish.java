package dev.lacuna.ui.repair;

/// What can be wished of a replay besides the range it was asked for at, each as a line of text.
public enum Wish {
    /// Only events of which this is true, in CEL.
    FILTER,
    /// An extractor of ids: no event whose id the target holds already.
    SKIP_EXISTING,
    TO_TOPIC,
    /// An address of another cluster; empty for the same one.
    TO_CLUSTER,
    /// As [dev.lacuna.investigation.CopyWords#mapping] reads it.
    TO_PARTITION,
    /// `true` keeps also those headers that no copy should carry.
    KEEP_ALL_HEADERS,
    /// Patterns with a comma between them: no other headers.
    KEEP_HEADERS,
    /// Likewise: not these.
    DROP_HEADERS,
    /// Events a second.
    RATE,
    /// Bytes a second.
    BYTE_RATE;

    /// Whether another answer makes another plan; the others are for its run.
    boolean isOfThePlan() {
        return this != RATE && this != BYTE_RATE;
    }
}
