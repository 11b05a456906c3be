package dev.lacuna.detect.sequence;

import java.util.Arrays;

/// Where in a log something stands, and how much of it, at most one at a position: in order, in bounded
/// memory. Of very many places neighbouring ones are joined, so that a question about a few positions may be
/// answered with too much, and never with too little.
final class Places {

    private static final int START = 16;
    private static final int MOST = 4_096;

    private long[] first = new long[START];
    private long[] last = new long[START];
    /// How much stands there and before.
    private long[] sums = new long[START];
    private int count;

    /// @param from the first position, not before those that were added
    /// @param to the last one, inclusive
    /// @param amount how much stands somewhere between the two
    void add(long from, long to, long amount) {
        long before = count == 0 ? 0 : sums[count - 1];
        if (count > 0 && from <= last[count - 1] + 1) {
            last[count - 1] = Math.max(last[count - 1], to);
            sums[count - 1] = before + amount;
            return;
        }
        if (count == first.length) {
            makeRoom();
        }
        first[count] = from;
        last[count] = to;
        sums[count++] = before + amount;
    }

    /// How much stands from one position to another, both included, at most.
    long within(long from, long to) {
        int begin = firstAtOrAbove(last, from);
        int end = firstAtOrAbove(first, to + 1);
        if (begin >= end) {
            return 0;
        }
        if (end - begin == 1) {
            return clipped(begin, from, to);
        }
        return clipped(begin, from, to) + sums[end - 2] - sums[begin] + clipped(end - 1, from, to);
    }

    /// How much of one place may stand within the two positions.
    private long clipped(int place, long from, long to) {
        long all = sums[place] - (place == 0 ? 0 : sums[place - 1]);
        return Math.min(all, Math.min(to, last[place]) - Math.max(from, first[place]) + 1);
    }

    private int firstAtOrAbove(long[] sorted, long value) {
        int at = Arrays.binarySearch(sorted, 0, count, value);
        return at < 0 ? -at - 1 : at;
    }

    private void makeRoom() {
        if (count < MOST) {
            first = Arrays.copyOf(first, count * 2);
            last = Arrays.copyOf(last, count * 2);
            sums = Arrays.copyOf(sums, count * 2);
            return;
        }
        for (int i = 0; i < count / 2; i++) {
            first[i] = first[2 * i];
            last[i] = last[2 * i + 1];
            sums[i] = sums[2 * i + 1];
        }
        count /= 2;
    }
}
