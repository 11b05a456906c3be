package dev.lacuna.investigation;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.source.ReadHandler;
import java.util.function.Consumer;

/// Passes on only the events that a committed reader sees.
record CommittedEvents(Consumer<Event> events) implements ReadHandler {

    @Override
    public void batch(Batch batch) {}

    @Override
    public void event(Batch batch, Event event) {
        if (batch.isVisible() && batch.fate() != Fate.OPEN) {
            events.accept(event);
        }
    }

    @Override
    public void ended(PartitionRef partition, Position reached, EndReason reason) {}
}
