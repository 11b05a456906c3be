package dev.lacuna.scan;

import dev.lacuna.model.Batch;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.Position;
import dev.lacuna.scan.PartitionOutcome.End;
import dev.lacuna.task.ProgressSnapshot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts what one partition's reader has handed over. Written by that reader's thread only, read by any.
final class PartitionTracker {

    private final PartitionRange asked;

    private volatile Position reached;
    private volatile @Nullable End end;
    private volatile @Nullable String failure;
    private volatile long batches;
    private volatile long events;
    private volatile long invisible;
    private volatile long bytes;

    PartitionTracker(PartitionRange asked) {
        this.asked = asked;
        this.reached = asked.positions().from();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void saw(Batch batch) {
        batches = batches + 1;
        bytes = bytes + batch.bytes();
        if (batch.isVisible()) {
            events = events + batch.countWithin(asked.positions());
        } else {
            invisible = invisible + batch.count();
        }
        Position past = Position.min(batch.last().next(), asked.positions().to());
        reached = Position.max(reached, past);
    }

    void ended(Position at, End reason) {
        reached = at;
        end = reason;
    }

    /// Ends it unless it has ended.
    void stopped(End reason, @Nullable String why) {
        if (end == null) {
            failure = why;
            end = reason;
        }
    }

    boolean isOpen() {
        return end == null;
    }

    long done() {
        return asked.positions().to().isDense()
                ? reached.asOffset() - asked.positions().from().asOffset()
                : events;
    }

    long total() {
        return asked.positions().to().isDense() ? asked.positions().span() : -1;
    }

    Position reached() {
        return reached;
    }

    ProgressSnapshot.Part part() {
        End ended = end;
        return new ProgressSnapshot.Part(
                asked.partition().toString(),
                done(),
                total(),
                "position " + reached,
                ended == null ? "" : ended.name().toLowerCase(java.util.Locale.ROOT));
    }

    PartitionOutcome outcome() {
        End ended = end;
        return new PartitionOutcome(
                asked,
                reached,
                ended == null ? End.CANCELLED : ended,
                batches,
                events,
                invisible,
                bytes,
                Optional.ofNullable(failure));
    }
}
