package dev.lacuna.source.kafka;

import dev.lacuna.model.Batch;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.kafkalog.LogBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.utils.BufferSupplier;
import org.jspecify.annotations.Nullable;

/// Reads the log's own batches by raw fetch requests to the partitions' leaders. What a broker can't give now
/// (its partition moved, it restarts, the connection broke) is asked for again until the patience ends.
final class WireReader implements ResumableReader {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long SLICE_MILLIS = 50;
    private static final long FIRST_PAUSE_NANOS = 50_000_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000_000;

    /// A partition that gives nothing now.
    private static final class Trouble {
        final long sinceNanos;
        String what;
        long pauseNanos = FIRST_PAUSE_NANOS;
        long retryAtNanos;

        Trouble(long sinceNanos, String what) {
            this.sinceNanos = sinceNanos;
            this.what = what;
        }
    }

    private final WireFetch fetch;
    private final LeaderLookup leaders;
    private final OffsetLookup offsets;
    private final boolean events;
    private final long patienceNanos;
    /// In the order of asking: who got something goes to the end, because the first never gets nothing for lack
    /// of room.
    private final Map<TopicPartition, WireCursor> cursors = new LinkedHashMap<>();
    private final Map<TopicPartition, Trouble> troubles = new LinkedHashMap<>();
    private final Map<TopicPartition, OffsetLookup.Bounds> bounds = new LinkedHashMap<>();
    private final BufferSupplier buffers = BufferSupplier.create();
    private volatile boolean woken;
    private boolean closed;

    WireReader(WireFetch fetch, Admin admin, TopicLookup topics, OffsetLookup offsets, ReadRequest request) {
        this(fetch, admin, topics, offsets, request, PATIENCE);
    }

    /// @param patience how long a partition may give nothing before the reading fails
    WireReader(
            WireFetch fetch,
            Admin admin,
            TopicLookup topics,
            OffsetLookup offsets,
            ReadRequest request,
            Duration patience) {
        this.fetch = fetch;
        this.offsets = offsets;
        this.events = request.events();
        this.patienceNanos = patience.toNanos();
        for (PartitionRange range : request.ranges()) {
            var cursor = new WireCursor(range);
            cursors.put(cursor.kafka(), cursor);
        }
        leaders = new LeaderLookup(
                admin,
                topics,
                cursors.values().stream().map(WireCursor::partition).toList());
    }

    @Override
    public boolean poll(Duration max, ReadHandler handler) throws SourceException {
        long deadline = System.nanoTime() + max.toNanos();
        while (true) {
            boolean handedOver = deliver(handler);
            handedOver |= end(handler);
            if (cursors.values().stream().allMatch(WireCursor::isEnded)) {
                return false;
            }
            long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
            if (woken || handedOver || leftMillis <= 0) {
                woken = false;
                return true;
            }
            requireUninterrupted();
            leaders.advance();
            takeBounds();
            ask();
            receive(fetch.poll(Math.min(SLICE_MILLIS, leftMillis)));
            requirePatience();
            // ask for what comes next before handing over, so that the broker works meanwhile
            ask();
            receive(fetch.poll(0));
        }
    }

    private static void requireUninterrupted() throws SourceException {
        if (Thread.currentThread().isInterrupted()) {
            throw KafkaFailures.translate("Reading ended", new InterruptedException());
        }
    }

    private boolean deliver(ReadHandler handler) throws SourceException {
        boolean handedOver = false;
        for (WireCursor cursor : cursors.values()) {
            while (!woken) {
                WireCursor.Ready next = cursor.next();
                if (next == null) {
                    break;
                }
                hand(cursor, next, handler);
                handedOver = true;
            }
        }
        return handedOver;
    }

    private void hand(WireCursor cursor, WireCursor.Ready next, ReadHandler handler) throws SourceException {
        LogBatch batch = next.batch();
        if (fetch.isCheckingCrcs()) {
            batch.requireIntact(cursor.partition());
        }
        Batch described = batch.described(cursor.partition(), next.fate());
        handler.batch(described);
        if (events && !batch.isControl()) {
            batch.events(described, next.wanted(), handler, buffers);
        }
    }

    private boolean end(ReadHandler handler) throws SourceException {
        boolean any = false;
        for (WireCursor cursor : cursors.values()) {
            if (!cursor.isEnded() && !cursor.isFetching() && !cursor.hasReady()) {
                cursor.markEnded();
                any = true;
                handler.ended(cursor.partition(), cursor.reached(), cursor.reason());
            }
        }
        return any;
    }

    private void ask() throws SourceException {
        long now = System.nanoTime();
        var byNode = new LinkedHashMap<Node, List<WireCursor>>();
        for (WireCursor cursor : cursors.values()) {
            Trouble trouble = troubles.get(cursor.kafka());
            boolean pausing = trouble != null && now - trouble.retryAtNanos < 0;
            if (!cursor.isFetching() || pausing || bounds.containsKey(cursor.kafka())) {
                continue;
            }
            Node leader = leaders.leader(cursor.kafka());
            if (leader == null) {
                stall(cursor, "its leader is not known");
            } else {
                byNode.computeIfAbsent(leader, node -> new ArrayList<>()).add(cursor);
            }
        }
        for (var entry : byNode.entrySet()) {
            ask(entry.getKey(), entry.getValue());
        }
    }

