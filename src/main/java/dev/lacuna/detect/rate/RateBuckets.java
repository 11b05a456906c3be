package dev.lacuna.detect.rate;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Position;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts of one partition's events by their own time, in sorted buckets of 2^k ms that hold at least one event. When
/// there are too many, k grows and neighbours merge. Each bucket knows the first and last time within it, and between
/// which positions its events stand.
///
/// A batch whose events are not read tells only when its first and its last event were; the rest is spread evenly
/// over its time. Such *loose* events are counted apart, as are those that start and end in a bucket, so that a
/// judge can ask for the fewest and the most events that may really have been in a stretch of time.
final class RateBuckets {

    private static final int FINEST_SHIFT = 10;

    private final int mostBuckets;
    private int shift = FINEST_SHIFT;
    private int size;
    private long[] keys = new long[64];
    private long[] counts = new long[64];
    private long[] loose = new long[64];
    private long[] arrivals = new long[64];
    private long[] starting = new long[64];
    private long[] ending = new long[64];
    private long[] firstMillis = new long[64];
    private long[] lastMillis = new long[64];
    private final PositionRow lowest = new PositionRow(64);
    private final PositionRow highest = new PositionRow(64);

    private @Nullable Batch pending;
    private boolean seesEvents;
    private boolean counting;

    RateBuckets(int mostBuckets) {
        this.mostBuckets = mostBuckets;
    }

    /// Notes a batch; it is counted by its header unless its events follow.
    void batch(Batch batch) {
        counting = true;
        countPending();
        pending = batch.isVisible() ? batch : null;
        counting = false;
    }

    void event(Event event, Fields fields) {
        counting = true;
        seesEvents = true;
        pending = null;
        long millis = fields.eventMillis() == Fields.ABSENT ? event.millis() : fields.eventMillis();
        if (millis >= 0) {
            put(millis, millis, 1, 1, event.position(), event.position());
        }
        counting = false;
    }

    /// To be called when nothing more comes; again does no harm.
    ///
    /// @throws IllegalStateException when counting failed, so that nothing may be judged by these counts
    void end() {
        if (counting) {
            throw new IllegalStateException("the events were not all counted");
        }
        countPending();
    }

    int size() {
        return size;
    }

    long widthMillis() {
        return 1L << shift;
    }

    /// The width of a bucket as a power of two of ms.
    int shift() {
        return shift;
    }

    long key(int i) {
        return keys[i];
    }

    long count(int i) {
        return counts[i];
    }

    /// Those of the bucket's events that may have been in another bucket.
    long loose(int i) {
        return loose[i];
    }

    /// How many times something arrived: an event, or a batch whose events are not read.
    long arrivals(int i) {
        return arrivals[i];
    }

    /// Loose events whose batch starts in the bucket.
    long starting(int i) {
        return starting[i];
    }

    /// Loose events whose batch ends in the bucket.
    long ending(int i) {
        return ending[i];
    }

    long firstMillis(int i) {
        return firstMillis[i];
    }

    long lastMillis(int i) {
        return lastMillis[i];
    }

    Position lowest(int i) {
        return lowest.get(i);
    }

    Position highest(int i) {
        return highest.get(i);
    }

    /// The index of the first bucket at or after `key`.
    int find(long key) {
        if (size == 0 || keys[size - 1] < key) {
            return size;
        }
        int at = Arrays.binarySearch(keys, 0, size, key);
        return at >= 0 ? at : -at - 1;
    }

