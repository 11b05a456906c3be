package dev.lacuna.source;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.Producer;
import dev.lacuna.model.TimestampKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One batch as a [MemoryPartition] keeps it. Guarded by the cluster's lock.
final class MemoryBatch {

    final long first;
    final long last;
    final boolean control;
    final boolean transactional;
    final @Nullable Producer producer;
    List<Event> events;
    Fate fate;
    final int leaderEpoch;

    MemoryBatch(
            long first,
            long last,
            boolean control,
            boolean transactional,
            @Nullable Producer producer,
            List<Event> events,
            Fate fate,
            int leaderEpoch) {
        this.first = first;
        this.last = last;
        this.control = control;
        this.transactional = transactional;
        this.producer = producer;
        this.events = events;
        this.fate = fate;
        this.leaderEpoch = leaderEpoch;
    }

    Batch describe(PartitionRef partition, TimestampKind timestamps) {
        return new Batch(
                partition,
                Position.offset(first),
                Position.offset(last),
                control ? 1 : events.size(),
                events.stream().mapToLong(Event::millis).min().orElse(-1),
                events.stream().mapToLong(Event::millis).max().orElse(-1),
                timestamps,
                events.stream().mapToLong(Event::size).sum() + 61,
                fate,
                control,
                transactional,
                false,
                producer,
                leaderEpoch,
                true,
                events.hashCode());
    }
}
