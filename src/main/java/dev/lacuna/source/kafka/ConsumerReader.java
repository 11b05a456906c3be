package dev.lacuna.source.kafka;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/// Reads with nothing but Kafka's public consumer: the fallback where raw batches can't be read. It sees events,
/// not the log's batches, so it hands over runs of events, without producers, sequences, markers and empty
/// batches.
///
/// A record does not tell whether it was aborted. So two consumers read the same: one all records, one only
/// committed ones, and what the second passes over was aborted. That costs twice the traffic. A record that
/// compaction removes between the two looks would be taken for aborted; the two are only seconds apart.
final class ConsumerReader implements StreamReader {

    private static final Duration SLICE = Duration.ofMillis(50);

    /// After so long without news the broker is asked whether the log ends here.
    private static final Duration DOUBT = Duration.ofSeconds(2);

    /// After so long no fetch can be on its way any more, as the consumer's request.timeout.ms is 30 s by
    /// default.
    private static final Duration CERTAINTY = Duration.ofSeconds(35);

    private final ClientSettings settings;
    private final TopicLookup topics;
    private final OffsetLookup offsets;
    private final ReadRequest request;
    private final Map<TopicPartition, ConsumerLane> lanes = new LinkedHashMap<>();
    private final Map<TopicPartition, OffsetLookup.Bounds> doubts = new LinkedHashMap<>();
    private @Nullable Consumer<byte[], byte[]> all;
    private @Nullable Consumer<byte[], byte[]> committed;
    private volatile boolean woken;

    ConsumerReader(ClientSettings settings, TopicLookup topics, OffsetLookup offsets, ReadRequest request) {
        this.settings = settings;
        this.topics = topics;
        this.offsets = offsets;
        this.request = request;
    }

    @Override
    public boolean poll(Duration max, ReadHandler handler) throws SourceException {
        long deadline = System.nanoTime() + max.toNanos();
        if (lanes.isEmpty() && !request.ranges().isEmpty()) {
            begin();
        }
        try {
            while (true) {
                boolean handedOver = false;
                for (ConsumerLane lane : lanes.values()) {
                    handedOver |= lane.deliver(handler, request.events());
                    handedOver |= lane.end(handler);
                }
                if (lanes.values().stream().allMatch(ConsumerLane::isEnded)) {
                    return false;
                }
                if (woken || handedOver || System.nanoTime() >= deadline) {
                    woken = false;
                    return true;
                }
                fill();
            }
        } catch (KafkaException e) {
            throw KafkaFailures.translate("Reading " + lanes.keySet() + " failed", e, toRead());
        }
    }

    private Right toRead() {
        return Right.topic(
                AclOperation.READ,
                request.ranges().getFirst().partition().stream().name());
    }

    private void begin() throws SourceException {
        List<PartitionRef> partitions =
                request.ranges().stream().map(PartitionRange::partition).toList();
        topics.requireAll(partitions);
        List<PartitionInfo> stands = offsets.standOf(partitions).await();
        for (int i = 0; i < stands.size(); i++) {
            var lane = new ConsumerLane(request.ranges().get(i), stands.get(i));
            lanes.put(lane.kafka(), lane);
        }
        try {
            all = consumer(IsolationLevel.READ_UNCOMMITTED);
            committed = consumer(IsolationLevel.READ_COMMITTED);
        } catch (KafkaException e) {
            throw KafkaFailures.translate("A reader of " + settings + " can't be set up", e);
        }
    }

    private Consumer<byte[], byte[]> consumer(IsolationLevel isolation) {
        var consumer = new KafkaConsumer<byte[], byte[]>(settings.consumer(isolation));
        consumer.assign(lanes.keySet());
        lanes.values().forEach(lane -> consumer.seek(lane.kafka(), lane.start()));
        return consumer;
    }

    private void fill() throws SourceException {
        Consumer<byte[], byte[]> everything = all;
        Consumer<byte[], byte[]> decided = committed;
        if (everything == null || decided == null) {
            throw new IllegalStateException("closed");
        }
        // the committed side first: it is the one that is waited for
        poll(decided, ConsumerLane::wantsMoreCommitted, true);
        poll(everything, ConsumerLane::wantsMore, false);
        long now = System.nanoTime();
        for (ConsumerLane lane : lanes.values()) {
            if (!lane.isEnded()) {
                Duration idle = lane.advance(everything.position(lane.kafka()), decided.position(lane.kafka()), now);
                doubt(lane, idle);
            }
        }
    }

    /// A consumer says nothing when its broker is gone, nor when nothing is left: a look-up tells them apart.
    private void doubt(ConsumerLane lane, Duration idle) throws SourceException {
        OffsetLookup.Bounds asked = doubts.get(lane.kafka());
        if (asked == null && idle.compareTo(DOUBT) > 0) {
            doubts.put(lane.kafka(), offsets.bounds(lane.partition()));
        } else if (asked != null && asked.isDone()) {
            doubts.remove(lane.kafka());
            long end = asked.await().to().asOffset();
            if (idle.compareTo(DOUBT) > 0) {
                lane.settle(end, idle.compareTo(CERTAINTY) > 0);
            }
        }
    }

    private void poll(Consumer<byte[], byte[]> consumer, Predicate<ConsumerLane> wanting, boolean committedOnly)
            throws SourceException {
        var paused = new ArrayList<TopicPartition>();
        var read = new ArrayList<TopicPartition>();
        for (ConsumerLane lane : lanes.values()) {
            (!lane.isEnded() && wanting.test(lane) ? read : paused).add(lane.kafka());
        }
        if (read.isEmpty()) {
            return;
        }
        consumer.pause(paused);
        consumer.resume(read);
        try {
            for (var record : consumer.poll(SLICE)) {
                ConsumerLane lane = laneOf(new TopicPartition(record.topic(), record.partition()));
                if (committedOnly) {
                    lane.addCommitted(record.offset());
                } else {
                    lane.add(record);
                }
            }
        } catch (OffsetOutOfRangeException e) {
            for (var gone : e.offsetOutOfRangePartitions().entrySet()) {
                goOn(consumer, laneOf(gone.getKey()), gone.getValue(), committedOnly);
            }
        }
    }

    private ConsumerLane laneOf(TopicPartition partition) {
        ConsumerLane lane = lanes.get(partition);
        if (lane == null) {
            throw new IllegalStateException("a record of " + partition + ", which nobody asked for");
        }
        return lane;
    }

    private void goOn(Consumer<byte[], byte[]> consumer, ConsumerLane lane, long offset, boolean committedOnly)
            throws SourceException {
        PositionRange bounds = offsets.bounds(lane.partition()).await();
        long start = bounds.from().asOffset();
        if (offset < start) {
            consumer.seek(lane.kafka(), committedOnly ? lane.blindUpTo(start) : lane.headMovedTo(start));
        } else if (offset > bounds.to().asOffset()) {
            lane.endOfLog();
        }
    }

    @Override
    public void wakeup() {
        woken = true; // polls are cut into slices short enough
    }

    @Override
    public void close() {
        close(all);
        close(committed);
        all = null;
        committed = null;
    }

    private static void close(@Nullable Consumer<byte[], byte[]> consumer) {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }
}
