package dev.lacuna.source;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All that a reader handed over, checked against what every reader promises.
public class Collected implements ReadHandler {

    /// How a partition's reading ended.
    public record Ending(Position reached, EndReason reason) {}

    private final List<Batch> batches = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<Event, Batch> batchesOfEvents = new IdentityHashMap<>();
    private final Map<PartitionRef, Ending> endings = new LinkedHashMap<>();
    private final Map<PartitionRef, List<PositionRange>> gone = new LinkedHashMap<>();
    private final List<Damage> damages = new ArrayList<>();
    private final Map<PartitionRef, Batch> latest = new LinkedHashMap<>();

    /// Reads to the end.
    public static Collected all(StreamReader reader) throws SourceException {
        var collected = new Collected();
        while (reader.poll(Duration.ofSeconds(5), collected)) {
            // until every range has ended
        }
        return collected;
    }

    @Override
    public void batch(Batch batch) {
        Batch before = latest.put(batch.partition(), batch);
        if (before != null && !before.last().isBefore(batch.first())) {
            throw new AssertionError("batch at " + batch.first() + " comes after one that ends at " + before.last());
        }
        requireUnended(batch.partition());
        batches.add(batch);
    }

    @Override
    public void event(Batch batch, Event event) {
        if (latest.get(event.partition()) != batch) {
            throw new AssertionError("an event of another batch than the latest of its partition");
        }
        if (event.position().isBefore(batch.first()) || batch.last().isBefore(event.position())) {
            throw new AssertionError("event " + event.position() + " is not of its batch");
        }
        requireUnended(event.partition());
        if (!events.isEmpty()) {
            Event before = events.getLast();
            if (before.partition().equals(event.partition())
                    && !before.position().isBefore(event.position())) {
                throw new AssertionError("event " + event.position() + " comes after " + before.position());
            }
        }
        events.add(event);
        batchesOfEvents.put(event, batch);
    }

    @Override
    public void damage(PartitionRef partition, Damage damage) {
        requireUnended(partition);
        damages.add(damage);
    }

    @Override
    public void gone(PartitionRef partition, PositionRange positions) {
        requireUnended(partition);
        Batch before = latest.get(partition);
        if (before != null && !before.last().isBefore(positions.from())) {
            throw new AssertionError(positions + " is said to be gone after a batch that ends at " + before.last());
        }
        gone.computeIfAbsent(partition, key -> new ArrayList<>()).add(positions);
    }

    @Override
    public void ended(PartitionRef partition, Position reached, EndReason reason) {
        requireUnended(partition);
        endings.put(partition, new Ending(reached, reason));
    }

    private void requireUnended(PartitionRef partition) {
        if (endings.containsKey(partition)) {
            throw new AssertionError(partition + " had ended");
        }
    }

    public List<Batch> batches() {
        return batches;
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    /// Events as a committed reader sees them.
    public List<Event> visible() {
        return events.stream().filter(event -> batchOf(event).isVisible()).toList();
    }

    public Batch batchOf(Event event) {
        return Objects.requireNonNull(batchesOfEvents.get(event));
    }

    public List<Long> offsets() {
        return events.stream().map(event -> event.position().asOffset()).toList();
    }

    public List<Damage> damages() {
        return damages;
    }

    /// What the log's start moved past before it was read.
    public List<PositionRange> gone(PartitionRef partition) {
        return gone.getOrDefault(partition, List.of());
    }

    /// Null while it has not ended.
    public @Nullable Ending ending(PartitionRef partition) {
        return endings.get(partition);
    }
}
