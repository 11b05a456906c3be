package dev.lacuna.detect.duplicate;

import dev.lacuna.model.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A 64-bit hash of a key and a value, sixteen bytes at a time: two words are multiplied, and the halves of the product
/// laid over each other, as the hashes of the wyhash family do. Every event of a scan goes through it. For telling
/// apart payloads of one id, not for finding something by it.
final class PayloadHash {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    // as random as bits are that nobody chose: from the fractional parts of the square roots of 2, 3, 5 and 7
    private static final long FIRST = 0x6a09e667f3bcc908L;
    private static final long SECOND = 0xbb67ae8584caa73bL;
    private static final long THIRD = 0x3c6ef372fe94f82bL;
    private static final long FOURTH = 0xa54ff53a5f1d36f1L;
    private static final int WORD = Long.BYTES;
    private static final int PAIR = 2 * WORD;

    private PayloadHash() {}

    static long of(@Nullable Bytes key, @Nullable Bytes value) {
        return add(add(FIRST, key), value);
    }

    private static long add(long before, @Nullable Bytes bytes) {
        return bytes == null
                ? fold(before ^ FOURTH, THIRD)
                : add(before, bytes.sharedArray(), bytes.sharedOffset(), bytes.length());
    }

    private static long add(long before, byte[] array, int from, int length) {
        int to = from + length;
        if (length < PAIR) {
            return ended(before ^ few(array, from, length), before, length);
        }
        long even = before;
        long odd = before;
        int at = from;
        for (; at + 2 * PAIR <= to; at += 2 * PAIR) {
            even = fold(word(array, at) ^ FIRST, word(array, at + WORD) ^ even);
            odd = fold(word(array, at + PAIR) ^ SECOND, word(array, at + PAIR + WORD) ^ odd);
        }
        if (at + PAIR <= to) {
            even = fold(word(array, at) ^ FIRST, word(array, at + WORD) ^ even);
        }
        // what is left, with some of what came before: that hurts nobody, and is one step
        odd = fold(word(array, to - PAIR) ^ SECOND, word(array, to - WORD) ^ odd);
        return ended(even, odd, length);
    }

    private static long ended(long even, long odd, int length) {
        return fold(even ^ THIRD, odd ^ FOURTH ^ length);
    }

    /// Fewer than sixteen bytes as one word.
    private static long few(byte[] array, int from, int length) {
        if (length > WORD) {
            return fold(word(array, from) ^ FIRST, word(array, from + length - WORD) ^ SECOND);
        }
        long few = 0;
        for (int i = length - 1; i >= 0; i--) {
            few = few << Byte.SIZE | array[from + i] & 0xffL;
        }
        return few;
    }

    private static long word(byte[] array, int at) {
        return (long) WORDS.get(array, at);
    }

    private static long fold(long a, long b) {
        return a * b ^ Math.multiplyHigh(a, b);
    }
}
