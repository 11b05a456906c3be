package dev.lacuna.repair.replay;

import dev.lacuna.model.Bytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A set of ids, each kept as the first 128 bits of its SHA-256: that two of them meet is less likely than that the
/// memory is wrong. Confined to one thread.
final class IdSet {

    /// 16 bytes each, in a table that is never more than two thirds full.
    static final int MOST = 40_000_000;

    private final MessageDigest digest;
    private long[] high = new long[64];
    private long[] low = new long[64];
    private int size;

    private record Name(long high, long low) {}

    IdSet() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Name name(Bytes id) {
        digest.update(id.sharedArray(), id.sharedOffset(), id.length());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long first = hash.getLong();
        return new Name(first, hash.getLong() | 1); // a low half of 0 marks a free place
    }

    /// Returns whether it was not in the set yet.
    boolean add(Bytes id) {
        Name name = name(id);
        int at = find(name);
        if (low[at] != 0) {
            return false;
        }
        high[at] = name.high();
        low[at] = name.low();
        size++;
        if (size > high.length / 3 * 2) {
            grow();
        }
        return true;
    }

    boolean contains(Bytes id) {
        return size > 0 && low[find(name(id))] != 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// Whether it must not grow any more.
    boolean isFull() {
        return size >= MOST;
    }

    private int find(Name name) {
        int mask = high.length - 1;
        int at = (int) name.high() & mask;
        while (low[at] != 0 && (low[at] != name.low() || high[at] != name.high())) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        high = new long[oldHigh.length * 2];
        low = new long[oldLow.length * 2];
        for (int i = 0; i < oldHigh.length; i++) {
            if (oldLow[i] != 0) {
                int at = find(new Name(oldHigh[i], oldLow[i]));
                high[at] = oldHigh[i];
                low[at] = oldLow[i];
            }
        }
    }
}
