package dev.lacuna.scan;

import dev.lacuna.model.Batch;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.scan.PartitionOutcome.End;
import dev.lacuna.task.ProgressSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts what one partition's reader has handed over. Written by that reader's thread only, read by any.
final class PartitionTracker {

    private final PartitionRange asked;

    private volatile Position reached;
    private volatile @Nullable End end;
    private volatile @Nullable String failure;
    private volatile @Nullable String note;
    private volatile List<PositionRange> gone = List.of();
    private volatile long batches;
    private volatile long events;
    private volatile long invisible;
    private volatile long bytes;
    private long eventsBeforeBatch;
    private @Nullable Position latest;
    /// Where the batch begins within which the reading broke off: it comes once more.
    private @Nullable Position broken;
    /// How many of its events had come by then.
    private long cameOfBroken;

    PartitionTracker(PartitionRange asked) {
        this.asked = asked;
        this.reached = asked.positions().from();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void saw(Batch batch) {
        boolean again = batch.first().equals(broken);
        broken = null;
        latest = batch.first();
        cameOfBroken = again ? cameOfBroken : 0;
        eventsBeforeBatch = events;
        if (!again) {
            batches = batches + 1;
            bytes = bytes + batch.bytes();
        }
        if (batch.isVisible()) {
            PositionRange wanted =
                    again ? new PositionRange(reached, asked.positions().to()) : asked.positions();
            events = events + Math.min(batch.countWithin(wanted), batch.count() - cameOfBroken);
        } else if (!again) {
            invisible = invisible + batch.count();
        }
        Position past = Position.min(batch.last().next(), asked.positions().to());
        reached = Position.max(reached, past);
    }

    void gone(PositionRange positions) {
        var all = new ArrayList<>(gone);
        all.add(positions);
        gone = List.copyOf(all);
        reached = Position.max(reached, positions.to());
    }

    /// Of the latest batch only so many events were handed over, all before that position.
    void brokeOff(Position position, long handedOver) {
        reached = position;
        events = Math.min(events, eventsBeforeBatch + handedOver);
        broken = latest;
        cameOfBroken += handedOver;
    }

    /// @param said what the reader says of itself
    void note(Optional<String> said) {
        note = said.orElse(null);
    }

    void ended(Position at, End reason) {
        reached = at;
        end = reason;
    }

    void failed(Position at, String why) {
        reached = at;
        failure = why;
        end = End.FAILED;
    }

    void stopped(End reason, @Nullable String why) {
        failure = why;
        end = reason;
    }

    /// What was read of a partition that was followed without an end, as if it had been asked for.
    PartitionOutcome outcomeSoFar() {
        PartitionOutcome all = outcome();
        var range = new PositionRange(
                asked.positions().from(),
                Position.max(reached, asked.positions().from()));
        End ended = end;
        return new PartitionOutcome(
                new PartitionRange(asked.partition(), range),
                all.reached(),
                ended != null ? ended : gone.isEmpty() ? End.COMPLETE : End.HEAD_MOVED,
                all.batches(),
                all.events(),
                all.invisible(),
                all.bytes(),
                all.gone(),
                all.note(),
                all.failure());
    }

    PartitionRange asked() {
        return asked;
    }

    long events() {
        return events;
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
                gone,
                Optional.ofNullable(note),
                Optional.ofNullable(failure));
    }
}
