package dev.lacuna.decode;

import dev.lacuna.decode.schema.SchemaTrouble;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The events of one scan that were not read because their schema was not at hand, by partition and by why.
/// Told by the readers of all partitions.
public final class UndecodedEvents {

    /// More different troubles than that in one scan are told as one.
    private static final int MOST_TROUBLES = 200;

    private final Map<Place, Sum> sums = new ConcurrentHashMap<>();

    private record Place(PartitionRef partition, SchemaTrouble trouble) {}

    /// What is to be told of one trouble in one partition.
    ///
    /// @param firstMillis the first event's time, or -1
    /// @param lastMillis the last event's time, or -1
    public record Sum(
            PartitionRef partition,
            SchemaTrouble trouble,
            long events,
            Position first,
            Position last,
            long firstMillis,
            long lastMillis) {

        private Sum and(Event event) {
            return new Sum(partition, trouble, events + 1, first, event.position(), firstMillis, event.millis());
        }
    }

    void add(Event event, SchemaTrouble trouble) {
        SchemaTrouble told = trouble;
        if (sums.size() >= MOST_TROUBLES && trouble.id().isPresent()) {
            told = new SchemaTrouble(
                    trouble.kind(),
                    SchemaTrouble.NO_ID,
                    "there is the same trouble with many more schemas",
                    trouble.advice());
        }
        sums.compute(
                new Place(event.partition(), told),
                (place, sum) -> sum == null
                        ? new Sum(
                                place.partition(),
                                place.trouble(),
                                1,
                                event.position(),
                                event.position(),
                                event.millis(),
                                event.millis())
                        : sum.and(event));
    }

    /// How many events that are.
    public long count() {
        return sums.values().stream().mapToLong(Sum::events).sum();
    }

    public List<Sum> all() {
        return sums.values().stream()
                .sorted(Comparator.comparing(Sum::partition).thenComparing(Sum::first))
                .toList();
    }
}
