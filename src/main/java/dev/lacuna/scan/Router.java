package dev.lacuna.scan;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.scan.PartitionOutcome.End;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import dev.lacuna.task.TaskContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hands what one reader reads to the lanes of its partitions. A partition that fails ends alone, and a cancelled task
/// is noticed also within a batch, for one can hold millions of events.
final class Router implements ReadHandler {

    /// A power of two.
    private static final int EVENTS_BETWEEN_LOOKS = 4096;

    private final Map<PartitionRef, Lane> lanes;
    private final StreamReader reader;
    private final TaskContext context;
    private long eventsOfBatch;
    private @Nullable PartitionRef latest;
    private @Nullable Lane laneOfLatest;

    /// @param reader whose notes go with the partitions that end after it made them
    Router(Map<PartitionRef, Lane> lanes, StreamReader reader, TaskContext context) {
        this.lanes = lanes;
        this.reader = reader;
        this.context = context;
    }

    @Override
    public void batch(Batch batch) throws SourceException {
        Lane lane = lane(batch.partition());
        lane.handler().batch(batch);
        lane.tracker().saw(batch);
        eventsOfBatch = 0;
    }

    @Override
    public void event(Batch batch, Event event) throws SourceException {
        Lane lane = lane(event.partition());
        if ((eventsOfBatch & (EVENTS_BETWEEN_LOOKS - 1)) == EVENTS_BETWEEN_LOOKS - 1 && context.isCancelled()) {
            lane.tracker().brokeOff(event.position(), eventsOfBatch);
            throw new SourceException(SourceException.Kind.INTERRUPTED, "The task was cancelled.", true, null);
        }
        lane.handler().event(batch, event);
        eventsOfBatch++;
    }

    @Override
    public void damage(PartitionRef partition, Damage damage) throws SourceException {
        lane(partition).handler().damage(partition, damage);
    }

    @Override
    public void gone(PartitionRef partition, PositionRange positions) throws SourceException {
        Lane lane = lane(partition);
        lane.handler().gone(partition, positions);
        lane.tracker().gone(positions);
    }

    @Override
    public void failed(PartitionRef partition, Position reached, SourceException failure) {
        PartitionTracker tracker = lane(partition).tracker();
        tracker.note(reader.note());
        tracker.failed(reached, failure.getMessage());
    }

    @Override
    public void ended(PartitionRef partition, Position reached, EndReason reason) throws SourceException {
        Lane lane = lane(partition);
        lane.handler().ended(partition, reached, reason);
        lane.tracker().note(reader.note());
        lane.tracker()
                .ended(
                        reached,
                        switch (reason) {
                            case COMPLETE -> End.COMPLETE;
                            case HEAD_MOVED -> End.HEAD_MOVED;
                            case LOG_ENDED -> End.LOG_ENDED;
                        });
    }

    /// A reader names the partition of event after event by the same object.
    private Lane lane(PartitionRef partition) {
        Lane lane = laneOfLatest;
        if (partition == latest && lane != null) {
            return lane;
        }
        lane = lanes.get(partition);
        if (lane == null) {
            throw new IllegalStateException("the source read a partition nobody asked for: " + partition);
        }
        latest = partition;
        laneOfLatest = lane;
        return lane;
    }
}
