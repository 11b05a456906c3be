package dev.lacuna.detect.duplicate;

import static dev.lacuna.detect.duplicate.SightingWords.COUNT;

import java.nio.ByteBuffer;

/// Writes the words of sightings, but for the first of each, in few bytes: what is put aside is written and read by the
/// system, and that is what takes long. Sightings mostly stand and were written near the one before: so places and
/// times are told by how far they are from there.
///
/// ```
/// each   word 1 (8 bytes), upper half of word 2 (4), words 3 and 4 less those of the sighting before (1 to 10 each)
/// ```
final class SightingPacker {

    static final int MOST_BYTES = Long.BYTES + Integer.BYTES + 2 * 10;

    private static final int GROUP = 7;
    private static final int MORE = 1 << GROUP;

    private long at;
    private long place;

    /// @param words all of a sighting's, from there on
    void pack(long[] words, int from, ByteBuffer into) {
        into.putLong(words[from + 1]);
        into.putInt((int) (words[from + 2] >>> Integer.SIZE));
        putDistance(words[from + COUNT - 2] - at, into);
        putDistance(words[from + COUNT - 1] - place, into);
        at = words[from + COUNT - 2];
        place = words[from + COUNT - 1];
    }

    /// @param words receives all but the first, from there on
    void unpack(ByteBuffer bytes, long[] words, int from) {
        words[from + 1] = bytes.getLong();
        words[from + 2] = (long) bytes.getInt() << Integer.SIZE;
        at += distance(bytes);
        place += distance(bytes);
        words[from + COUNT - 2] = at;
        words[from + COUNT - 1] = place;
    }

    /// The sign comes last, so that short distances have few bits either way.
    private static void putDistance(long distance, ByteBuffer into) {
        long left = distance << 1 ^ distance >> Long.SIZE - 1;
        while (left >>> GROUP != 0) {
            into.put((byte) (left | MORE));
            left >>>= GROUP;
        }
        into.put((byte) left);
    }

    private static long distance(ByteBuffer bytes) {
        long zigzag = 0;
        for (int shift = 0; ; shift += GROUP) {
            byte next = bytes.get();
            zigzag |= (next & MORE - 1L) << shift;
            if (next >= 0) {
                return zigzag >>> 1 ^ -(zigzag & 1);
            }
        }
    }
}
