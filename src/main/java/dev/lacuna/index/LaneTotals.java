package dev.lacuna.index;

/// What a lane has seen in all.
///
/// @param events events counted
/// @param bytes their bytes
/// @param firstMillis the earliest event time seen, epoch ms; -1 before the first event
/// @param lastMillis the latest event time seen, epoch ms; -1 before the first event
/// @param bucketMillis the finest resolution that the lane still has
/// @param estimated whether the times of some were spread over a batch; counts are exact all the same
/// @param unread positions that the backdrop tells of and nobody has read: an upper bound of the events there
public record LaneTotals(
        long events,
        long bytes,
        long firstMillis,
        long lastMillis,
        long bucketMillis,
        boolean estimated,
        long unread) {}
