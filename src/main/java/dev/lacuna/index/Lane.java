package dev.lacuna.index;

import dev.lacuna.model.Backdrop;
import dev.lacuna.model.TimeSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The density of one partition: sorted, sparse buckets of 2^k ms. When more than the allowed number are occupied, k
/// grows and neighbours merge, so that memory stays bounded and one absurd timestamp costs one bucket instead of the
/// resolution of all. Behind what was counted stands a [Backdrop], of which only the positions count that were not
/// looked at yet: the estimate gives way as reading goes on. One writer; queries from any thread.
public final class Lane {

    private final int maxBuckets;

    // Guarded by this. keys[i] is the bucket's start shifted right by `shift`, ascending.
    private int shift;
    private int size;
    private long[] keys = new long[64];
    private long[] counts = new long[64];
    private long[] bytes = new long[64];
    private long events;
    private long totalBytes;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private boolean estimated;
    private Backdrop backdrop = Backdrop.NONE;
    private final PositionSet lookedAt = new PositionSet();

    Lane(int maxBuckets) {
        if (maxBuckets < 2) {
            throw new IllegalArgumentException("a lane needs at least two buckets: " + maxBuckets);
        }
        this.maxBuckets = maxBuckets;
    }

    /// Counts one event.
    public synchronized void add(long millis, long eventBytes) {
        put(millis, 1, eventBytes);
        note(millis, millis, 1, eventBytes);
    }

    /// Counts a batch whose events lie somewhere in `[fromMillis, toMillis]`, spread evenly over its buckets: over no
    /// more than it has events, so that a batch with an absurd time takes few.
    public synchronized void addSpread(long fromMillis, long toMillis, long count, long batchBytes) {
        if (count <= 0) {
            return;
        }
        long width = 1L << shift;
        long buckets = bucketsBetween(fromMillis, toMillis);
        if (buckets > 1) {
            estimated = true;
        }
        long start = fromMillis >> shift << shift;
        long steps = Math.min(Math.min(count, buckets), maxBuckets);
        for (long i = 0; i < steps; i++) {
            // differences of running totals, so that the parts add up exactly
            long part = count * (i + 1) / steps - count * i / steps;
            long partBytes = batchBytes * (i + 1) / steps - batchBytes * i / steps;
            long bucket = steps == buckets ? i : (long) ((double) i / steps * buckets);
            put(start + bucket * width, part, partBytes);
        }
        note(fromMillis, toMillis, count, batchBytes);
    }

    /// Takes what look-ups by time have told of where the partition stood when.
    public synchronized void estimate(Backdrop newBackdrop) {
        backdrop = newBackdrop;
    }

    /// Notes that the positions from `from` to `to` were read: what stood there is counted by now, and no estimate
    /// any more.
    public synchronized void lookedAt(long from, long to) {
        lookedAt.add(from, to);
    }

    /// The runs of positions from `from` to `to` that were not read yet, as pairs of start and end.
    public synchronized List<long[]> unread(long from, long to) {
        return lookedAt.gaps(from, to);
    }

    /// The times whose positions were read, as far as the backdrop tells times; empty where there is none.
    public synchronized List<TimeSpan> readTimes() {
        List<TimeSpan> times = new ArrayList<>();
        if (backdrop.stretches() == 0) {
            return times;
        }
        for (long[] run : lookedAt.runs()) {
            long from = backdrop.millisAt(run[0]);
            long to = backdrop.millisAt(run[1]);
            if (from < to) {
                times.add(new TimeSpan(from, to));
            }
        }
        return times;
    }

    public synchronized LaneTotals totals() {
        boolean none = events == 0;
        return new LaneTotals(
                events, totalBytes, none ? -1 : firstMillis, none ? -1 : lastMillis, 1L << shift, estimated, unread());
    }

    private long unread() {
        int last = backdrop.positions().length - 1;
        return last < 0 ? 0 : lookedAt.missing(backdrop.positions()[0], backdrop.positions()[last]);
    }

    /// From the earliest to just past the latest time that anything is known of. Once all is read, that is what the
    /// events say: look-ups of times see markers, too, which are of when a transaction ended.
    synchronized Optional<TimeSpan> extent() {
        long from = events == 0 ? Long.MAX_VALUE : firstMillis;
        long to = events == 0 ? Long.MIN_VALUE : lastMillis + 1;
        if (unread() > 0) {
            from = Math.min(from, backdrop.millis()[0]);
            to = Math.max(to, backdrop.millis()[backdrop.stretches()]);
        }
        return from > to ? Optional.empty() : Optional.of(new TimeSpan(from, to));
    }

