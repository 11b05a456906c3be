package dev.lacuna.source.kafka;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/// Reads the log's own batches by raw fetch requests to the partitions' leaders, or to nearer replicas that those
/// name. What a broker can't give now (its partition moved, it restarts, the connection broke) is asked for again
/// until the patience ends, and then only that partition fails. A pause that a broker wants of us is no trouble.
final class WireReader implements ResumableReader {

    /// Longer than it takes a cluster to notice that a broker is gone and to elect another leader.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Who follows is told soon, and asks again.
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(5);

    private static final long SLICE_MILLIS = 50;
    private static final long SLOW_TO_CONNECT_NANOS = 2_000_000_000L;

    private final WireFetch fetch;
    private final WireBudget budget;
    private final LeaderLookup leaders;
    private final WireLookUps lookUps;
    private final long patienceNanos;
    private final WireTroubles troubles;
    /// In the order of asking: who got something goes to the end, because the first never gets nothing for lack
    /// of room.
    private final Map<TopicPartition, WireCursor> cursors = new LinkedHashMap<>();
    private final WireLookUps.Outcome lookedUp = new WireLookUps.Outcome() {
        @Override
        public void explained(WireCursor cursor) {
            troubles.solved(cursor.kafka());
        }

        @Override
        public void again(WireCursor cursor, String why) {
            pause(cursor, why, System.nanoTime());
        }
    };
    private final WireHandOver handOver;
    /// What responses may take that were asked for and are not yet handed over, and of those what has come.
    private long bytesHeld;

    private long bytesTaken;
    private volatile boolean woken;
    private boolean closed;

    WireReader(
            WireFetch fetch,
            WireBudget budget,
            Admin admin,
            TopicLookup topics,
            OffsetLookup offsets,
            ReadRequest request) {
        this(fetch, budget, admin, topics, offsets, request, request.follows() ? SHORT_PATIENCE : PATIENCE);
    }

