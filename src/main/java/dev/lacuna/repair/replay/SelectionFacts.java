package dev.lacuna.repair.replay;

/// What reading the selected events has shown about their copies, as far as the checks before a run need it.
///
/// @param events how many were selected
/// @param bytes their keys, values and headers
/// @param largestBytes the largest of them
/// @param oldestMillis the earliest timestamp, or [Long#MAX_VALUE] where none has one
/// @param newestMillis the latest timestamp, or -1 where none has one
/// @param timeless how many have no timestamp that a copy could keep
/// @param keyed how many have a key
/// @param replayed how many were themselves written by a replay
/// @param stripped how many lose headers by the plan's rules
/// @param edited how many are changed by the plan's edits
/// @param digest of the originals, see [ContentDigest]; empty where none was read
public record SelectionFacts(
        long events,
        long bytes,
        long largestBytes,
        long oldestMillis,
        long newestMillis,
        long timeless,
        long keyed,
        long replayed,
        long stripped,
        long edited,
        String digest) {

    public static final SelectionFacts NONE = new SelectionFacts(0, 0, 0, Long.MAX_VALUE, -1, 0, 0, 0, 0, 0, "");
}
