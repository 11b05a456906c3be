package dev.lacuna.investigation;

import dev.lacuna.bench.Order;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.Producer;
import dev.lacuna.model.TimestampKind;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadHandler.EndReason;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Makes up the events of its ranges, partition by partition in turns as a broker sends them.
final class SyntheticReader implements StreamReader {

    private static final int BATCHES_IN_TURN = 64;
    private static final int BYTES_PER_EVENT = 130;
    private static final long FIRST_MILLIS = 1_760_000_000_000L;
    private static final int MILLIS_BETWEEN = 50;

    private final boolean events;
    private final int perBatch;
    private final Deque<Turn> turns = new ArrayDeque<>();

    SyntheticReader(ReadRequest request, int perBatch) {
        this.events = request.events();
        this.perBatch = perBatch;
        for (PartitionRange range : request.ranges()) {
            turns.add(new Turn(
                    range.partition(),
                    range.positions().from().asOffset(),
                    range.positions().to().asOffset()));
        }
    }

    @Override
    public boolean poll(Duration max, ReadHandler handler) throws SourceException {
        Turn turn = turns.poll();
        if (turn == null) {
            return false;
        }
        for (int i = 0; i < BATCHES_IN_TURN && turn.at < turn.to; i++) {
            hand(turn, handler);
        }
        if (turn.at < turn.to) {
            turns.add(turn);
        } else {
            handler.ended(turn.partition, Position.offset(turn.to), EndReason.COMPLETE);
        }
        return true;
    }

    private void hand(Turn turn, ReadHandler handler) throws SourceException {
        long next = Math.min(turn.to, turn.at + perBatch);
        int count = (int) (next - turn.at);
        var batch = new Batch(
                turn.partition,
                Position.offset(turn.at),
                Position.offset(next - 1),
                count,
                millis(turn.at),
                millis(next - 1),
                TimestampKind.CREATE,
                (long) count * BYTES_PER_EVENT,
                Fate.COMMITTED,
                false,
                false,
                false,
                new Producer(turn.partition.number(), (short) 0, (int) turn.at, (int) (next - 1)),
                0,
                true);
        handler.batch(batch);
        for (long at = turn.at; events && at < next; at++) {
            handler.event(batch, event(turn.partition, at));
        }
        turn.at = next;
    }

    private static Event event(PartitionRef partition, long at) {
        var order = new Order(partition.number(), at);
        return new Event(
                partition,
                Position.offset(at),
                millis(at),
                TimestampKind.CREATE,
                Bytes.of(order.key()),
                Bytes.of(order.json()),
                List.of());
    }

    /// As uneven as arrivals are.
    private static long millis(long at) {
        return FIRST_MILLIS + at * MILLIS_BETWEEN + (at * 0x9E37_79B9L >>> 8 & 31);
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {}

    private static final class Turn {
        final PartitionRef partition;
        final long to;
        long at;

        Turn(PartitionRef partition, long from, long to) {
            this.partition = partition;
            this.at = from;
            this.to = to;
        }
    }
}
