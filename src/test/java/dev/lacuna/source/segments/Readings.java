package dev.lacuna.source.segments;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.Collected;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// All that was read of one partition of a log folder, damages included.
final class Readings implements ReadHandler {

    private final Collected collected = new Collected();
    private final List<Damage> damages = new ArrayList<>();

    static StreamSource open(Path folder) throws SourceException {
        return new SegmentSourceProvider().open(SourceSpec.of("segments:" + folder));
    }

    static StreamSource open(Path folder, Map<String, String> properties) throws SourceException {
        return new SegmentSourceProvider().open(new SourceSpec("segments:" + folder, properties, false));
    }

    /// Reads all of a partition.
    static Readings all(Path folder, String topic, int partition, boolean events) throws SourceException {
        try (StreamSource source = open(folder)) {
            return all(source, topic, partition, events);
        }
    }

    static Readings all(StreamSource source, String topic, int partition, boolean events) throws SourceException {
        var info = source.describe(topic).partition(partition).orElseThrow();
        return range(source, new PartitionRange(info.partition(), info.range()), events);
    }

    static Readings range(StreamSource source, PartitionRef partition, long from, long to, boolean events)
            throws SourceException {
        return range(source, new PartitionRange(partition, PositionRange.offsets(from, to)), events);
    }

    static Readings range(StreamSource source, PartitionRange range, boolean events) throws SourceException {
        var readings = new Readings();
        try (StreamReader reader = source.open(new ReadRequest(List.of(range), events))) {
            while (reader.poll(Duration.ofSeconds(5), readings)) {
                // until the range has ended
            }
        }
        return readings;
    }

    @Override
    public void batch(Batch batch) throws SourceException {
        collected.batch(batch);
    }

    @Override
    public void event(Batch batch, Event event) throws SourceException {
        collected.event(batch, event);
    }

    @Override
    public void damage(PartitionRef partition, Damage damage) {
        damages.add(damage);
    }

    @Override
    public void gone(PartitionRef partition, PositionRange positions) {
        collected.gone(partition, positions);
    }

    @Override
    public void ended(PartitionRef partition, Position reached, EndReason reason) throws SourceException {
        collected.ended(partition, reached, reason);
    }

    Collected collected() {
        return collected;
    }

    List<Batch> batches() {
        return collected.batches();
    }

    /// The first and last offset of each batch, as `0-9`.
    List<String> spans() {
        return batches().stream()
                .map(batch -> batch.first() + "-" + batch.last())
                .toList();
    }

    List<Damage> damages() {
        return damages;
    }

    List<Damage> damages(Damage.Kind kind) {
        return damages.stream().filter(damage -> damage.kind() == kind).toList();
    }

    Collected.Ending ending(PartitionRef partition) {
        return Objects.requireNonNull(collected.ending(partition));
    }
}
