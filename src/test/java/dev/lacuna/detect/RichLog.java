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

/// The log of one partition in a [RichHistory].
final class RichLog {

    /// A record.
    record Row(@Nullable String key, @Nullable String scope, long number, boolean readable, long millis) {}

    /// A batch that is being told.
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

    PartitionInfo info() {
        return new PartitionInfo(ref, Position.offset(start), Position.offset(end), Position.offset(end));
    }

    void addMarker(RichWriter writer, Fate fate, TimestampKind timestamps, long clock) {
        var marker = new Draft(
                end, new Producer(writer.id, (short) writer.epoch, -1, -1), true, true, leaderEpoch, timestamps, clock);
        marker.fate = fate;
        marker.rows.put(end, new Row(null, null, Fields.ABSENT, true, clock));
        end++;
        drafts.add(marker);
    }

    /// An unclean election: the last batches are gone, their positions are given to others.
    void cutOff(int count) {
        for (int i = 0; i < count && drafts.size() > 3; i++) {
            Draft tail = drafts.get(drafts.size() - 1);
            if (tail.transactional || tail.control) {
                break;
            }
            drafts.remove(drafts.size() - 1);
            end = tail.first;
            if (tail.producer != null) {
                lostOfProducers.merge(tail.producer.id(), (long) tail.rows.size(), Long::sum);
            }
        }
        leaderEpoch++;
    }

    void vanish(int from, int to) {
        for (int i = to; i >= from; i--) {
            Draft gone = drafts.remove(i);
            for (long at = gone.first; at <= gone.last; at++) {
                vanished.add(at);
            }
            if (gone.producer != null) {
                lostOfProducers.merge(gone.producer.id(), (long) gone.rows.size(), Long::sum);
            }
        }
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
            Batch batch = new Batch(
                    ref,
                    Position.offset(draft.first),
                    Position.offset(draft.last),
                    draft.rows.size(),
                    draft.millis,
                    draft.millis,
                    draft.timestamps,
                    100,
                    draft.fate,
                    draft.control,
                    draft.transactional,
                    false,
                    draft.producer,
                    draft.leaderEpoch,
                    true);
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
        Fields fields = row.readable()
                ? new Fields(
                        row.number(), row.scope() == null ? null : Bytes.utf8(row.scope()), null, Fields.ABSENT, null)
                : new Fields(Fields.ABSENT, null, null, Fields.ABSENT, new Defect("JSON", "is cut off", 7));
        detectors.forEach(detector -> detector.event(batch, event, fields));
    }

    /// Positions that are in no batch, runs of them, between batches.
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
}
