package dev.lacuna.detect.duplicate;

import dev.lacuna.model.Position;
import org.jspecify.annotations.Nullable;

/// A sighting and the hash of its id as words in an array, for there are as many of them as events: hash low, hash
/// high, payload, writer (lowest bit: replayed), at, partition (20 bits) with millis + 1 (44 bits). A position that is
/// not dense stands elsewhere.
final class SightingWords {

    static final int COUNT = 6;

    private static final int HIGH = 1;
    private static final int PAYLOAD = 2;
    private static final int WRITER = 3;
    private static final int AT = 4;
    private static final int PLACE = 5;
    private static final long REPLAYED = 1;
    private static final int MILLIS_BITS = 44;
    private static final long MILLIS_MASK = (1L << MILLIS_BITS) - 1;

    private SightingWords() {}

    static void writeHash(long high, long low, long[] words, int from) {
        words[from] = low;
        words[from + HIGH] = high;
    }

    /// @param writer its lowest bit is left out
    static void writeSighting(
            int partition, long at, long millis, long payload, long writer, boolean replayed, long[] words, int from) {
        words[from + PAYLOAD] = payload;
        words[from + WRITER] = writer & ~REPLAYED | (replayed ? REPLAYED : 0);
        words[from + AT] = at;
        words[from + PLACE] = (long) partition << MILLIS_BITS | Math.min(MILLIS_MASK, Math.max(0, millis + 1));
    }

    static long low(long[] words, int from) {
        return words[from];
    }

    static long high(long[] words, int from) {
        return words[from + HIGH];
    }

    static int partition(long[] words, int from) {
        return (int) (words[from + PLACE] >>> MILLIS_BITS);
    }

    static long payload(long[] words, int from) {
        return words[from + PAYLOAD];
    }

    /// @param position where positions are not dense
    static Sighting sighting(long[] words, int from, @Nullable Position position) {
        return new Sighting(
                partition(words, from),
                words[from + AT],
                position,
                (words[from + PLACE] & MILLIS_MASK) - 1,
                words[from + PAYLOAD],
                words[from + WRITER] & ~REPLAYED,
                (words[from + WRITER] & REPLAYED) != 0);
    }
}
