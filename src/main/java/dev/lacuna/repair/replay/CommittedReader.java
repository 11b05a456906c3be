package dev.lacuna.repair.replay;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the committed events of ranges to the last one, or fails: never a control, an aborted or an open record.
/// Confined to one thread.
final class CommittedReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /// Passed before each poll: waits while the task is paused, leaves when it is cancelled.
    interface Gate {
        void pass() throws SourceException, TaskCancelledException;
    }

    private final StreamReader reader;
    private final TaskContext.Registration wakeup;
    private final Gate gate;
    private final List<PartitionRange> ranges;
    private List<Event> arrived = new ArrayList<>();
    private List<Batch> arrivedIn = new ArrayList<>();
    private List<Batch> batches = List.of();
    private boolean more;

    CommittedReader(StreamSource source, List<PartitionRange> ranges, TaskContext context, Gate gate)
            throws SourceException {
        this.gate = gate;
        this.ranges =
                ranges.stream().filter(range -> !range.positions().isEmpty()).toList();
        this.more = !this.ranges.isEmpty();
        this.reader = source.open(new ReadRequest(this.ranges, true));
        this.wakeup = context.onCancel(reader::wakeup);
    }

    /// What has arrived, maybe nothing; per partition in order. Null at the end of the last range. The events'
    /// bytes may be shared with neighbours.
    @Nullable
    List<Event> next() throws SourceException, TaskCancelledException {
        if (!more) {
            return null;
        }
        gate.pass();
        more = reader.poll(POLL, new Handler());
        List<Event> events = arrived;
        batches = arrivedIn;
        arrived = new ArrayList<>();
        arrivedIn = new ArrayList<>();
        return events;
    }

    /// The batch of an event that came with the last [#next()].
    Batch batch(int event) {
        return batches.get(event);
    }

    private final class Handler implements ReadHandler {
        @Override
        public void batch(Batch batch) throws SourceException {
            if (isUndecided(batch)) {
                throw new ChangedLogException("A transaction in " + batch.partition() + " at " + batch.first() + " to "
                        + batch.last()
                        + " is neither committed nor aborted, as far as can be seen. Wait until it is, or choose a range that"
                        + " ends before it.");
            }
        }

        @Override
        public void event(Batch batch, Event event) {
            if (batch.isVisible()) {
                arrived.add(event);
                arrivedIn.add(batch);
            }
        }

        @Override
        public void damage(PartitionRef partition, Damage damage) throws SourceException {
            PositionRange hidden = damage.hidden().orElse(null);
            if (hidden != null && ranges.stream().anyMatch(range -> isHit(range, partition, hidden))) {
                throw new ChangedLogException("The log of " + partition + " is damaged in the range: "
                        + damage.sentence() + " Choose ranges before and behind them, or another source.");
            }
        }

        private static boolean isHit(PartitionRange range, PartitionRef partition, PositionRange hidden) {
            return range.partition().equals(partition) && range.positions().overlaps(hidden);
        }

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) throws SourceException {
            switch (reason) {
                case COMPLETE -> {}
                case HEAD_MOVED ->
                    throw new ChangedLogException("The log of " + partition
                            + " no longer has all of the range: retention or a deletion moved its start into it.");
                case LOG_ENDED ->
                    throw new ChangedLogException("The log of " + partition + " ends at " + reached
                            + ", inside the range: it was truncated.");
            }
        }
    }

    private static boolean isUndecided(Batch batch) {
        // who can't tell a record's fate can't tell either whether it was part of a transaction
        return !batch.control() && (batch.fate() == Fate.OPEN || batch.fate() == Fate.UNKNOWN);
    }

    @Override
    public void close() {
        wakeup.close();
        reader.close();
    }
}
