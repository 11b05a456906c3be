package dev.lacuna.scan;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far the scan of one partition came.
///
/// @param asked what was to be read
/// @param reached one past the last position that was looked at
/// @param end why it ended there
/// @param batches batches seen, control and aborted ones included
/// @param events records that a committed reader sees, or may see when their transaction is decided
/// @param invisible records of aborted transactions and markers
/// @param gone what the log's start moved past before it was read, in order
/// @param note what people should know of how it was read, where less was seen than usual
/// @param failure in words for people, where `end` is FAILED
public record PartitionOutcome(
        PartitionRange asked,
        Position reached,
        End end,
        long batches,
        long events,
        long invisible,
        long bytes,
        List<PositionRange> gone,
        Optional<String> note,
        Optional<String> failure) {

    public PartitionOutcome {
        gone = List.copyOf(gone);
    }

    /// Why the scan of a partition ended.
    public enum End {
        COMPLETE,
        /// The log's start moved past positions that were asked for; the rest was read.
        HEAD_MOVED,
        /// The log ended before the range did, or was truncated under the scan.
        LOG_ENDED,
        CANCELLED,
        FAILED
    }

    /// This reading and one that went on where it had stopped, as one.
    public PartitionOutcome then(PartitionOutcome next) {
        List<PositionRange> allGone = new ArrayList<>(gone);
        allGone.addAll(next.gone);
        PositionRange whole = new PositionRange(
                asked.positions().from(), next.asked.positions().to());
        return new PartitionOutcome(
                new PartitionRange(asked.partition(), whole),
                next.reached,
                next.end == End.COMPLETE ? end : next.end,
                batches + next.batches,
                events + next.events,
                invisible + next.invisible,
                bytes + next.bytes,
                allGone,
                next.note.isPresent() ? next.note : note,
                next.failure);
    }

    public boolean isComplete() {
        return end == End.COMPLETE;
    }
}
