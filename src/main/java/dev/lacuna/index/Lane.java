package dev.lacuna.index;

import dev.lacuna.model.TimeSpan;
import java.util.Arrays;

/// The density of one partition: sorted, sparse buckets of 2^k ms. When more than the allowed number are occupied, k
/// grows and neighbours merge, so that memory stays bounded and one absurd timestamp costs one bucket instead of the
/// resolution of all. One writer; queries from any thread.
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

    public synchronized LaneTotals totals() {
        boolean none = events == 0;
        return new LaneTotals(
                events, totalBytes, none ? -1 : firstMillis, none ? -1 : lastMillis, 1L << shift, estimated);
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
        return new Buckets(firstKey << queryShift, 1L << queryShift, queryCounts, queryBytes, estimated);
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
