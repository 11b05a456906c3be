package dev.lacuna.index;

import dev.lacuna.model.Density;
import java.util.Arrays;

/// Counts along one axis in sorted buckets of width 2^k, of which only occupied ones take memory. When more than the
/// allowed number are occupied, k grows and neighbours merge: memory stays bounded, and one absurd value costs one
/// bucket instead of the resolution of all. Not safe from several threads by itself.
final class SparseBuckets {

    private static final int FIRST_CAPACITY = 64;

    private final int maxBuckets;
    private final boolean weighs;

    // keys[i] is the bucket's start shifted right by `shift`, ascending.
    private int shift;
    private int size;
    private long[] keys = new long[FIRST_CAPACITY];
    private long[] counts = new long[FIRST_CAPACITY];
    private long[] bytes;

    /// @param weighs whether bytes are kept beside the counts
    SparseBuckets(int maxBuckets, boolean weighs) {
        if (maxBuckets < 2) {
            throw new IllegalArgumentException("a lane needs at least two buckets: " + maxBuckets);
        }
        this.maxBuckets = maxBuckets;
        this.weighs = weighs;
        this.bytes = new long[weighs ? FIRST_CAPACITY : 0];
    }

    /// As they were kept, with room for more.
    static SparseBuckets of(Density.Counts kept, int maxBuckets, boolean weighs) {
        var buckets = new SparseBuckets(Math.max(maxBuckets, kept.size()), weighs);
        int room = Math.max(FIRST_CAPACITY, kept.size());
        buckets.shift = kept.shift();
        buckets.size = kept.size();
        buckets.keys = Arrays.copyOf(kept.keys(), room);
        buckets.counts = Arrays.copyOf(kept.counts(), room);
        buckets.bytes = weighs ? Arrays.copyOf(kept.bytes(), room) : buckets.bytes;
        return buckets;
    }

    Density.Counts kept() {
        return new Density.Counts(
                shift,
                Arrays.copyOf(keys, size),
                Arrays.copyOf(counts, size),
                weighs ? Arrays.copyOf(bytes, size) : new long[0]);
    }

    /// The width of a bucket: the finest resolution that is left.
    long width() {
        return 1L << shift;
    }

    int shift() {
        return shift;
    }

    void put(long value, long count, long addedBytes) {
        long key = value >> shift;
        int at = size > 0 && keys[size - 1] == key ? size - 1 : find(key);
        if (at < size && keys[at] == key) {
            counts[at] += count;
            if (weighs) {
                bytes[at] += addedBytes;
            }
            return;
        }
        if (size == maxBuckets) {
            coarsen();
            put(value, count, addedBytes);
            return;
        }
        insert(at, key, count, addedBytes);
    }

    private void insert(int at, long key, long count, long addedBytes) {
        if (size == keys.length) {
            int larger = Math.min(maxBuckets, size * 2);
            keys = Arrays.copyOf(keys, larger);
            counts = Arrays.copyOf(counts, larger);
            bytes = weighs ? Arrays.copyOf(bytes, larger) : bytes;
        }
        int moved = size - at;
        System.arraycopy(keys, at, keys, at + 1, moved);
        System.arraycopy(counts, at, counts, at + 1, moved);
        keys[at] = key;
        counts[at] = count;
        if (weighs) {
            System.arraycopy(bytes, at, bytes, at + 1, moved);
            bytes[at] = addedBytes;
        }
        size++;
    }

    /// Spreads a count evenly over the buckets from one value to another (inclusive): over no more than it counts, so
    /// that a few that lie absurdly far apart take few.
    ///
    /// @return whether it went into more than one bucket
    boolean spread(long from, long to, long count, long addedBytes) {
        long buckets = (to >> shift) - (from >> shift) + 1;
        long width = width();
        long start = from >> shift << shift;
        long steps = Math.min(Math.min(count, buckets), maxBuckets);
        for (long i = 0; i < steps; i++) {
            // differences of running totals, so that the parts add up exactly
            long part = count * (i + 1) / steps - count * i / steps;
            long partBytes = addedBytes * (i + 1) / steps - addedBytes * i / steps;
            long bucket = steps == buckets ? i : (long) ((double) i / steps * buckets);
            put(start + bucket * width, part, partBytes);
        }
        return buckets > 1;
    }

    /// Spreads a count over the values from one to another (exclusive), each bucket by how many of them it holds, so
    /// that as many as there are values come to one each. Widens the buckets where half of them would not do.
    void fill(long from, long to, long count) {
        while (to - from >> shift > maxBuckets / 2) {
            coarsen();
        }
        long done = 0;
        for (long at = from; at < to; ) {
            long end = Math.min(to, (at >> shift) + 1 << shift);
            long until = count == to - from ? end - from : (long) ((double) count / (to - from) * (end - from));
            long upTo = end == to ? count : until;
            if (upTo > done) {
                put(at, upTo - done, 0);
                done = upTo;
            }
            at = end;
        }
    }

    /// Adds what lies in buckets of width `2^queryShift`, which is not finer than these, from a first one on.
    void addTo(long firstKey, int queryShift, long[] queryCounts, long[] queryBytes) {
        int down = queryShift - shift;
        for (int i = find(firstKey << down); i < size; i++) {
            long index = (keys[i] >> down) - firstKey;
            if (index >= queryCounts.length) {
                break;
            }
            queryCounts[(int) index] += counts[i];
            if (weighs) {
                queryBytes[(int) index] += bytes[i];
            }
        }
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
            boolean joins = merged > 0 && keys[merged - 1] == key;
            int to = joins ? merged - 1 : merged;
            keys[to] = key;
            counts[to] = joins ? counts[to] + counts[i] : counts[i];
            if (weighs) {
                bytes[to] = joins ? bytes[to] + bytes[i] : bytes[i];
            }
            merged = to + 1;
        }
        size = merged;
    }
}