    /// @param budget bounds what this and other readers hold
    /// @param patience how long a partition may give nothing before its reading fails
    WireReader(
            WireFetch fetch,
            WireBudget budget,
            Admin admin,
            TopicLookup topics,
            OffsetLookup offsets,
            ReadRequest request,
            Duration patience) {
        this.fetch = fetch;
        this.budget = budget;
        this.lookUps = new WireLookUps(offsets);
        this.handOver = new WireHandOver(request.events(), fetch.isCheckingCrcs());
        this.patienceNanos = patience.toNanos();
        this.troubles = new WireTroubles(patienceNanos, System.nanoTime());
        for (PartitionRange range : request.ranges()) {
            var cursor = new WireCursor(range, request.follows());
            cursors.put(cursor.kafka(), cursor);
        }
        leaders = new LeaderLookup(
                admin,
                topics,
                cursors.values().stream().map(WireCursor::partition).toList(),
                request.streamId(),
                fetch::wakeup);
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
            troubles.round(System.nanoTime());
            leaders.advance();
            lookUps.take(lookedUp);
            ask();
            receive(fetch.poll(Math.min(SLICE_MILLIS, leftMillis)));
            giveUp();
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
            while (!woken && handOver.next(cursor, handler)) {
                handedOver = true;
            }
        }
        if (!woken) {
            giveBack();
        }
        return handedOver;
    }

    /// All that came is handed over, so nothing holds the responses any more.
    private void giveBack() {
        budget.giveBack(bytesTaken);
        bytesHeld -= bytesTaken;
        bytesTaken = 0;
        fetch.recycle();
    }

    private boolean end(ReadHandler handler) throws SourceException {
        boolean any = false;
        for (WireCursor cursor : cursors.values()) {
            if (cursor.isEnded() || cursor.isFetching() || cursor.hasReady()) {
                continue;
            }
            cursor.markEnded();
            any = true;
            SourceException failure = cursor.failure();
            if (failure == null) {
                handler.ended(cursor.partition(), cursor.reached(), cursor.reason());
            } else {
                handler.failed(cursor.partition(), cursor.reached(), failure);
            }
        }
        return any;
    }

    private void ask() {
        long now = System.nanoTime();
        var byNode = new LinkedHashMap<Node, List<WireCursor>>();
        for (WireCursor cursor : cursors.values()) {
            TopicPartition partition = cursor.kafka();
            if (!cursor.isFetching()
                    || troubles.isUnderWay(partition)
                    || troubles.isPausing(partition, now)
                    || lookUps.isAskingBounds(cursor)) {
                continue;
            }
            Node node = nodeOf(cursor, now);
            if (node == null) {
                leaders.markStale();
                troubles.stall(partition, "its leader is not known", now);
            } else {
                byNode.computeIfAbsent(node, key -> new ArrayList<>()).add(cursor);
            }
        }
        byNode.forEach((node, wanting) -> ask(node, wanting, now));
    }

    private @Nullable Node nodeOf(WireCursor cursor, long now) {
        int replica = cursor.route().replica(now);
        Node nearer = replica == WireRoute.LEADER ? null : leaders.node(replica);
        if (nearer == null) {
            cursor.route().leave(now);
            return leaders.leader(cursor.kafka());
        }
        return nearer;
    }

    private void ask(Node node, List<WireCursor> wanting, long now) {
        try {
            switch (fetch.line(node)) {
                case READY -> send(node, wanting, now);
                case BUSY -> {}
                case CONNECTING -> wanting.forEach(cursor -> unreachable(cursor, node, SLOW_TO_CONNECT_NANOS, now));
                case DOWN -> wanting.forEach(cursor -> unreachable(cursor, node, 0, now));
            }
        } catch (SourceException e) {
            wanting.stream().filter(cursor -> !cursor.route().leave(now)).forEach(cursor -> cursor.fail(e));
        }
    }

    /// @param waitNanos how long a replica is waited for: there is still the leader
    private void unreachable(WireCursor cursor, Node node, long waitNanos, long now) {
        cursor.lost();
        troubles.stall(cursor.kafka(), "broker " + WireFetch.nameOf(node) + " can't be reached", now);
        if (cursor.route().replica(now) == WireRoute.LEADER) {
            leaders.markStale();
        } else if (troubles.lasts(cursor.kafka(), now) >= waitNanos) {
            cursor.route().leave(now);
        }
    }

    private void send(Node node, List<WireCursor> wanting, long now) {
        wanting.forEach(cursor -> troubles.reached(cursor.kafka()));
        if (!budget.take(fetch.responseBytes(), bytesHeld == 0)) {
            return; // until what came is handed over, here or by other readers
        }
        bytesHeld += fetch.responseBytes();
        // one request has one isolation, and tells the rack or doesn't: those of the first that waits
        IsolationLevel isolation = wanting.getFirst().isolation();
        boolean tellRack = wanting.getFirst().route().tellsRack(now);
        List<WireFetch.Ask> asks = wanting.stream()
                .filter(cursor ->
                        cursor.isolation() == isolation && cursor.route().tellsRack(now) == tellRack)
                .map(cursor -> cursor.ask(leaders.topicId(cursor.kafka().topic()), now))
                .toList();
        asks.forEach(ask -> troubles.asked(ask.partition()));
        fetch.send(node, asks, isolation, tellRack);
    }

    private void receive(List<WireFetch.Reply> replies) {
        long now = System.nanoTime();
        for (WireFetch.Reply reply : replies) {
            bytesTaken += fetch.responseBytes();
            String lost = reply.lost();
            for (WireFetch.Ask ask : reply.asked()) {
                troubles.replied(ask.partition());
                if (lost != null) {
                    lost(cursorOf(ask), lost, now);
                } else if (reply.throttled()) {
                    troubles.solved(ask.partition());
                }
            }
            for (WireFetch.Answer answer : reply.answers()) {
                receive(answer, reply.node().id(), now);
            }
        }
    }

    private void lost(WireCursor cursor, String why, long now) {
        if (!cursor.route().leave(now)) {
            pause(cursor, why, now);
        }
    }

    private void receive(WireFetch.Answer answer, int node, long now) {
        WireCursor cursor = cursorOf(answer.asked());
        TopicPartition partition = cursor.kafka();
        if (answer.error() != null) {
            receiveError(cursor, answer.asked(), answer.error(), now);
            return;
        }
        if (answer.nearer() >= 0) {
            troubles.solved(partition);
            cursor.route().follow(answer.nearer(), fetch.leaseNanos(), now);
            return;
        }
        cursor.accept(answer, node, now);
        if (answer.first() || !answer.batches().isEmpty()) {
            cursors.remove(partition);
            cursors.put(partition, cursor);
        }
        WireDoubt doubt = cursor.doubt();
        if (doubt == null) {
            troubles.solved(partition);
        } else {
            troubles.disappoint(partition, doubt.why(), now);
            if (doubt.takesLookUp()) {
                lookUps.askLocal(cursor, doubt);
            }
        }
    }

    private void receiveError(WireCursor cursor, WireFetch.Ask asked, RuntimeException error, long now) {
        switch (error) {
            case OffsetOutOfRangeException e -> {
                if (cursor.outOfRange(asked, now)) {
                    pause(cursor, "its offset " + asked.offset() + " is out of range", now);
                    lookUps.askBounds(cursor);
                }
            }
            case RuntimeException e when asked.replica() && cursor.route().leave(now) -> {}
            case CorruptRecordException e -> cursor.fail(failure(cursor, e));
            case RetriableException e -> pause(cursor, String.valueOf(e.getMessage()), now);
            default -> cursor.fail(failure(cursor, error));
        }
    }

    private static SourceException failure(WireCursor cursor, RuntimeException error) {
        return KafkaFailures.translate(
                "Reading " + cursor.partition() + " failed at offset " + cursor.fetchAt(),
                error,
                Right.topic(AclOperation.READ, cursor.partition().stream().name()));
    }

    private WireCursor cursorOf(WireFetch.Ask ask) {
        WireCursor cursor = cursors.get(ask.partition());
        if (cursor == null) {
            throw new IllegalStateException("an answer for " + ask.partition() + ", which nobody asked for");
        }
        return cursor;
    }

    /// Lets some time pass before the next try, and has the partition's leader looked up again.
    private void pause(WireCursor cursor, String why, long now) {
        leaders.markStale();
        cursor.lost();
        troubles.pause(cursor.kafka(), why, now);
    }

    private void giveUp() {
        long now = System.nanoTime();
        for (WireCursor cursor : cursors.values()) {
            String why = cursor.isFetching() ? troubles.givenUp(cursor.kafka(), now) : null;
            if (why != null) {
                cursor.fail(new SourceException(
                        Kind.INTERRUPTED,
                        "Reading " + cursor.partition() + " stopped at offset " + cursor.fetchAt()
                                + " and did not go on for " + patienceNanos / 1_000_000_000 + " s: " + why
                                + ". Check the brokers, then read the rest.",
                        true,
                        null));
            }
        }
    }

    @Override
    public Optional<String> waitsFor() {
        return troubles.told(System.nanoTime());
    }

    @Override
    public Map<PartitionRef, PartitionInfo> stands() {
        var stands = new HashMap<PartitionRef, PartitionInfo>();
        for (WireCursor cursor : cursors.values()) {
            PartitionInfo stand = cursor.stand();
            if (stand != null && !cursor.isEnded()) {
                stands.put(cursor.partition(), stand);
            }
        }
        return stands;
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
            budget.giveBack(bytesHeld);
            fetch.close();
            handOver.close();
        }
    }
}
