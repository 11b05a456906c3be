package dev.lacuna.investigation;

import dev.lacuna.filter.Answer;
import dev.lacuna.filter.Judge;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.ReadHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// Takes the rows of one partition's part of a slice.
final class RowCollector implements ReadHandler {

    private static final int TROUBLES_TOLD = 3;

    private final PartitionRange range;
    private final LongPredicate times;
    private final boolean markers;
    private final int most;
    private final @Nullable Judge judge;
    private final HitRoom room;
    private final long latest;
    private final List<RecordPage.Row> rows = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final List<PositionRange> gone = new ArrayList<>();
    private long millis;
    private long bytes;

    /// @param slice says when what is merged here begins and ends
    /// @param times which timestamps are wanted
    /// @param most bytes to keep of a value
    /// @param room what those who share it may keep together
    /// @param judge only what it says yes to is taken; null: everything
    RowCollector(
            PartitionRange range,
            Cuts.Slice slice,
            LongPredicate times,
            boolean markers,
            int most,
            HitRoom room,
            @Nullable Judge judge) {
        this.range = range;
        this.times = times;
        this.markers = markers;
        this.most = most;
        this.judge = judge;
        this.room = room;
        this.millis = slice.millis();
        this.latest = Math.max(slice.millis(), slice.toMillis() - 1);
    }

    List<RecordPage.Row> rows() {
        return rows;
    }

    List<String> troubles() {
        List<String> told = new ArrayList<>(troubles);
        gone.forEach(positions -> told.add(Records.deleted(range.partition(), positions)));
        return told;
    }

    /// Of the batches that were read.
    long bytes() {
        return bytes;
    }

    @Override
    public void batch(Batch batch) {
        bytes += batch.bytes();
        if (batch.control() && markers && judge == null && range.positions().contains(batch.first())) {
            rows.add(RecordPage.Row.of(batch, mark(batch), at(batch.maxMillis()), most));
        }
    }

    private static Event mark(Batch batch) {
        return new Event(
                batch.partition(), batch.first(), batch.maxMillis(), batch.timestamps(), null, null, List.of());
    }

    @Override
    public void event(Batch batch, Event event) {
        if (room.isFull()) {
            return;
        }
        long at = at(event.millis());
        if (times.test(event.millis()) && (judge == null || judge.judge(event) == Answer.YES)) {
            RecordPage.Row row = RecordPage.Row.of(batch, event, at, room.bytesOfValue(most));
            room.take(row);
            rows.add(row);
        }
    }

    private long at(long time) {
        millis = Math.min(latest, Math.max(millis, time));
        return millis;
    }

    @Override
    public void damage(PartitionRef partition, Damage damage) {
        if (troubles.size() < TROUBLES_TOLD) {
            Records.hidden(range, damage).ifPresent(troubles::add);
        }
    }

    @Override
    public void gone(PartitionRef partition, PositionRange positions) {
        boolean goesOn = !gone.isEmpty() && gone.getLast().to().equals(positions.from());
        gone.add(goesOn ? new PositionRange(gone.removeLast().from(), positions.to()) : positions);
    }

    @Override
    public void ended(PartitionRef partition, Position end, EndReason reason) {}
}
