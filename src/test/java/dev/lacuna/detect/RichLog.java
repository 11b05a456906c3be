package dev.lacuna.detect;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Defect;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Fields;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Producer;
import dev.lacuna.model.TimestampKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One partition's log in a [RichHistory]: its batches as they stand, and what is not in it any more.
final class RichLog {

    /// A record.
    ///
    /// @param scope within what its number runs; null: the partition, or all of them
    /// @param scopeShown whether that is seen also where the payload can't be read
    record Row(
            @Nullable String key,
            @Nullable String scope,
            boolean scopeShown,
            long number,
            boolean readable,
            long millis) {

        Fields fields() {
            Bytes within = scope == null ? null : Bytes.utf8(scope);
            return readable
                    ? new Fields(number, within, null, Fields.ABSENT, null)
                    : new Fields(
                            Fields.ABSENT,
                            scopeShown ? within : null,
                            null,
                            Fields.ABSENT,
                            new Defect("JSON", "is cut off", 7));
        }
    }

    /// A batch.
    static final class Draft {
        final long first;
        long last;
        final @Nullable Producer producer;
        final boolean transactional;
        final boolean control;
        final int leaderEpoch;
        final TimestampKind timestamps;
        final long millis;
        final TreeMap<Long, Row> rows = new TreeMap<>();
        Fate fate = Fate.COMMITTED;

        Draft(
                long first,
                @Nullable Producer producer,
                boolean transactional,
                boolean control,
                int leaderEpoch,
                TimestampKind timestamps,
                long millis) {
            this.first = first;
            this.last = first;
            this.producer = producer;
            this.transactional = transactional;
            this.control = control;
            this.leaderEpoch = leaderEpoch;
            this.timestamps = timestamps;
            this.millis = millis;
        }

        private Batch batch(PartitionRef partition) {
            return new Batch(
                    partition,
                    Position.offset(first),
                    Position.offset(last),
                    rows.size(),
                    millis,
                    millis,
                    timestamps,
                    100,
                    fate,
                    control,
                    transactional,
                    false,
                    producer,
                    leaderEpoch,
                    true);
        }
    }

    final PartitionRef ref;
    List<Draft> drafts = new ArrayList<>();
    long start;
    long end;
    int leaderEpoch;
    final Set<Long> vanished = new HashSet<>();
    final Map<Long, Long> lostOfProducers = new HashMap<>();

    RichLog(PartitionRef ref) {
        this.ref = ref;
    }

    Draft append(
            @Nullable Producer producer,
            boolean transactional,
            boolean control,
            TimestampKind timestamps,
            long millis,
            List<Row> rows) {
        var draft = new Draft(end, producer, transactional, control, leaderEpoch, timestamps, millis);
        for (Row row : rows) {
            draft.rows.put(end++, row);
        }
        draft.last = end - 1;
        drafts.add(draft);
        return draft;
    }

    /// The records of a batch are gone from it.
    void lose(Draft draft) {
        if (draft.producer != null) {
            lostOfProducers.merge(draft.producer.id(), (long) draft.rows.size(), Long::sum);
        }
    }

    /// Where the earliest transaction begins that was not decided; else the end.
    long stable() {
        return drafts.stream()
                .filter(draft -> draft.fate == Fate.OPEN)
                .mapToLong(draft -> draft.first)
                .findFirst()
                .orElse(end);
    }

    PartitionInfo info() {
        return new PartitionInfo(
                ref, Position.offset(start), Position.offset(end), Position.offset(Math.max(start, stable())));
    }

    /// Runs of positions between batches that are in none.
    List<PositionRange> holes() {
        List<PositionRange> holes = new ArrayList<>();
        long next = -1;
        for (Draft draft : drafts) {
            if (next >= 0 && draft.first > next) {
                holes.add(PositionRange.offsets(next, draft.first));
            }
            next = draft.last + 1;
        }
        return holes;
    }

    /// Up to where it is scanned when that share of all partitions but the first is.
    long scannedTo(double share) {
        return ref.number() == 0 ? end : start + (long) ((end - start) * share);
    }

    /// Lets detectors see what stands before a position, and end.
    void feed(long to, List<Detector> detectors) {
        for (Draft draft : drafts) {
            if (draft.first >= to) {
                break;
            }
            Batch batch = draft.batch(ref);
            detectors.forEach(detector -> detector.batch(batch));
            if (batch.isVisible()) {
                draft.rows.forEach((at, row) -> {
                    if (at >= start && at < to) {
                        event(batch, at, row, detectors);
                    }
                });
            }
        }
        detectors.forEach(detector -> detector.end(Position.offset(to), true));
    }

    private void event(Batch batch, long at, Row row, List<Detector> detectors) {
        Event event = new Event(
                ref,
                Position.offset(at),
                batch.maxMillis(),
                batch.timestamps(),
                row.key() == null ? null : Bytes.utf8(row.key()),
                Bytes.utf8("x"),
                List.of());
        Fields fields = row.fields();
        detectors.forEach(detector -> detector.event(batch, event, fields));
    }
}
