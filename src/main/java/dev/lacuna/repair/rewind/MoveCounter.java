package dev.lacuna.repair.rewind;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Fate;
import dev.lacuna.model.GroupMove;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts the events between where a group stands and where it is to go on, from the heads of batches, where that
/// takes moments. Confined to one thread.
final class MoveCounter {

    /// More would take longer than anybody waits for a preview.
    static final long MOST_POSITIONS = 2_000_000;

    private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<PartitionRef, PositionRange> ranges = new TreeMap<>();
    private final Map<PartitionRef, Long> counts = new TreeMap<>();
    private final Set<PartitionRef> ended = new HashSet<>();
    private final Set<PartitionRef> doubtful = new HashSet<>();

    private MoveCounter() {}

    /// How many committed events each move has read again, or skipped; what could not be counted is missing.
    static Map<PartitionRef, Long> count(StreamSource source, Map<PartitionRef, GroupMove> moves, TaskContext context)
            throws TaskCancelledException {
        var counter = new MoveCounter();
        long positions = 0;
        for (Map.Entry<PartitionRef, GroupMove> move : moves.entrySet()) {
            PositionRange between = between(move.getValue());
            counter.ranges.put(move.getKey(), between);
            counter.counts.put(move.getKey(), 0L);
            positions += between.span();
        }
        if (positions <= MOST_POSITIONS) {
            counter.read(source, context);
        }
        Map<PartitionRef, Long> exact = new TreeMap<>();
        counter.ranges.forEach((partition, range) -> {
            boolean whole = range.isEmpty() || counter.ended.contains(partition);
            if (whole && !counter.doubtful.contains(partition)) {
                exact.put(partition, counter.counts.getOrDefault(partition, 0L));
            }
        });
        return exact;
    }

    /// What a move passes over, forth or back, as far as the log holds it.
    private static PositionRange between(GroupMove move) {
        PositionRange log = move.log();
        if (move.from().isEmpty() || move.to().isEmpty()) {
            return new PositionRange(log.from(), log.from());
        }
        Position from = move.from().get();
        Position to = move.to().get();
        Position low = Position.max(Position.min(from, to), log.from());
        Position high = Position.min(Position.max(from, to), log.to());
        return low.isBefore(high) ? new PositionRange(low, high) : new PositionRange(low, low);
    }

    private void read(StreamSource source, TaskContext context) throws TaskCancelledException {
        List<PartitionRange> asked = ranges.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> new PartitionRange(entry.getKey(), entry.getValue()))
                .toList();
        if (asked.isEmpty()) {
            return;
        }
        long deadline = System.nanoTime() + LONGEST_NANOS;
        try (StreamReader reader = source.open(new ReadRequest(asked, false));
                var _ = context.onCancel(reader::wakeup)) {
            var handler = new Handler();
            while (System.nanoTime() < deadline && reader.poll(POLL, handler)) {
                context.checkpoint();
            }
        } catch (SourceException e) {
            ended.clear(); // an upper bound is known all the same
        }
    }

    private final class Handler implements ReadHandler {
        @Override
        public void batch(Batch batch) {
            PositionRange range = ranges.get(batch.partition());
            if (range == null || batch.control() || batch.fate() == Fate.ABORTED) {
                return;
            }
            boolean inside = !batch.first().isBefore(range.from())
                    && !range.to().isBefore(batch.last().next());
            boolean undecided = batch.fate() != Fate.COMMITTED;
            if (undecided || !inside && batch.removed() > 0) {
                doubtful.add(batch.partition()); // which of its events lie in the range only the events would tell
            }
            counts.merge(batch.partition(), batch.countWithin(range), Long::sum);
        }

        @Override
        public void damage(PartitionRef partition, Damage damage) {
            doubtful.add(partition);
        }

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {
            if (reason == EndReason.COMPLETE) {
                ended.add(partition);
            }
        }
    }
}
