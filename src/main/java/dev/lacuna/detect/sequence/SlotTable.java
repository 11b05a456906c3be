package dev.lacuna.detect.sequence;

import java.util.Arrays;

/// Finds by a 128-bit hash in which slot an entry is kept: an open-addressing table over slots that are
/// numbered from 0 on and used again once they are removed. What an entry is made of, its owner keeps in arrays
/// of its own, as long as [#capacity()].
///
/// ```
/// table  0: free, else 32 bits of the hash, 32 bits slot + 1
/// ```
/// The bits of the hash stand in the table itself, because to look anywhere else in a large one takes as long as all
/// the rest.
final class SlotTable {

    private static final int START = 64;
    private static final int NONE = -1;
    private static final long FREE = 0;

    private long[] high = new long[START];
    private long[] low = new long[START];
    private long[] table = freshTable(START);
    private int[] removed = new int[0];
    private int removedCount;
    private int used;

    /// The slot that holds the hash, or -1.
    int find(long hashHigh, long hashLow) {
        long[] entries = table;
        int mask = entries.length - 1;
        int bits = (int) hashLow;
        int at = home(hashHigh, mask);
        for (long entry = entries[at]; entry != FREE; entry = entries[at]) {
            if ((int) (entry >>> 32) == bits) {
                int slot = slotOf(entry);
                if (high[slot] == hashHigh && low[slot] == hashLow) {
                    return slot;
                }
            }
            at = at + 1 & mask;
        }
        return NONE;
    }

    /// Takes a slot for a hash that [#find] does not hold; the capacity may grow.
    int put(long hashHigh, long hashLow) {
        int slot = takeSlot();
        high[slot] = hashHigh;
        low[slot] = hashLow;
        enter(slot);
        return slot;
    }

    /// Frees a slot and moves up in the table what stands behind it, so that no search ends early.
    void remove(int slot) {
        int mask = table.length - 1;
        int hole = home(high[slot], mask);
        while (slotOf(table[hole]) != slot) {
            hole = hole + 1 & mask;
        }
        table[hole] = FREE;
        for (int at = hole + 1 & mask; table[at] != FREE; at = at + 1 & mask) {
            int from = home(high[slotOf(table[at])], mask);
            // the entry may move into the hole unless its home lies (cyclically) after the hole
            boolean stays = hole <= at ? hole < from && from <= at : hole < from || from <= at;
            if (!stays) {
                table[hole] = table[at];
                table[at] = FREE;
                hole = at;
            }
        }
        if (removedCount == removed.length) {
            removed = Arrays.copyOf(removed, Math.max(16, removedCount * 2));
        }
        removed[removedCount++] = slot;
    }

    long high(int slot) {
        return high[slot];
    }

    long low(int slot) {
        return low[slot];
    }

    /// How many slots hold an entry.
    int size() {
        return used - removedCount;
    }

    /// All slots that hold an entry, and those that were freed, have lower numbers.
    int slots() {
        return used;
    }

    /// How long the owner's arrays must be.
    int capacity() {
        return high.length;
    }

    private int takeSlot() {
        if (removedCount > 0) {
            return removed[--removedCount];
        }
        if (used == high.length) {
            grow();
        }
        return used++;
    }

    private void enter(int slot) {
        int mask = table.length - 1;
        int at = home(high[slot], mask);
        while (table[at] != FREE) {
            at = at + 1 & mask;
        }
        table[at] = low[slot] << 32 | slot + 1;
    }

    /// Only when no slot is free, so that each slot below `used` is to be entered again.
    private void grow() {
        int larger = high.length * 2;
        high = Arrays.copyOf(high, larger);
        low = Arrays.copyOf(low, larger);
        table = freshTable(larger);
        for (int slot = 0; slot < used; slot++) {
            enter(slot);
        }
    }

    /// At most half full, so that probes stay short.
    private static long[] freshTable(int slots) {
        return new long[slots * 2];
    }

    private static int slotOf(long entry) {
        return (int) entry - 1;
    }

    private static int home(long hash, int mask) {
        return (int) hash & mask;
    }
}
