package dev.lacuna.investigation;

import dev.lacuna.detect.Phrases;
import dev.lacuna.filter.Judge;
import dev.lacuna.filter.Unjudged;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.scan.Scanner;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Hands on records as they are read, at most as many as asked for, and says where it stopped when there are more.
/// Partitions are merged by time, each in its own order, as far as the room allows: no more is ever held.
///
/// Each partition gets an equal share of the limit, so that one busy partition doesn't hide the others. Ranges are read
/// in rounds of growing length, so that a small page of a huge range stays cheap; a round reads the partitions of which
/// nothing is held, because the next record by time may be one of theirs.
final class RecordStream {

    private static final long FEWEST_PER_ROUND = 500;
    private static final long MOST_PER_ROUND = 1 << 18;

    /// What is held is handed on, where nothing is to be merged.
    private static final long SLICE_BYTES = 1 << 14;

    private static final long SLICE_NANOS = 10_000_000;

    /// For whoever holds all anyway.
    static final long UNBOUNDED = Long.MAX_VALUE;
    private static final Comparator<RecordPage.Row> BY_PLACE = Comparator.comparing(RecordPage.Row::place);

    /// Takes some rows, in order. Called from one thread at a time.
    @FunctionalInterface
    interface Taker {
        /// @return whether more are wanted
        boolean take(List<RecordPage.Row> rows) throws SourceException;
    }

    /// How it ended; see [RecordPage].
    ///
    /// @param merged whether all that was handed on was in order of time
    record End(String stopped, boolean limited, String unjudged, boolean merged) {}

    private final StreamSource source;
    private final int limit;
    private final long room;
    private final Taker taker;
    private final Map<PartitionRef, RecordShare> shares = new LinkedHashMap<>();

    // Guarded by this: the readers of a round work side by side.
    private long held;
    private long heldInAll;
    private long taken;
    private long givenNanos = System.nanoTime();
    private boolean merged = true;
    private boolean full;
    private boolean unwanted;
    private @Nullable SourceException failure;

    /// @param judges makes whoever asks the filter, one for each partition; null where there is none
    /// @param room how many bytes of records may be held to merge them
    RecordStream(StreamSource source, RecordQuery query, @Nullable Supplier<Judge> judges, long room, Taker taker) {
        this.source = source;
        this.limit = query.limit();
        this.room = room;
        this.taker = taker;
        int share = Math.max(1, limit / Math.max(1, query.ranges().size()));
        for (PartitionRange range : query.ranges()) {
            shares.put(
                    range.partition(),
                    new RecordShare(range, query, share, judges == null ? null : judges.get(), this::add));
        }
    }

    /// @throws SourceException what the taker threw
    End run(TaskContext context) throws InterruptedException, TaskCancelledException, SourceException {
        long round = FEWEST_PER_ROUND;
        long positions = 0;
        while (true) {
            List<PartitionRange> next = next(round);
            if (next.isEmpty()) {
                return end();
            }
            List<PartitionOutcome> outcomes =
                    Scanner.of(source).scan("Reading records", next, true, range -> share(range), context);
            context.checkpoint();
            if (failure != null) {
                throw failure;
            }
            for (PartitionOutcome outcome : outcomes) {
                share(outcome.asked()).roundEnded(outcome);
            }
            handOn();
            positions +=
                    next.stream().mapToLong(range -> range.positions().span()).sum();
            round = Math.min(round * 4, longest(positions, next.size()));
        }
    }

    /// So that what a round brings is likely to find room.
    private synchronized long longest(long positions, int lanes) {
        if (room == UNBOUNDED || shares.size() == 1) {
            return UNBOUNDED / 8;
        }
        double fits = (double) room / 2 / lanes * positions / Math.max(1, heldInAll);
        return Math.clamp((long) fits, 1, MOST_PER_ROUND);
    }

    private synchronized List<PartitionRange> next(long round) {
        List<PartitionRange> next = new ArrayList<>();
        if (!full && !unwanted) {
            for (RecordShare share : shares.values()) {
                if (share.wantsMore() && (room == UNBOUNDED || share.rows.isEmpty())) {
                    next.add(share.next(round));
                }
            }
        }
        return next;
    }

    private RecordShare share(PartitionRange range) {
        RecordShare share = shares.get(range.partition());
        if (share == null) {
            throw new IllegalStateException("nobody asked for " + range);
        }
        return share;
    }

    /// Takes a record that was read.
    ///
    /// @return whether the round is worth going on with
    private synchronized boolean add(RecordShare share, RecordPage.@Nullable Row row) throws SourceException {
        if (row != null && !unwanted) {
            share.rows.add(row);
            held += row.size();
            heldInAll += row.size();
        }
        boolean alone = shares.size() == 1 && room != UNBOUNDED;
        if (held > (alone ? Math.min(SLICE_BYTES, room) : room)
                || alone && System.nanoTime() - givenNanos > SLICE_NANOS) {
            merged &= alone;
            give(emptied());
        }
        return !unwanted && shares.values().stream().anyMatch(RecordShare::isReading);
    }

    private List<RecordPage.Row> emptied() {
        List<RecordPage.Row> rows = new ArrayList<>();
        for (RecordShare share : shares.values()) {
            rows.addAll(share.rows);
            share.rows.clear();
        }
        rows.sort(BY_PLACE);
        held = 0;
        return rows;
    }

    /// Hands on all before which nothing can come any more.
    private synchronized void handOn() throws SourceException {
        var heads = new PriorityQueue<RecordShare>(
                Comparator.comparing(share -> share.rows.getFirst().place()));
        shares.values().stream().filter(share -> !share.rows.isEmpty()).forEach(heads::add);
        List<RecordPage.Row> rows = new ArrayList<>();
        long settled = shares.values().stream()
                .filter(share -> share.wantsMore() && share.rows.isEmpty())
                .mapToLong(RecordShare::latest)
                .min()
                .orElse(Long.MAX_VALUE);
        while (!heads.isEmpty() && heads.element().rows.getFirst().millis() <= settled) {
            RecordShare first = heads.remove();
            RecordPage.Row row = first.rows.removeFirst();
            rows.add(row);
            held -= row.size();
            if (!first.rows.isEmpty()) {
                heads.add(first);
            } else if (first.wantsMore()) {
                settled = Math.min(settled, first.latest());
            }
        }
        give(rows);
    }

    private void give(List<RecordPage.Row> rows) throws SourceException {
        givenNanos = System.nanoTime();
        List<RecordPage.Row> wanted = rows.size() > limit - taken ? rows.subList(0, (int) (limit - taken)) : rows;
        taken += wanted.size();
        full |= wanted.size() < rows.size(); // fewer than one for each partition
        try {
            boolean enough = !wanted.isEmpty() && !taker.take(wanted);
            unwanted |= full || enough;
        } catch (SourceException e) {
            unwanted = true;
            failure = e;
            throw e;
        }
    }

    private End end() {
        String unjudged = Unjudged.told(shares.values().stream()
                .flatMap(share -> share.judge().stream())
                .toList());
        if (full) {
            return new End(
                    "more than " + Phrases.count(limit, "record") + ", shown are the first of them by time",
                    true,
                    unjudged,
                    merged);
        }
        if (unwanted) {
            return new End("", false, unjudged, merged); // whoever breaks off knows why
        }
        List<String> stops = new ArrayList<>();
        shares.values().forEach(share -> share.tellStops(stops));
        boolean limited = shares.values().stream().anyMatch(RecordShare::isLimited);
        return new End(Records.told(stops), limited, unjudged, merged);
    }
}
