package dev.lacuna.scan;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.Position;
import java.util.Optional;

/// How far the scan of one partition came.
///
/// @param asked what was to be read
/// @param reached one past the last position that was looked at
/// @param end why it ended there
/// @param batches batches seen, control and aborted ones included
/// @param events records that a committed reader sees, or may see when their transaction is decided
/// @param invisible records of aborted transactions and markers
/// @param failure in words for people, where `end` is FAILED
public record PartitionOutcome(
        PartitionRange asked,
        Position reached,
        End end,
        long batches,
        long events,
        long invisible,
        long bytes,
        Optional<String> failure) {

    /// Why the scan of a partition ended.
    public enum End {
        COMPLETE,
        /// The log's start moved past positions that were asked for; the rest was read.
        HEAD_MOVED,
        /// The log ended before the range did.
        LOG_ENDED,
        CANCELLED,
        FAILED
    }

    public boolean isComplete() {
        return end == End.COMPLETE;
    }
}
