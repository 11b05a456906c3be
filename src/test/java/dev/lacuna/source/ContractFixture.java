package dev.lacuna.source;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A source under test, and ways to write into it and to read from it.
abstract class ContractFixture {

    protected static final long NOON = 1_700_000_000_000L;

    private static final AtomicInteger WRITERS = new AtomicInteger();

    protected abstract StreamSource source();

    /// By which the same log is written: the source itself, where it can be written to.
    protected StreamSource writer() {
        return source();
    }

    /// The reader under test.
    protected StreamReader reader(ReadRequest request) throws SourceException {
        return source().open(request);
    }

    /// Makes an empty stream with a name of its own.
    protected abstract String createStream(String prefix, int partitions);

    /// Writes events into the log in a transaction that is then aborted, and waits for its marker.
    protected abstract void writeAborted(PartitionRef partition, int count);

    /// Writes events into the log in a transaction that stays open until it is closed, and then is aborted.
    protected abstract AutoCloseable writeOpen(PartitionRef partition, int count);

    /// Whether the reader under test sees the log's own batches.
    protected abstract boolean seesLoggedBatches();

    protected static String writerId() {
        return "contract-" + WRITERS.incrementAndGet();
    }

    protected final PartitionRef partition(String stream, int number) throws SourceException {
        return source().describe(stream).stream().partition(number);
    }

    protected static OutgoingEvent outgoing(PartitionRef partition, long millis, String key, String value) {
        return new OutgoingEvent(partition, millis, Bytes.utf8(key), Bytes.utf8(value), List.of());
    }

    /// Commits so many events to a partition in one transaction: keys `k0`.., a second apart from noon on.
    protected final void write(PartitionRef partition, int count) throws SourceException {
        try (EventSink sink = writer().openSink(writerId())) {
            for (int i = 0; i < count; i++) {
                sink.write(outgoing(partition, NOON + i * 1_000L, "k" + i, "value " + i));
            }
            sink.commit();
        }
        awaitMarkers(partition);
    }

    /// Kafka answers a commit when it is certain, and writes its marker a moment later.
    protected final void awaitMarkers(PartitionRef partition) throws SourceException {
        writer().awaitStable(List.of(partition), Duration.ofMinutes(2));
    }

    protected final Collected read(ReadRequest request) throws SourceException {
        try (StreamReader reader = reader(request)) {
            return Collected.all(reader);
        }
    }

    protected final Collected readAll(String stream) throws SourceException {
        List<PartitionRange> ranges = source().describe(stream).partitions().stream()
                .map(partition -> new PartitionRange(partition.partition(), partition.range()))
                .toList();
        return read(new ReadRequest(ranges, true));
    }

    protected final Collected read(PartitionRef partition, long from, long to) throws SourceException {
        return read(new ReadRequest(List.of(new PartitionRange(partition, PositionRange.offsets(from, to))), true));
    }
}
