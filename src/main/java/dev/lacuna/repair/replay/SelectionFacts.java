package dev.lacuna.repair.replay;

/// What reading the selected events has shown about their copies, as far as the checks before a run need it.
///
/// @param events how many were selected
/// @param bytes their keys, values and headers
/// @param largestBytes the largest of them
/// @param oldestMillis the earliest timestamp, or [Long#MAX_VALUE] where none has one
/// @param newestMillis the latest timestamp, or -1 where none has one
/// @param keyed how many have a key
/// @param replayed how many were themselves written by a replay
/// @param stripped how many lose headers by the plan's rules
/// @param edited how many are changed by the plan's edits
public record SelectionFacts(
        long events,
        long bytes,
        long largestBytes,
        long oldestMillis,
        long newestMillis,
        long keyed,
        long replayed,
        long stripped,
        long edited) {

    public static final SelectionFacts NONE = new SelectionFacts(0, 0, 0, Long.MAX_VALUE, -1, 0, 0, 0, 0);

    /// Of copies that are as their originals.
    public SelectionFacts(
            long events,
            long bytes,
            long largestBytes,
            long oldestMillis,
            long newestMillis,
            long keyed,
            long replayed) {
        this(events, bytes, largestBytes, oldestMillis, newestMillis, keyed, replayed, 0, 0);
    }
}
