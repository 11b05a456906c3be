package dev.lacuna.detect.content;

import dev.lacuna.detect.LastSpot;
import dev.lacuna.detect.Spot;
import dev.lacuna.model.Position;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where something was seen in a partition: first, last, and how often in each block of as many events.
final class Series {

    static final int MOST_BLOCKS = 128;

    private int[] counts = new int[4];
    private long total;
    private long firstOrdinal = Long.MAX_VALUE;
    private @Nullable Position first;
    private long firstMillis = -1;
    private final LastSpot last = new LastSpot();

    /// Notes an event; they come in order.
    void add(int block, long ordinal, Position position, long millis) {
        if (block >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(block + 1, Math.min(MOST_BLOCKS, counts.length * 2)));
        }
        counts[block]++;
        total++;
        if (first == null) {
            first = position;
            firstOrdinal = ordinal;
            firstMillis = millis;
        }
        last.set(ordinal, position, millis);
    }

    /// Notes what another one saw.
    void addAll(Series other) {
        if (other.counts.length > counts.length) {
            counts = Arrays.copyOf(counts, other.counts.length);
        }
        for (int i = 0; i < other.counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
        if (other.firstOrdinal < firstOrdinal) {
            first = other.first;
            firstOrdinal = other.firstOrdinal;
            firstMillis = other.firstMillis;
        }
        last.setLater(other.last);
    }

    /// Joins each two blocks, as they are to hold twice as many events.
    void coarsen() {
        for (int i = 0; i < counts.length; i++) {
            int next = 2 * i + 1 < counts.length ? counts[2 * i + 1] : 0;
            counts[i] = 2 * i < counts.length ? counts[2 * i] + next : 0;
        }
    }

    boolean isEmpty() {
        return total == 0;
    }

    long total() {
        return total;
    }

    int count(int block) {
        return block < counts.length ? counts[block] : 0;
    }

    /// Events in the blocks from one to another, the latter excluded.
    long within(int from, int to) {
        long sum = 0;
        for (int i = from; i < Math.min(to, counts.length); i++) {
            sum += counts[i];
        }
        return sum;
    }

    /// The block of its first event; 0 when it has none.
    int firstBlock() {
        for (int block = 0; block < counts.length; block++) {
            if (counts[block] > 0) {
                return block;
            }
        }
        return 0;
    }

    /// The block of its last event; 0 when it has none.
    int lastBlock() {
        for (int block = counts.length - 1; block > 0; block--) {
            if (counts[block] > 0) {
                return block;
            }
        }
        return 0;
    }

    long firstOrdinal() {
        return firstOrdinal;
    }

    long lastOrdinal() {
        return last.ordinal();
    }

    Spot firstSpot() {
        Position position = first;
        if (position == null) {
            throw new IllegalStateException("it was never seen");
        }
        return new Spot(firstOrdinal, position, firstMillis);
    }

    Spot lastSpot() {
        return last.spot();
    }
}
