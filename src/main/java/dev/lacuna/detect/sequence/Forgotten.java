package dev.lacuna.detect.sequence;

/// The scopes that are not followed any more, each by 64 bits of its hash: enough to know for certain that a
/// scope was never followed before.
final class Forgotten {

    private static final int START = 1024;

    private final int limit;
    private long[] table = new long[START];
    private int size;
    private boolean overflowed;

    /// @param limit how many are remembered, 11 to 22 bytes each
    Forgotten(int limit) {
        this.limit = limit;
    }

    void add(long hash) {
        if (mayHold(hash)) {
            return;
        }
        if (size >= limit) {
            overflowed = true;
            return;
        }
        if (4 * (size + 1) > 3 * table.length) {
            long[] old = table;
            table = new long[old.length * 2];
            for (long each : old) {
                if (each != 0) {
                    table[free(each)] = each;
                }
            }
        }
        long stored = stored(hash);
        table[free(stored)] = stored;
        size++;
    }

    /// False only when the scope was never added.
    boolean mayHold(long hash) {
        if (overflowed) {
            return true;
        }
        long stored = stored(hash);
        int mask = table.length - 1;
        for (int at = (int) stored & mask; table[at] != 0; at = at + 1 & mask) {
            if (table[at] == stored) {
                return true;
            }
        }
        return false;
    }

    private int free(long stored) {
        int mask = table.length - 1;
        int at = (int) stored & mask;
        while (table[at] != 0) {
            at = at + 1 & mask;
        }
        return at;
    }

    /// 0 marks an empty place.
    private static long stored(long hash) {
        return hash == 0 ? 1 : hash;
    }
}
