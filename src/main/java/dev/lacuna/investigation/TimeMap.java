package dev.lacuna.investigation;

import java.util.Arrays;

/// When the events at the positions of one partition happened, roughly: a bounded sample that thins itself out
/// as it grows. One writer; look-ups from any thread.
public final class TimeMap {

    private static final int CAPACITY = 4096;
    private static final long OUT_OF_ORDER_MILLIS = 60_000;

    // Guarded by this. Positions ascend.
    private long[] positions = new long[64];
    private long[] millis = new long[64];
    private int size;
    private long stride = 1;
    private long seen;
    private long last = -1;

    // as of so many that were seen
    private long[] latest = {};
    private long latestOf;

    /// @param first where the batch of events begins
    /// @param end its last position
    synchronized void add(long first, long end, long atMillis) {
        last = Math.max(last, end);
        add(first, atMillis);
    }

    synchronized void add(long position, long atMillis) {
        last = Math.max(last, position);
        if (seen++ % stride != 0) {
            return;
        }
        if (size == CAPACITY) {
            for (int i = 0; i < CAPACITY / 2; i++) {
                positions[i] = positions[2 * i];
                millis[i] = millis[2 * i];
            }
            size = CAPACITY / 2;
            stride *= 2;
        } else if (size == positions.length) {
            positions = Arrays.copyOf(positions, size * 2);
            millis = Arrays.copyOf(millis, size * 2);
        }
        int at = size;
        if (size > 0 && positions[size - 1] > position) { // what was passed over at first is read later
            int found = Arrays.binarySearch(positions, 0, size, position);
            at = found >= 0 ? found : -found - 1;
            System.arraycopy(positions, at, positions, at + 1, size - at);
            System.arraycopy(millis, at, millis, at + 1, size - at);
        }
        positions[at] = position;
        millis[at] = atMillis;
        size++;
    }

    /// The sampled positions, and when the event at each happened, to be kept.
    synchronized long[][] sample() {
        return new long[][] {Arrays.copyOf(positions, size), Arrays.copyOf(millis, size)};
    }

    /// A sample as it was kept.
    static TimeMap of(long[] keptPositions, long[] keptMillis) {
        var map = new TimeMap();
        for (int i = 0; i < Math.min(CAPACITY, keptPositions.length); i++) {
            map.add(keptPositions[i], keptMillis[i]);
        }
        return map;
    }

    /// The time of the nearest sampled position at or before this one, epoch ms; -1 when nothing was sampled.
    public synchronized long at(long position) {
        if (size == 0) {
            return -1;
        }
        int at = Arrays.binarySearch(positions, 0, size, position);
        int index = at >= 0 ? at : Math.max(0, -at - 2);
        return millis[index];
    }

    /// When the first event at or behind a position was there for readers, epoch ms, by its timestamp and
    /// rather later than it was than earlier; -1 where none is known, or where it is clearly older than what
    /// stands in front of it, as what a replay wrote is: its timestamp is not when it came.
    public synchronized long arrivalAt(long position) {
        if (size == 0 || position > last || position < positions[0]) {
            return -1;
        }
        int at = Arrays.binarySearch(positions, 0, size, position);
        int next = at >= 0 ? at : Math.min(-at - 1, size - 1);
        long latest = latest()[next];
        return millis[next] < latest - OUT_OF_ORDER_MILLIS ? -1 : latest;
    }

    /// The latest time up to each sampled position.
    private long[] latest() {
        if (latestOf != seen) {
            latest = Arrays.copyOf(millis, size);
            for (int i = 1; i < size; i++) {
                latest[i] = Math.max(latest[i], latest[i - 1]);
            }
            latestOf = seen;
        }
        return latest;
    }
}
