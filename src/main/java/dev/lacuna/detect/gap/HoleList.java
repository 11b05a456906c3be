package dev.lacuna.detect.gap;

import java.util.Arrays;

/// The holes of a partition's log in order: how many positions are missing in all, how many of them are only
/// hidden, since they can't be read or went before they were, and where the first so many of the others begin.
final class HoleList {

    private static final int MOST = 1_000;

    private final long[] starts = new long[MOST];
    private int count;
    private long positions;
    private long hidden;

    /// @param from the first missing position
    /// @param to one past the last
    void add(long from, long to) {
        positions += to - from;
        if (count < MOST) {
            starts[count++] = from;
        }
    }

    /// Positions that were written, and of which another finding tells what became.
    void addHidden(long count) {
        positions += count;
        hidden += count;
    }

    /// How many positions are missing so far, the hidden ones included.
    long positions() {
        return positions;
    }

    long hidden() {
        return hidden;
    }

    /// Where the first hole behind a position begins; -1 where that is not kept.
    long firstBehind(long position) {
        int at = Arrays.binarySearch(starts, 0, count, position);
        int next = at >= 0 ? at : -at - 1;
        return next < count ? starts[next] : -1;
    }
}
