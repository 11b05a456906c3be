package dev.lacuna.investigation;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.SourceException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// What one partition contributes to a sample: events that a committed reader sees, until they take as much room as
/// there is. Reading ends when that is so of all partitions. Confined to one thread with the others'.
final class SampleShare implements ReadHandler {

    private final AtomicInteger wanting;
    private final Consumer<Event> events;
    private long left;

    /// @param bytes the first event that goes beyond is the last one
    /// @param wanting how many of the partitions still want some
    SampleShare(long bytes, AtomicInteger wanting, Consumer<Event> events) {
        this.left = bytes;
        this.wanting = wanting;
        this.events = events;
    }

    @Override
    public void batch(Batch batch) {}

    @Override
    public void event(Batch batch, Event event) throws SourceException {
        if (wanting.get() == 0) {
            throw new SourceException(SourceException.Kind.INTERRUPTED, "Enough was read.", true, null);
        }
        if (left > 0 && batch.isVisible() && batch.fate() != Fate.OPEN) {
            events.accept(event.compact());
            take(Math.max(1, event.size()));
        }
    }

    @Override
    public void ended(PartitionRef partition, Position reached, EndReason reason) {
        take(Long.MAX_VALUE);
    }

    private void take(long bytes) {
        if (left > 0) {
            left = Math.max(0, left - bytes);
            if (left == 0) {
                wanting.decrementAndGet();
            }
        }
    }
}
