package dev.lacuna.repair.replay;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads the target, committed events only, for copies that carry the plan's id. Each read goes on where the last one
/// stopped, also after a failure.
final class TargetCopies {

    /// Receives the copies, per target partition in order.
    interface Visitor {
        /// @param batch that the copy stands in
        void copy(Event copy, Origin.Spot original, Batch batch) throws SourceException;

        /// An event that no run of the plan has written.
        default void other(Event event) throws SourceException {}
    }

    private final ReplayJob job;
    private final Origin origin;
    private final Bytes planId;
    private final Map<PartitionRef, Position> looked = new LinkedHashMap<>();
    private final Map<PartitionRef, Batch> lastBatches = new HashMap<>();

    /// Looks from where the target ended when the plan was made.
    TargetCopies(ReplayJob job) {
        this.job = job;
        this.origin = job.origin();
        this.planId = Bytes.utf8(job.plan().id());
        for (PartitionRef partition : job.targets()) {
            looked.put(partition, Objects.requireNonNull(job.plan().targetEnds().get(partition.number())));
        }
    }

    /// Up to where committed readers see everything now.
    static Map<PartitionRef, Position> stableEnds(ReplayJob job, StreamInfo to) {
        Map<PartitionRef, Position> ends = new LinkedHashMap<>();
        for (PartitionRef partition : job.targets()) {
            ends.put(partition, to.partitions().get(partition.number()).lastStable());
        }
        return ends;
    }

    /// Whether the position lies behind what was read.
    boolean isAhead(PartitionRef partition, Position position) {
        return Objects.requireNonNull(looked.get(partition)).isBefore(position);
    }

    /// The last batch with events that was read in each partition, reading onward.
    Map<PartitionRef, Batch> lastBatches() {
        return lastBatches;
    }

    /// Whether a look that begins at the position has less to read than one that begins where the plan says.
    boolean spares(PartitionRef partition, Position position) {
        return Objects.requireNonNull(job.plan().targetEnds().get(partition.number()))
                .isBefore(position);
    }

    /// Passes over what stands before a position.
    ///
    /// @return what is passed over
    PositionRange skipTo(PartitionRef partition, Position start) {
        Position from = Objects.requireNonNull(looked.put(partition, start));
        return new PositionRange(from, start);
    }

    void readTo(Map<PartitionRef, Position> ends, TaskContext context, Visitor visitor)
            throws SourceException, TaskCancelledException {
        List<PartitionRange> ranges = new ArrayList<>();
        for (PartitionRef partition : job.targets()) {
            Position from = Objects.requireNonNull(looked.get(partition));
            Position to = Objects.requireNonNull(ends.get(partition), "no end of " + partition);
            if (from.isBefore(to)) {
                ranges.add(new PartitionRange(partition, new PositionRange(from, to)));
            }
        }
        read(ranges, true, context, visitor);
        ranges.forEach(range -> looked.put(range.partition(), range.positions().to()));
    }

    /// Reads what was passed over.
    void readBefore(PartitionRange range, TaskContext context, Visitor visitor)
            throws SourceException, TaskCancelledException {
        read(List.of(range), false, context, visitor);
    }

    private void read(List<PartitionRange> ranges, boolean onward, TaskContext context, Visitor visitor)
            throws SourceException, TaskCancelledException {
        if (ranges.isEmpty()) {
            return;
        }
        long total =
                ranges.stream().mapToLong(range -> range.positions().span()).sum();
        long events = 0;
        try (var reader = new CommittedReader(job.target(), ranges, context, context::checkpoint)) {
            for (List<Event> some = reader.next(); some != null; some = reader.next()) {
                for (int i = 0; i < some.size(); i++) {
                    Event event = some.get(i);
                    if (onward) {
                        looked.put(event.partition(), event.position().next());
                        lastBatches.put(event.partition(), reader.batch(i));
                    }
                    visit(event, reader.batch(i), visitor);
                }
                events += some.size();
                context.report(ProgressSnapshot.of("Looking at the target", events, total, "positions"));
            }
        }
    }

    private void visit(Event event, Batch batch, Visitor visitor) throws SourceException {
        if (event.headers().isEmpty() || !planId.equals(event.header(Event.PLAN_HEADER))) {
            visitor.other(event);
            return;
        }
        Origin.Spot original = origin.parse(event.header(Event.ORIGIN_HEADER));
        if (original != null) {
            visitor.copy(event, original, batch);
        }
    }
}
