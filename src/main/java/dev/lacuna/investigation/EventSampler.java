package dev.lacuna.investigation;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskContext;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Reads a few events besides, for rules that need them: to decide, where a scan reads none, or to tell more of an
/// event than they could keep. On whatever thread asks.
final class EventSampler {

    private static final int MOST_POSITIONS = 2_000;
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);
    private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();

    private final StreamSource source;
    private final TaskContext context;

    EventSampler(StreamSource source, TaskContext context) {
        this.source = source;
        this.context = context;
    }

    /// The first committed events of a range; fewer or none where the source fails, time is up or the task is
    /// cancelled: whoever asks must do without.
    void read(PartitionRange range, Consumer<Event> events) {
        read(range, new CommittedEvents(events));
    }

    /// The event at a position, and its batch; nothing where it can't be read for one of these reasons, or is none that
    /// a committed reader sees.
    void read(PartitionRef partition, Position position, BiConsumer<Batch, Event> event) {
        if (position.isDense()) {
            read(new PartitionRange(partition, new PositionRange(position, position.next())), new One(position, event));
        }
    }

    private record One(Position position, BiConsumer<Batch, Event> event) implements ReadHandler {

        @Override
        public void batch(Batch batch) {}

        @Override
        public void event(Batch batch, Event each) {
            if (batch.isVisible() && each.position().equals(position)) {
                event.accept(batch, each);
            }
        }

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {}
    }

    private void read(PartitionRange range, ReadHandler handler) {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        try (StreamReader reader = source.open(new ReadRequest(List.of(head(range)), true));
                var _ = context.onCancel(reader::wakeup)) {
            while (!context.isCancelled() && System.nanoTime() < deadline && reader.poll(LONGEST_POLL, handler)) {
                // until the range has ended
            }
        } catch (SourceException e) {
            // the scan's own reader tells of a source that fails
        }
    }

    private static PartitionRange head(PartitionRange range) {
        Position from = range.positions().from();
        Position most = Position.offset(from.asOffset() + MOST_POSITIONS);
        return new PartitionRange(
                range.partition(),
                new PositionRange(from, Position.min(most, range.positions().to())));
    }
}