    /// How many positions of a span are not read yet, as far as the backdrop tells.
    public synchronized long unread(TimeSpan span) {
        long sum = 0;
        for (int i = backdrop.stretchAt(span.fromMillis()); i < backdrop.stretches(); i++) {
            long start = backdrop.millis()[i];
            long end = backdrop.millis()[i + 1];
            if (start >= span.toMillis()) {
                break;
            }
            long missing = lookedAt.missing(backdrop.positions()[i], backdrop.positions()[i + 1]);
            long within = Math.min(end, span.toMillis()) - Math.max(start, span.fromMillis());
            sum += Math.round((double) missing * Math.max(0, within) / (end - start));
        }
        return sum;
    }

    /// The buckets that overlap the span, at most `atMost` of them and as fine as that and the lane's own resolution
    /// allow; empty ones included.
    public synchronized Buckets query(TimeSpan span, int atMost) {
        if (atMost < 1 || span.millis() == 0) {
            return Buckets.EMPTY;
        }
        int queryShift = shift;
        while ((span.toMillis() - 1 >> queryShift) - (span.fromMillis() >> queryShift) + 1 > atMost) {
            queryShift++;
        }
        long firstKey = span.fromMillis() >> queryShift;
        int length = (int) ((span.toMillis() - 1 >> queryShift) - firstKey + 1);
        long[] queryCounts = new long[length];
        long[] queryBytes = new long[length];
        int down = queryShift - shift;
        for (int i = find(firstKey << down); i < size; i++) {
            long index = (keys[i] >> down) - firstKey;
            if (index >= length) {
                break;
            }
            queryCounts[(int) index] += counts[i];
            queryBytes[(int) index] += bytes[i];
        }
        boolean guessed = addBackdrop(firstKey, queryShift, queryCounts);
        return new Buckets(firstKey << queryShift, 1L << queryShift, queryCounts, queryBytes, estimated || guessed);
    }

    /// Adds what is not read yet, spread evenly over its stretch of time.
    private boolean addBackdrop(long firstKey, int queryShift, long[] queryCounts) {
        long from = firstKey << queryShift;
        long to = firstKey + queryCounts.length << queryShift;
        boolean any = false;
        for (int i = backdrop.stretchAt(from); i < backdrop.stretches() && backdrop.millis()[i] < to; i++) {
            long missing = lookedAt.missing(backdrop.positions()[i], backdrop.positions()[i + 1]);
            if (missing > 0) {
                any = true;
                spread(missing, backdrop.millis()[i], backdrop.millis()[i + 1], firstKey, queryShift, queryCounts);
            }
        }
        return any;
    }

    private static void spread(
            long count, long startMillis, long endMillis, long firstKey, int queryShift, long[] queryCounts) {
        double perMilli = (double) count / (endMillis - startMillis);
        long first = Math.max(0, (startMillis >> queryShift) - firstKey);
        long end = Math.min(queryCounts.length, (endMillis - 1 >> queryShift) - firstKey + 1);
        for (long bucket = first; bucket < end; bucket++) {
            long bucketStart = firstKey + bucket << queryShift;
            long bucketEnd = bucketStart + (1L << queryShift);
            // differences of running totals, so that the parts of a stretch add up exactly
            long before = Math.round(perMilli * (Math.max(startMillis, bucketStart) - startMillis));
            long upTo = Math.round(perMilli * (Math.min(endMillis, bucketEnd) - startMillis));
            queryCounts[(int) bucket] += upTo - before;
        }
    }

    private void note(long from, long to, long count, long addedBytes) {
        events += count;
        totalBytes += addedBytes;
        firstMillis = Math.min(firstMillis, from);
        lastMillis = Math.max(lastMillis, to);
    }

    private long bucketsBetween(long fromMillis, long toMillis) {
        return (toMillis >> shift) - (fromMillis >> shift) + 1;
    }

    private void put(long millis, long count, long addedBytes) {
        long key = millis >> shift;
        int at = size > 0 && keys[size - 1] == key ? size - 1 : find(key);
        if (at < size && keys[at] == key) {
            counts[at] += count;
            bytes[at] += addedBytes;
            return;
        }
        if (size == maxBuckets) {
            coarsen();
            put(millis, count, addedBytes);
            return;
        }
        if (size == keys.length) {
            int larger = Math.min(maxBuckets, size * 2);
            keys = Arrays.copyOf(keys, larger);
            counts = Arrays.copyOf(counts, larger);
            bytes = Arrays.copyOf(bytes, larger);
        }
        int moved = size - at;
        System.arraycopy(keys, at, keys, at + 1, moved);
        System.arraycopy(counts, at, counts, at + 1, moved);
        System.arraycopy(bytes, at, bytes, at + 1, moved);
        keys[at] = key;
        counts[at] = count;
        bytes[at] = addedBytes;
        size++;
    }

    /// The index of the first key at or after `key`.
    private int find(long key) {
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
                counts[merged - 1] += counts[i];
                bytes[merged - 1] += bytes[i];
            } else {
                keys[merged] = key;
                counts[merged] = counts[i];
                bytes[merged] = bytes[i];
                merged++;
            }
        }
        size = merged;
    }
}