    private void coarsen() {
        shift++;
        int merged = 0;
        for (int i = 0; i < size; i++) {
            long key = keys[i] >> 1;
            if (merged > 0 && keys[merged - 1] == key) {
                int to = merged - 1;
                counts[to] += counts[i];
                loose[to] += loose[i];
                arrivals[to] += arrivals[i];
                starting[to] += starting[i];
                ending[to] += ending[i];
                lastMillis[to] = lastMillis[i];
                lowest.lower(to, lowest.get(i));
                highest.raise(to, highest.get(i));
            } else {
                keys[merged] = key;
                counts[merged] = counts[i];
                loose[merged] = loose[i];
                arrivals[merged] = arrivals[i];
                starting[merged] = starting[i];
                ending[merged] = ending[i];
                firstMillis[merged] = firstMillis[i];
                lastMillis[merged] = lastMillis[i];
                lowest.copy(i, merged, 1);
                highest.copy(i, merged, 1);
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
        long to = batch.maxMillis();
        // what is left of a compacted batch may be younger than its first time says
        long from = batch.count() == 1 ? to : batch.minMillis();
        while ((to >> shift) - (from >> shift) >= mostBuckets) {
            coarsen();
        }
        int width = shift;
        long firstKey = from >> width;
        long buckets = (to >> width) - firstKey + 1;
        if (buckets == 1) {
            put(from, to, batch.count(), 1, batch.first(), batch.last());
            return;
        }
        long between = batch.count() - 2L;
        for (long i = 0; i < buckets; i++) {
            long part = between * (i + 1) / buckets - between * i / buckets + (i == 0 || i == buckets - 1 ? 1 : 0);
            long start = Math.max(from, (firstKey + i) << width);
            long end = Math.min(to, ((firstKey + i + 1) << width) - 1);
            if (part > 0) {
                int at = put(start, end, part, 0, batch.first(), batch.last());
                loose[at] += part;
            }
        }
        arrivals[find(from >> shift)]++;
        starting[find(from >> shift)] += batch.count();
        ending[find(to >> shift)] += batch.count();
    }

    /// Counts events whose times lie in one bucket of the finest width.
    ///
    /// @param times how many times something arrived
    /// @return the index of the bucket
    int put(long from, long to, long count, long times, Position first, Position last) {
        long key = from >> shift;
        int at = size > 0 && keys[size - 1] == key ? size - 1 : find(key);
        if (at < size && keys[at] == key) {
            counts[at] += count;
            arrivals[at] += times;
            firstMillis[at] = Math.min(firstMillis[at], from);
            lastMillis[at] = Math.max(lastMillis[at], to);
            lowest.lower(at, first);
            highest.raise(at, last);
            return at;
        }
        if (size == mostBuckets) {
            coarsen();
            return put(from, to, count, times, first, last);
        }
        makeRoom(at);
        keys[at] = key;
        counts[at] = count;
        loose[at] = 0;
        arrivals[at] = times;
        starting[at] = 0;
        ending[at] = 0;
        firstMillis[at] = from;
        lastMillis[at] = to;
        lowest.set(at, first);
        highest.set(at, last);
        size++;
        return at;
    }

    private void makeRoom(int at) {
        if (size == keys.length) {
            int larger = Math.min(mostBuckets, size * 2);
            keys = Arrays.copyOf(keys, larger);
            counts = Arrays.copyOf(counts, larger);
            loose = Arrays.copyOf(loose, larger);
            arrivals = Arrays.copyOf(arrivals, larger);
            starting = Arrays.copyOf(starting, larger);
            ending = Arrays.copyOf(ending, larger);
            firstMillis = Arrays.copyOf(firstMillis, larger);
            lastMillis = Arrays.copyOf(lastMillis, larger);
            lowest.growTo(larger);
            highest.growTo(larger);
        }
        int moved = size - at;
        System.arraycopy(keys, at, keys, at + 1, moved);
        System.arraycopy(counts, at, counts, at + 1, moved);
        System.arraycopy(loose, at, loose, at + 1, moved);
        System.arraycopy(arrivals, at, arrivals, at + 1, moved);
        System.arraycopy(starting, at, starting, at + 1, moved);
        System.arraycopy(ending, at, ending, at + 1, moved);
        System.arraycopy(firstMillis, at, firstMillis, at + 1, moved);
        System.arraycopy(lastMillis, at, lastMillis, at + 1, moved);
        lowest.copy(at, at + 1, moved);
        highest.copy(at, at + 1, moved);
    }
}
