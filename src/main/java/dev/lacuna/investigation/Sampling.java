package dev.lacuna.investigation;

import dev.lacuna.decode.Decoding;
import dev.lacuna.decode.Detection;
import dev.lacuna.decode.FieldGuess;
import dev.lacuna.decode.FieldReaders;
import dev.lacuna.decode.UndecodedEvents;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.scan.Scanner;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What a few events tell of a stream: how its payloads are read, and which fields are in them.
final class Sampling {

    /// Events read of each partition.
    private static final int SAMPLE_PER_PARTITION = 60;

    private static final int SAMPLED_PARTITIONS = 8;

    /// Of large events a few tell enough, and more might not find room.
    private static final long MOST_BYTES = 8 << 20;

    private final StreamSource source;
    private final Decoding decoding;

    /// What a proposal of fields has found out already, for the scan that follows it.
    private final Map<StreamRef, Detection> fresh = new ConcurrentHashMap<>();

    Sampling(StreamSource source, Decoding decoding) {
        this.source = source;
        this.decoding = decoding;
    }

    Decoding decoding() {
        return decoding;
    }

    /// How payloads are read: as somebody said, or as a sample shows.
    ///
    /// @throws SourceException where no event could be read to tell it by: who took it for something would
    ///     misread all
    Detection detect(FieldSpec fields, List<PartitionRange> ranges, TaskContext context)
            throws InterruptedException, TaskCancelledException, SourceException {
        Optional<Detection> said = decoding.said(fields.format());
        if (said.isPresent()) {
            return said.get();
        }
        Detection found = ranges.isEmpty() ? null : fresh.remove(ranges.getFirst().partition().stream());
        return found != null ? found : decoding.detect(values(sample(ranges, context)));
    }

    private static List<@Nullable Bytes> values(List<Event> events) {
        List<@Nullable Bytes> values = new ArrayList<>();
        events.forEach(event -> values.add(Decoding.payload(event)));
        return values;
    }

    /// The same fields, and how they are read.
    FieldSpec withFormat(FieldSpec fields, StreamInfo stream, TaskContext context)
            throws InterruptedException, TaskCancelledException, SourceException {
        return fields.withFormat(detect(fields, ranges(stream), context).format());
    }

    /// A reader of fields whose format is known, for one thread.
    FieldReader reader(FieldSpec fields, UndecodedEvents undecoded) {
        return FieldReaders.of(fields, fields.format(), null, decoding, undecoded);
    }

    /// Proposes which fields are sequence, id and time. How payloads are read stays to be found out, so that whoever
    /// scans is told why.
    FieldSpec guess(StreamInfo stream, TaskContext context)
            throws InterruptedException, TaskCancelledException, SourceException {
        List<Event> sample = sample(ranges(stream), context);
        Detection detection = decoding.said(PayloadFormat.AUTO).orElseGet(() -> decoding.detect(values(sample)));
        fresh.put(stream.stream(), detection);
        return FieldGuess.of(sample, detection.format(), decoding).withFormat(PayloadFormat.AUTO);
    }

    /// The first events of a stream.
    List<Event> first(StreamInfo stream, TaskContext context)
            throws InterruptedException, TaskCancelledException, SourceException {
        return sample(ranges(stream), context);
    }

    private static List<PartitionRange> ranges(StreamInfo stream) {
        return stream.partitions().stream()
                .map(info -> new PartitionRange(info.partition(), info.range()))
                .toList();
    }

    /// The first events of some partitions, each partition's in order; the last ones where no event stands at the
    /// first positions any more, as in a log that was cleaned.
    private List<Event> sample(List<PartitionRange> ranges, TaskContext context)
            throws InterruptedException, TaskCancelledException, SourceException {
        List<PartitionRange> filled =
                ranges.stream().filter(range -> !range.positions().isEmpty()).toList();
        List<PartitionRange> some = filled.stream().limit(SAMPLED_PARTITIONS).toList();
        try {
            return sampleOf(some, context);
        } catch (SourceException e) {
            if (some.size() == filled.size() || context.isCancelled()) {
                throw e;
            }
            // they may all lie on a broker that is down
            return sampleOf(
                    filled.subList(Math.max(some.size(), filled.size() - SAMPLED_PARTITIONS), filled.size()), context);
        }
    }

    private List<Event> sampleOf(List<PartitionRange> some, TaskContext context)
            throws InterruptedException, TaskCancelledException, SourceException {
        List<Event> sample = read(some.stream().map(Sampling::head).toList(), context);
        return sample.isEmpty() ? read(some.stream().map(Sampling::tail).toList(), context) : sample;
    }

    /// @throws SourceException where nothing was read and none of the partitions could be
    private List<Event> read(List<PartitionRange> ranges, TaskContext context)
            throws InterruptedException, TaskCancelledException, SourceException {
        List<Event> events = new ArrayList<>();
        var wanting = new AtomicInteger(ranges.size());
        List<PartitionOutcome> outcomes = new Scanner(source, 1)
                .scan(
                        "Sampling",
                        ranges,
                        true,
                        range -> new SampleShare(MOST_BYTES / ranges.size(), wanting, events::add),
                        context);
        context.checkpoint();
        boolean none = !outcomes.isEmpty()
                && outcomes.stream().allMatch(outcome -> outcome.failure().isPresent());
        if (events.isEmpty() && none) {
            throw new SourceException(
                    SourceException.Kind.OTHER, outcomes.getFirst().failure().orElseThrow(), true, null);
        }
        return events;
    }

    private static PartitionRange tail(PartitionRange range) {
        if (!range.positions().from().isDense()) {
            return range;
        }
        Position begin = Position.offset(Math.max(0, range.positions().to().asOffset() - SAMPLE_PER_PARTITION));
        return new PartitionRange(
                range.partition(),
                new PositionRange(
                        Position.max(begin, range.positions().from()),
                        range.positions().to()));
    }

    private static PartitionRange head(PartitionRange range) {
        if (!range.positions().from().isDense()) {
            return range;
        }
        Position end = Position.offset(range.positions().from().asOffset() + SAMPLE_PER_PARTITION);
        return new PartitionRange(
                range.partition(),
                new PositionRange(
                        range.positions().from(),
                        Position.min(end, range.positions().to())));
    }
}
