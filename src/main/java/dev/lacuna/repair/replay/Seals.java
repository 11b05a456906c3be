package dev.lacuna.repair.replay;

import dev.lacuna.model.Batch;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Producer;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the batch in front of a position is known by again: where it stands, in which leader's time it came, who wrote
/// it, and the checksum of its bytes.
///
/// In one leader's time an offset is given once. So a log that still has the batch is the same log up to there, and one
/// that was cut and written on, or made anew under its name, has another batch there or none.
final class Seals {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<PartitionRef, Batch> batches = new HashMap<>();
    private final Set<PartitionRef> whole = new HashSet<>();

    private Seals() {}

    /// By partition the seal in front of a position; nothing where no batch stands there, or the log doesn't
    /// tell enough of it.
    static Map<PartitionRef, String> before(
            StreamSource source, Map<PartitionRef, Position> positions, TaskContext context)
            throws SourceException, TaskCancelledException {
        Map<PartitionRef, String> seals = new HashMap<>();
        batchesBefore(source, positions, context).forEach((partition, batch) -> seals.put(partition, seal(batch)));
        return seals;
    }

    /// By partition the batch in front of a position, where it can be sealed.
    static Map<PartitionRef, Batch> batchesBefore(
            StreamSource source, Map<PartitionRef, Position> positions, TaskContext context)
            throws SourceException, TaskCancelledException {
        List<PartitionRange> ranges = new ArrayList<>();
        positions.forEach((partition, position) -> {
            if (position.isDense() && position.asOffset() > 0) {
                Position last = Position.offset(position.asOffset() - 1);
                ranges.add(new PartitionRange(partition, new PositionRange(last, position)));
            }
        });
        return read(source, ranges, context).batches;
    }

    /// The partitions whose log no longer has the batch that was read there: its end was cut off, and others
    /// have written on. A log that no longer reaches back so far, or can't be read up to there now, tells
    /// nothing; nor does one that is read by a reader that sees no batches.
    ///
    /// @param compacted whether a cleaner may have taken the batch, or records out of it: then another one there
    ///     tells it, and none tells nothing
    static Set<PartitionRef> lost(
            StreamSource source, Map<PartitionRef, Batch> batches, boolean compacted, TaskContext context)
            throws SourceException, TaskCancelledException {
        List<PartitionRange> ranges = new ArrayList<>();
        batches.forEach((partition, batch) -> {
            if (isSealed(batch)) {
                ranges.add(new PartitionRange(
                        partition, new PositionRange(batch.last(), batch.last().next())));
            }
        });
        Seals now = read(source, ranges, context);
        return now.whole.stream()
                .filter(partition -> isLost(batches.get(partition), now.batches.get(partition), compacted))
                .collect(Collectors.toSet());
    }

    private static boolean isLost(@Nullable Batch then, @Nullable Batch now, boolean compacted) {
        if (then == null || now == null) {
            return !compacted;
        }
        return compacted ? !frame(then).equals(frame(now)) : !seal(then).equals(seal(now));
    }

    private static Seals read(StreamSource source, List<PartitionRange> ranges, TaskContext context)
            throws SourceException, TaskCancelledException {
        var seals = new Seals();
        if (!ranges.isEmpty()) {
            seals.read(source, new ReadRequest(ranges, false), context);
        }
        return seals;
    }

    private void read(StreamSource source, ReadRequest request, TaskContext context)
            throws SourceException, TaskCancelledException {
        try (StreamReader reader = source.open(request);
                var _ = context.onCancel(reader::wakeup)) {
            var handler = new Handler();
            do {
                context.checkpoint();
            } while (reader.poll(POLL, handler));
        }
    }

    private final class Handler implements ReadHandler {

        private final Set<PartitionRef> unsealed = new HashSet<>();

        @Override
        public void batch(Batch batch) {
            if (isSealed(batch)) {
                batches.put(batch.partition(), batch);
            } else {
                unsealed.add(batch.partition());
            }
        }

        /// Another replica may be read, or a log that ends there now: then nothing is known of it.
        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {
            if (reason != EndReason.COMPLETE) {
                batches.remove(partition);
            } else if (!unsealed.contains(partition)) {
                whole.add(partition);
            }
        }
    }

    private static boolean isSealed(Batch batch) {
        return batch.logged() && batch.leaderEpoch() >= 0;
    }

    private static String seal(Batch batch) {
        return frame(batch) + String.format(Locale.ROOT, " crc %08x", batch.checksum());
    }

    /// What a cleaner leaves as it was.
    private static String frame(Batch batch) {
        Producer producer = batch.producer();
        String writer = producer == null ? "-" : producer.id() + "/" + producer.epoch() + "/" + producer.baseSequence();
        return String.format(
                Locale.ROOT, "%s-%s leader %d writer %s", batch.first(), batch.last(), batch.leaderEpoch(), writer);
    }
}