    private void ask(Node node, List<WireCursor> wanting) throws SourceException {
        switch (fetch.line(node)) {
            case READY -> {
                // one isolation per request: first those that are still below the last stable offset
                IsolationLevel isolation =
                        wanting.stream().anyMatch(c -> c.isolation() == IsolationLevel.READ_COMMITTED)
                                ? IsolationLevel.READ_COMMITTED
                                : IsolationLevel.READ_UNCOMMITTED;
                List<WireCursor> asked = wanting.stream()
                        .filter(cursor -> cursor.isolation() == isolation)
                        .toList();
                wanting.removeAll(asked);
                wanting.forEach(cursor -> troubles.remove(cursor.kafka())); // they wait for their turn, no more
                List<WireFetch.Ask> asks = asked.stream()
                        .map(cursor -> new WireFetch.Ask(
                                cursor.kafka(), leaders.topicId(cursor.kafka().topic()), cursor.fetchAt()))
                        .toList();
                fetch.send(node, asks, isolation);
            }
            case BUSY -> {}
            case CONNECTING, DOWN -> {
                for (WireCursor cursor : wanting) {
                    stall(cursor, "broker " + WireFetch.nameOf(node) + " can't be reached");
                }
            }
        }
    }

    private void receive(List<WireFetch.Reply> replies) throws SourceException {
        for (WireFetch.Reply reply : replies) {
            String lost = reply.lost();
            if (lost != null) {
                for (WireFetch.Ask ask : reply.asked()) {
                    pause(cursorOf(ask), lost);
                }
            }
            for (WireFetch.Answer answer : reply.answers()) {
                receive(answer);
            }
        }
    }

    private void receive(WireFetch.Answer answer) throws SourceException {
        WireCursor cursor = cursorOf(answer.asked());
        if (answer.error() != null) {
            receiveError(cursor, answer.error());
            return;
        }
        troubles.remove(cursor.kafka());
        cursor.accept(answer, System.nanoTime());
        if (!answer.batches().isEmpty()) {
            cursors.remove(cursor.kafka());
            cursors.put(cursor.kafka(), cursor);
        }
    }

    private void receiveError(WireCursor cursor, RuntimeException error) throws SourceException {
        switch (error) {
            case OffsetOutOfRangeException e -> {
                pause(cursor, "its offset " + cursor.fetchAt() + " is out of range");
                bounds.put(cursor.kafka(), offsets.bounds(cursor.partition()));
            }
            case CorruptRecordException e -> throw failure(cursor, e);
            case InvalidMetadataException e -> pause(cursor, e.getMessage());
            case RetriableException e -> pause(cursor, e.getMessage());
            default -> throw failure(cursor, error);
        }
    }

    private static SourceException failure(WireCursor cursor, RuntimeException error) {
        return KafkaFailures.translate(
                "Reading " + cursor.partition() + " failed at offset " + cursor.fetchAt(), error);
    }

    private WireCursor cursorOf(WireFetch.Ask ask) {
        WireCursor cursor = cursors.get(ask.partition());
        if (cursor == null) {
            throw new IllegalStateException("an answer for " + ask.partition() + ", which nobody asked for");
        }
        return cursor;
    }

    private void takeBounds() throws SourceException {
        for (WireCursor cursor : List.copyOf(cursors.values())) {
            OffsetLookup.Bounds answer = bounds.get(cursor.kafka());
            if (answer == null || !answer.isDone()) {
                continue;
            }
            bounds.remove(cursor.kafka());
            try {
                PositionRange found = answer.await();
                if (cursor.acceptBounds(found.from().asOffset(), found.to().asOffset())) {
                    troubles.remove(cursor.kafka());
                }
            } catch (SourceException e) {
                if (!e.isRetriable()) {
                    throw e;
                }
                pause(cursor, e.getMessage());
            }
        }
    }

    /// Notes that a partition gives nothing, and has its leader looked up again.
    private Trouble stall(WireCursor cursor, @Nullable String what) {
        leaders.markStale();
        String why = what == null ? "no reason was given" : what;
        Trouble trouble = troubles.computeIfAbsent(cursor.kafka(), partition -> new Trouble(System.nanoTime(), why));
        trouble.what = why;
        return trouble;
    }

    /// Stalls, and lets some time pass before the next try.
    private void pause(WireCursor cursor, @Nullable String what) {
        Trouble trouble = stall(cursor, what);
        trouble.retryAtNanos = System.nanoTime() + trouble.pauseNanos;
        trouble.pauseNanos = Math.min(2 * trouble.pauseNanos, LONGEST_PAUSE_NANOS);
    }

    private void requirePatience() throws SourceException {
        long now = System.nanoTime();
        for (var entry : troubles.entrySet()) {
            Trouble trouble = entry.getValue();
            WireCursor cursor = cursors.get(entry.getKey());
            if (cursor != null && now - trouble.sinceNanos > patienceNanos) {
                throw new SourceException(
                        Kind.INTERRUPTED,
                        "Reading " + cursor.partition() + " stopped at offset " + cursor.fetchAt()
                                + " and did not go on"
                                + " for " + patienceNanos / 1_000_000_000 + " s: " + trouble.what
                                + ". Check the brokers, then read the rest.",
                        true,
                        null);
            }
        }
    }

    @Override
    public List<PartitionRange> left() {
        return cursors.values().stream()
                .filter(cursor -> !cursor.isEnded())
                .map(cursor -> new PartitionRange(cursor.partition(), cursor.left()))
                .toList();
    }

    @Override
    public void wakeup() {
        woken = true;
        fetch.wakeup();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            fetch.close();
            buffers.close();
        }
    }
}
