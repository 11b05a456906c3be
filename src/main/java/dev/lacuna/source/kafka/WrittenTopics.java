package dev.lacuna.source.kafka;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Header;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.OutgoingEvent;
import dev.lacuna.source.SourceException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What a writer knows of the topics that it writes to: how large a batch each takes, and how far each partition has
/// acknowledged. Its thread asks; what is acknowledged comes on the producer's.
final class WrittenTopics {

    private static final int BATCH_OVERHEAD = 61;
    private static final int EVENT_OVERHEAD = 36;
    private static final int HEADER_OVERHEAD = 10;

    private final TopicLookup topics;
    private final int batchBytes;
    private final Map<String, Target> targets = new HashMap<>();
    private final AtomicReference<@Nullable PartitionRef> cut = new AtomicReference<>();

    /// @param batchBytes the producer's `batch.size`
    WrittenTopics(TopicLookup topics, int batchBytes) {
        this.topics = topics;
        this.batchBytes = batchBytes;
    }

    /// The producer would wait for half a minute for a partition that isn't there.
    Target targetOf(PartitionRef partition) throws SourceException {
        String topic = partition.stream().name();
        Target target = targets.get(topic);
        if (target == null) {
            target = new Target(
                    partition.stream(), topics.topic(topic).partitions().size(), topics.largestBatchBytes(topic));
            targets.put(topic, target);
        }
        TopicLookup.requireWithin(partition, target.partitions);
        return target;
    }

    /// A partition whose log was seen to be cut since this was asked last; null where none was.
    @Nullable
    PartitionRef takeCut() {
        return cut.getAndSet(null);
    }

    /// What a flush has waited for can be seen from here.
    Map<PartitionRef, Position> reached() {
        Map<PartitionRef, Position> reached = new HashMap<>();
        for (Target target : targets.values()) {
            for (int number = 0; number < target.partitions; number++) {
                if (target.acknowledged[number] >= 0) {
                    reached.put(target.stream.partition(number), Position.offset(target.acknowledged[number]));
                }
            }
        }
        return reached;
    }

    /// No less than the event takes in a batch.
    private static long sizeOf(OutgoingEvent event) {
        long bytes = EVENT_OVERHEAD + lengthOf(event.key()) + lengthOf(event.value());
        for (Header header : event.headers()) {
            bytes += HEADER_OVERHEAD + 3L * header.name().length() + lengthOf(header.value());
        }
        return bytes;
    }

    private static int lengthOf(@Nullable Bytes bytes) {
        return bytes == null ? 0 : bytes.length();
    }

    /// A topic that is written to.
    final class Target {

        private final StreamRef stream;
        private final int partitions;
        private final long largestBatchBytes;
        /// By partition the last offset that was acknowledged; touched by the producer's thread alone.
        private final long[] acknowledged;

        private long gatheredBytes;

        private Target(StreamRef stream, int partitions, long largestBatchBytes) {
            this.stream = stream;
            this.partitions = partitions;
            this.largestBatchBytes = largestBatchBytes;
            this.acknowledged = new long[partitions];
            Arrays.fill(acknowledged, -1);
        }

        /// Adds the event to what is gathered for a batch. A producer splits a refused batch into batches of
        /// its own `batch.size`, so that where the topic takes less than that it splits one into itself, again
        /// and again.
        ///
        /// @return whether what was gathered before has to be sent first, so that a batch stays below what the
        ///     topic takes
        boolean isFilledBy(OutgoingEvent event) {
            if (largestBatchBytes >= batchBytes) {
                return false;
            }
            long bytes = sizeOf(event);
            boolean filled = gatheredBytes > 0 && BATCH_OVERHEAD + gatheredBytes + bytes > largestBatchBytes;
            gatheredBytes = filled ? bytes : gatheredBytes + bytes;
            return filled;
        }

        /// Offsets only grow, but in a log whose end was cut off: then what was written before may be gone,
        /// with the transactions that it was part of.
        void acknowledge(PartitionRef partition, long offset) {
            int number = partition.number();
            if (offset <= acknowledged[number]) {
                cut.compareAndSet(null, partition);
            }
            acknowledged[number] = offset;
        }
    }
}
