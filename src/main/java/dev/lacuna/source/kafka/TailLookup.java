package dev.lacuna.source.kafka;

import dev.lacuna.model.Batch;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// The times of the last batches of partitions, read from their ends: brokers older than 3.0 can't be asked for the
/// latest time. Where times go back it is not the latest, but the one of what was written last.
final class TailLookup {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final OffsetLookup offsets;
    private final GroupHistory.Opener opener;

    TailLookup(OffsetLookup offsets, GroupHistory.Opener opener) {
        this.offsets = offsets;
        this.opener = opener;
    }

    /// Epoch ms; a partition without events, or whose end gives no answer in time, is left out.
    Map<PartitionRef, Long> times(Collection<PartitionRef> partitions) throws SourceException {
        List<PartitionRange> tails = new ArrayList<>();
        offsets.ends(partitions).forEach((partition, end) -> {
            if (end.asOffset() > 0) {
                tails.add(new PartitionRange(partition, new PositionRange(Position.offset(end.asOffset() - 1), end)));
            }
        });
        var times = new Times(new HashMap<>());
        if (!tails.isEmpty()) {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            try (StreamReader reader = opener.open(new ReadRequest(tails, false))) {
                while (System.nanoTime() < deadline && reader.poll(POLL, times)) {
                    // until every range has ended
                }
            }
        }
        return times.latest();
    }

    /// The same, for whoever can do without: nothing of any where they can't be read.
    Map<TopicPartition, Long> timesIfReadable(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> times = new HashMap<>();
        try {
            times(partitions.stream()
                            .map(partition -> new StreamRef("", partition.topic()).partition(partition.partition()))
                            .toList())
                    .forEach((partition, millis) -> times.put(OffsetLookup.kafkaOf(partition), millis));
        } catch (SourceException e) {
            return Map.of(); // what keeps them from being read shows when somebody wants to read them
        }
        return times;
    }

    private record Times(Map<PartitionRef, Long> latest) implements ReadHandler {

        @Override
        public void batch(Batch batch) {
            if (batch.maxMillis() >= 0) {
                latest.merge(batch.partition(), batch.maxMillis(), Math::max);
            }
        }

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {}
    }
}
