package dev.lacuna.detect.duplicate;

import dev.lacuna.model.Position;
import java.util.Arrays;

/// The last ids of a partition with what is needed to compare: a ring, and an open-addressing table of its slots.
/// Grows as ids come, up to its limit; then each new id pushes out the oldest.
final class IdWindow {

    private static final int START = 1024;
    private static final int FREE = -1;

    private final int limit;
    private long[] high;
    private long[] low;
    private long[] payload;
    private long[] writer;
    private Position[] positions;
    private int[] table;
    private int size;
    private int oldest;

    IdWindow(int limit) {
        this.limit = limit;
        int start = Math.min(limit, START);
        high = new long[start];
        low = new long[start];
        payload = new long[start];
        writer = new long[start];
        positions = new Position[start];
        table = freshTable(start);
    }

    int limit() {
        return limit;
    }

    /// The slot that holds the id, or -1.
    int find(long idHigh, long idLow) {
        int mask = table.length - 1;
        for (int at = home(idHigh, mask); table[at] != FREE; at = at + 1 & mask) {
            int slot = table[at];
            if (high[slot] == idHigh && low[slot] == idLow) {
                return slot;
            }
        }
        return FREE;
    }

    /// Remembers an id that [#find] does not hold.
    void add(long idHigh, long idLow, long payloadHash, long writerHash, Position position) {
        int slot;
        if (size < limit) {
            if (size == high.length) {
                grow();
            }
            slot = size++;
        } else {
            slot = oldest;
            oldest = oldest + 1 == limit ? 0 : oldest + 1;
            forget(slot);
        }
        high[slot] = idHigh;
        low[slot] = idLow;
        payload[slot] = payloadHash;
        writer[slot] = writerHash;
        positions[slot] = position;
        put(slot);
    }

    long payload(int slot) {
        return payload[slot];
    }

    long writer(int slot) {
        return writer[slot];
    }

    Position position(int slot) {
        return positions[slot];
    }

    private void put(int slot) {
        int mask = table.length - 1;
        int at = home(high[slot], mask);
        while (table[at] != FREE) {
            at = at + 1 & mask;
        }
        table[at] = slot;
    }

    /// Removes a slot from the table and moves up those behind it, so that no probe ends early.
    private void forget(int slot) {
        int mask = table.length - 1;
        int hole = home(high[slot], mask);
        while (table[hole] != slot) {
            hole = hole + 1 & mask;
        }
        table[hole] = FREE;
        for (int at = hole + 1 & mask; table[at] != FREE; at = at + 1 & mask) {
            int from = home(high[table[at]], mask);
            // the entry may move into the hole unless its home lies (cyclically) after the hole
            boolean stays = hole <= at ? hole < from && from <= at : hole < from || from <= at;
            if (!stays) {
                table[hole] = table[at];
                table[at] = FREE;
                hole = at;
            }
        }
    }

    private void grow() {
        int larger = (int) Math.min(limit, high.length * 2L);
        high = Arrays.copyOf(high, larger);
        low = Arrays.copyOf(low, larger);
        payload = Arrays.copyOf(payload, larger);
        writer = Arrays.copyOf(writer, larger);
        positions = Arrays.copyOf(positions, larger);
        table = freshTable(larger);
        for (int slot = 0; slot < size; slot++) {
            put(slot);
        }
    }

    /// At most half full, so that probes stay short.
    private static int[] freshTable(int slots) {
        int[] fresh = new int[Integer.highestOneBit(Math.max(2, slots) * 2 - 1) * 2];
        Arrays.fill(fresh, FREE);
        return fresh;
    }

    private static int home(long hash, int mask) {
        return (int) hash & mask;
    }
}
