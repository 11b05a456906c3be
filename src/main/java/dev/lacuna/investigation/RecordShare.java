package dev.lacuna.investigation;

import dev.lacuna.detect.Phrases;
import dev.lacuna.filter.Answer;
import dev.lacuna.filter.Judge;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.SourceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one partition contributes to records that are read. Its rows are guarded by the [RecordStream] it is part of.
final class RecordShare implements ReadHandler {

    private static final int STOPS_TOLD = 3;

    /// Of records that are not wanted, so many are passed over between two looks at the others.
    private static final int PASSED_OVER = 1_024;

    /// Gets each record; null for one that is not wanted.
    interface Rows {
        /// @return whether reading on is of use to any partition
        boolean add(RecordShare share, RecordPage.@Nullable Row row) throws SourceException;
    }

    final Deque<RecordPage.Row> rows = new ArrayDeque<>();

    private final PartitionRange range;
    private final RecordQuery query;
    private final int limit;
    private final @Nullable Judge judge;
    private final Rows taker;
    private final List<String> unreadable = new ArrayList<>();
    private final List<PositionRange> gone = new ArrayList<>();
    private Position reached;
    private long latest = Long.MIN_VALUE;
    private int count;
    private @Nullable Position last;
    private String stopped = "";
    private boolean limited;
    private volatile boolean reading;
    private int passedOver;

    RecordShare(PartitionRange range, RecordQuery query, int limit, @Nullable Judge judge, Rows taker) {
        this.range = range;
        this.query = query;
        this.limit = limit;
        this.judge = judge;
        this.taker = taker;
        this.reached = range.positions().from();
    }

    boolean wantsMore() {
        return stopped.isEmpty() && reached.isBefore(range.positions().to());
    }

    /// Whether this round still brings something of it.
    boolean isReading() {
        return reading;
    }

    boolean isLimited() {
        return limited;
    }

    Optional<Judge> judge() {
        return Optional.ofNullable(judge);
    }

    /// A time at or behind which all stand that are still to come.
    long latest() {
        return latest;
    }

    void tellStops(List<String> stops) {
        if (!stopped.isEmpty()) {
            stops.add(stopped);
        }
        stops.addAll(unreadable);
        gone.forEach(positions -> stops.add(Records.deleted(range.partition(), positions)));
    }

    PartitionRange next(long positions) {
        reading = true;
        Position end = range.positions().to();
        if (reached.isDense()) {
            end = Position.min(end, Position.offset(reached.asOffset() + positions));
        }
        return new PartitionRange(range.partition(), new PositionRange(reached, end));
    }

    void roundEnded(PartitionOutcome outcome) {
        reading = false;
        // what was asked counts, not what was reached: at the log's end there is nothing more to wait for
        reached = outcome.asked().positions().to();
        if (stopped.isEmpty() && outcome.failure().isPresent()) {
            stopped = range.partition() + ": stopped at position " + outcome.reached() + ", "
                    + outcome.failure().get();
        }
    }

    @Override
    public void batch(Batch batch) {}

    @Override
    public void event(Batch batch, Event event) throws SourceException {
        latest = Math.max(latest, event.millis());
        RecordPage.Row row = isWanted(event) ? row(batch, event) : null;
        boolean goesOn = true;
        if (row != null || !reading || ++passedOver % PASSED_OVER == 0) {
            goesOn = taker.add(this, row);
        }
        if (!goesOn) {
            throw new SourceException(SourceException.Kind.INTERRUPTED, "Enough was read.", true, null);
        }
    }

    private boolean isWanted(Event event) {
        if (!stopped.isEmpty()
                || (query.time().isPresent() && !query.time().get().contains(event.millis()))
                || (judge != null && judge.judge(event) != Answer.YES)) {
            return false;
        }
        if (count == limit) {
            limited = true;
            stopped = range.partition() + ": more than " + Phrases.count(limit, "record") + ", shown up to position "
                    + last;
            reading = false;
            return false;
        }
        return true;
    }

    private RecordPage.Row row(Batch batch, Event event) {
        count++;
        last = event.position();
        return RecordPage.Row.of(batch, event, latest, Integer.MAX_VALUE);
    }

    @Override
    public void damage(PartitionRef partition, Damage damage) {
        if (stopped.isEmpty() && unreadable.size() < STOPS_TOLD) {
            Records.hidden(range, damage).ifPresent(unreadable::add);
        }
    }

    @Override
    public void gone(PartitionRef partition, PositionRange positions) {
        if (!stopped.isEmpty()) {
            return;
        }
        if (!gone.isEmpty() && gone.getLast().to().equals(positions.from())) { // told of round by round
            gone.add(new PositionRange(gone.removeLast().from(), positions.to()));
        } else {
            gone.add(positions);
        }
    }

    @Override
    public void ended(PartitionRef partition, Position end, EndReason reason) {
        reading = false;
    }
}
