package dev.lacuna.detect.duplicate;

/// Tells of many hashes, in two bits for each of sixteen times their number, which may have come more than once: all
/// that did, and few of the others.
final class RepeatFilter {

    private static final int BITS_PER_HASH = 16;
    private static final int FEWEST_BITS = 1 << 10;
    private static final int MOST_BITS = 1 << 28;

    private final long[] once;
    private final long[] again;
    private final int mask;
    private boolean any;

    /// @param hashes about how many will come
    RepeatFilter(long hashes) {
        long wanted = Math.min(MOST_BITS, Math.max(FEWEST_BITS, hashes * BITS_PER_HASH));
        int bits = (int) Long.highestOneBit(wanted);
        once = new long[bits / Long.SIZE];
        again = new long[bits / Long.SIZE];
        mask = bits - 1;
    }

    void add(long[] hashes, int count) {
        for (int i = 0; i < count; i++) {
            add(hashes[i]);
        }
    }

    private void add(long hash) {
        int at = at(hash);
        int word = at >>> 6;
        long bit = 1L << at;
        if ((once[word] & bit) != 0) {
            again[word] |= bit;
            any = true;
        }
        once[word] |= bit;
    }

    /// Whether any hash may have come more than once.
    boolean any() {
        return any;
    }

    boolean mayRepeat(long hash) {
        int at = at(hash);
        return (again[at >>> 6] & 1L << at) != 0;
    }

    int countRepeating(long[] hashes, int count) {
        int repeating = 0;
        for (int i = 0; i < count; i++) {
            repeating += mayRepeat(hashes[i]) ? 1 : 0;
        }
        return repeating;
    }

    private int at(long hash) {
        return (int) (hash >>> 32) & mask;
    }
}
