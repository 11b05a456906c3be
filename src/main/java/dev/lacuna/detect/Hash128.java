package dev.lacuna.detect;

import dev.lacuna.model.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A 128-bit hash of bytes: MurmurHash3 x64 128 by Austin Appleby (public domain), seed 0. Reused, so that
/// hashing allocates nothing.
public final class Hash128 {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    private long high;
    private long low;

    /// Hashes the bytes; the result stands in [#high()] and [#low()] until the next call.
    public void compute(Bytes bytes) {
        byte[] array = bytes.sharedArray();
        int at = bytes.sharedOffset();
        int length = bytes.length();
        int blocks = length / 16;
        long h1 = 0;
        long h2 = 0;
        for (int i = 0; i < blocks; i++, at += 16) {
            h1 ^= mixFirst((long) WORDS.get(array, at));
            h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= mixSecond((long) WORDS.get(array, at + 8));
            h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }
        int left = length & 15;
        long k1 = left == 0 ? 0 : word(array, at, left);
        long k2 = left <= Long.BYTES ? 0 : word(array, at + Long.BYTES, left - Long.BYTES);
        h1 ^= mixFirst(k1) ^ length;
        h2 ^= mixSecond(k2) ^ length;
        h1 += h2;
        h2 += h1;
        h1 = finish(h1);
        h2 = finish(h2);
        h1 += h2;
        h2 += h1;
        high = h1;
        low = h2;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    /// Spreads a word's bits over all 64.
    public static long finish(long word) {
        long k = word;
        k ^= k >>> 33;
        k *= 0xff51afd7ed558ccdL;
        k ^= k >>> 33;
        k *= 0xc4ceb9fe1a85ec53L;
        return k ^ (k >>> 33);
    }

    /// The first of so many bytes, at most eight, as a word; in one step where as many as that follow in the array,
    /// as they mostly do, for the bytes are a slice of a batch.
    private static long word(byte[] array, int at, int count) {
        if (count >= Long.BYTES) {
            return (long) WORDS.get(array, at);
        }
        if (at + Long.BYTES <= array.length) {
            return (long) WORDS.get(array, at) & (1L << count * Byte.SIZE) - 1;
        }
        long word = 0;
        for (int i = count - 1; i >= 0; i--) {
            word = word << Byte.SIZE | array[at + i] & 0xffL;
        }
        return word;
    }

    private static long mixFirst(long k) {
        return Long.rotateLeft(k * C1, 31) * C2;
    }

    private static long mixSecond(long k) {
        return Long.rotateLeft(k * C2, 33) * C1;
    }
}
