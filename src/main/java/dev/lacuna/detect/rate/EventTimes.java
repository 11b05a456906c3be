package dev.lacuna.detect.rate;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Position;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts of events by their own time, in sorted buckets of 2^k ms that hold at least one event. When there are too
/// many, k grows and neighbours merge. Each bucket knows the exact first and last time within it, and between which
/// positions its events stand.
final class EventTimes {

    private static final int FINEST_SHIFT = 10;

    private final int mostBuckets;
    private int shift = FINEST_SHIFT;
    private int size;
    private long[] keys = new long[64];
    private long[] counts = new long[64];
    private long[] firstMillis = new long[64];
    private long[] lastMillis = new long[64];
    private Position[] lowest = new Position[64];
    private Position[] highest = new Position[64];

    private @Nullable Batch pending;
    private boolean seesEvents;

    EventTimes(int mostBuckets) {
        this.mostBuckets = mostBuckets;
    }

    /// Notes a batch; it is counted by its header unless its events follow.
    void batch(Batch batch) {
        countPending();
        pending = batch.isVisible() ? batch : null;
    }

    void event(Event event, Fields fields) {
        seesEvents = true;
        pending = null;
        long millis = fields.eventMillis() == Fields.ABSENT ? event.millis() : fields.eventMillis();
        if (millis >= 0) {
            add(millis, millis, 1, event.position(), event.position());
        }
    }

    /// To be called when nothing more comes.
    void end() {
        countPending();
    }

    int size() {
        return size;
    }

    long widthMillis() {
        return 1L << shift;
    }

    long key(int i) {
        return keys[i];
    }

    long count(int i) {
        return counts[i];
    }

    long firstMillis(int i) {
        return firstMillis[i];
    }

    long lastMillis(int i) {
        return lastMillis[i];
    }

    Position lowest(int i) {
        return lowest[i];
    }

    Position highest(int i) {
        return highest[i];
    }

    /// Events in the bucket with that key, which need not be occupied.
    long countAt(long key) {
        int at = find(key);
        return at < size && keys[at] == key ? counts[at] : 0;
    }

    /// The index of the first bucket at or after `key`.
    int find(long key) {
        if (size == 0 || keys[size - 1] < key) {
            return size;
        }
        int at = Arrays.binarySearch(keys, 0, size, key);
        return at >= 0 ? at : -at - 1;
    }

    void coarsen() {
        shift++;
        int merged = 0;
        for (int i = 0; i < size; i++) {
            long key = keys[i] >> 1;
            if (merged > 0 && keys[merged - 1] == key) {
                int to = merged - 1;
                counts[to] += counts[i];
                lastMillis[to] = lastMillis[i];
                lowest[to] = Position.min(lowest[to], lowest[i]);
                highest[to] = Position.max(highest[to], highest[i]);
            } else {
                keys[merged] = key;
                counts[merged] = counts[i];
                firstMillis[merged] = firstMillis[i];
                lastMillis[merged] = lastMillis[i];
                lowest[merged] = lowest[i];
                highest[merged] = highest[i];
                merged++;
            }
        }
        size = merged;
    }

    private void countPending() {
        Batch batch = pending;
        pending = null;
        if (batch == null || seesEvents || batch.minMillis() < 0 || batch.maxMillis() < batch.minMillis()) {
            return;
        }
        long from = batch.minMillis();
        long to = batch.maxMillis();
        while ((to >> shift) - (from >> shift) >= mostBuckets) {
            coarsen();
        }
        long buckets = (to >> shift) - (from >> shift) + 1;
        for (long i = 0; i < buckets; i++) {
            // a batch says only when its first and last event were: what lies between is spread evenly
            long part = batch.count() * (i + 1) / buckets - batch.count() * i / buckets;
            long start = Math.max(from, ((from >> shift) + i) << shift);
            long end = Math.min(to, (((from >> shift) + i + 1) << shift) - 1);
            if (part > 0) {
                add(start, end, part, batch.first(), batch.last());
            }
        }
    }

    private void add(long from, long to, long count, Position first, Position last) {
        long key = from >> shift;
        int at = size > 0 && keys[size - 1] == key ? size - 1 : find(key);
        if (at < size && keys[at] == key) {
            counts[at] += count;
            firstMillis[at] = Math.min(firstMillis[at], from);
            lastMillis[at] = Math.max(lastMillis[at], to);
            lowest[at] = Position.min(lowest[at], first);
            highest[at] = Position.max(highest[at], last);
            return;
        }
        if (size == mostBuckets) {
            coarsen();
            add(from, to, count, first, last);
            return;
        }
        makeRoom(at);
        keys[at] = key;
        counts[at] = count;
        firstMillis[at] = from;
        lastMillis[at] = to;
        lowest[at] = first;
        highest[at] = last;
        size++;
    }

    private void makeRoom(int at) {
        if (size == keys.length) {
            int larger = Math.min(mostBuckets, size * 2);
            keys = Arrays.copyOf(keys, larger);
            counts = Arrays.copyOf(counts, larger);
            firstMillis = Arrays.copyOf(firstMillis, larger);
            lastMillis = Arrays.copyOf(lastMillis, larger);
            lowest = Arrays.copyOf(lowest, larger);
            highest = Arrays.copyOf(highest, larger);
        }
        int moved = size - at;
        System.arraycopy(keys, at, keys, at + 1, moved);
        System.arraycopy(counts, at, counts, at + 1, moved);
        System.arraycopy(firstMillis, at, firstMillis, at + 1, moved);
        System.arraycopy(lastMillis, at, lastMillis, at + 1, moved);
        System.arraycopy(lowest, at, lowest, at + 1, moved);
        System.arraycopy(highest, at, highest, at + 1, moved);
    }
}
