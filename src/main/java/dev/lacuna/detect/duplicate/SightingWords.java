package dev.lacuna.detect.duplicate;

import dev.lacuna.model.Position;
import org.jspecify.annotations.Nullable;

/// A sighting and the hash of its id as words in an array, for there are as many of them as events. A position that is
/// not dense stands elsewhere.
///
/// ```
/// 0  hash, low
/// 1  hash, high (32 bits), payload (32)
/// 2  writer (31 bits), replayed (1), a link to another sighting (32)
/// 3  at
/// 4  partition (20 bits), millis + 1 (44)
/// ```
final class SightingWords {

    static final int COUNT = 5;

    private static final int PAYLOAD = 1;
    private static final int WRITER = 2;
    private static final int AT = 3;
    private static final int PLACE = 4;
    private static final long LOWER_HALF = 0xffff_ffffL;
    private static final int REPLAYED = 1;
    private static final int MILLIS_BITS = 44;
    private static final long MILLIS_MASK = (1L << MILLIS_BITS) - 1;

    private SightingWords() {}

    /// To be called before [#writeSighting].
    static void writeHash(int high, long low, long[] words, int from) {
        words[from] = low;
        words[from + PAYLOAD] = (long) high << Integer.SIZE;
    }

    /// @param writer its lowest bit is left out
    static void writeSighting(
            int partition, long at, long millis, int payload, int writer, boolean replayed, long[] words, int from) {
        words[from + PAYLOAD] = withLowerHalf(words[from + PAYLOAD], payload);
        words[from + WRITER] = (long) (writer & ~REPLAYED | (replayed ? REPLAYED : 0)) << Integer.SIZE;
        words[from + AT] = at;
        words[from + PLACE] = (long) partition << MILLIS_BITS | Math.min(MILLIS_MASK, Math.max(0, millis + 1));
    }

    static void writeLink(int link, long[] words, int from) {
        words[from + WRITER] = withLowerHalf(words[from + WRITER], link);
    }

    static long low(long[] words, int from) {
        return words[from];
    }

    static int high(long[] words, int from) {
        return (int) (words[from + PAYLOAD] >>> Integer.SIZE);
    }

    static int link(long[] words, int from) {
        return (int) words[from + WRITER];
    }

    static int partition(long[] words, int from) {
        return (int) (words[from + PLACE] >>> MILLIS_BITS);
    }

    static int payload(long[] words, int from) {
        return (int) words[from + PAYLOAD];
    }

    /// @param position where positions are not dense
    static Sighting sighting(long[] words, int from, @Nullable Position position) {
        int writer = (int) (words[from + WRITER] >>> Integer.SIZE);
        return new Sighting(
                partition(words, from),
                words[from + AT],
                position,
                (words[from + PLACE] & MILLIS_MASK) - 1,
                payload(words, from),
                writer & ~REPLAYED,
                (writer & REPLAYED) != 0);
    }

    private static long withLowerHalf(long word, int half) {
        return word & ~LOWER_HALF | half & LOWER_HALF;
    }
}
