package dev.lacuna.detect.duplicate;

import static dev.lacuna.detect.duplicate.SightingWords.COUNT;

import dev.lacuna.model.Position;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sightings in memory, one after the other as they came. The words of one stand together, because of many events a
/// second each is written to memory that no cache holds.
final class Sightings {

    /// Grows by fours to just what a part of half a million ids keeps.
    private static final int START = 128;
    /// To touch memory for the first time is dear, and what is outgrown was touched for nothing.
    private static final int GROWTH = 4;

    private final int most;
    private long[] words;
    private @Nullable Position @Nullable [] positions;
    private int size;

    /// @param most how many will come at most
    Sightings(int most) {
        this.most = most;
        this.words = new long[Math.min(most, START) * COUNT];
    }

    int size() {
        return size;
    }

    /// For how many there is room until it grows.
    int room() {
        return words.length / COUNT;
    }

    /// Whether any of them stands where positions are not dense.
    boolean hasPositions() {
        return positions != null;
    }

    /// @param added holds the words of one more, from there on
    /// @param position where positions are not dense
    void add(long[] added, int from, @Nullable Position position) {
        int to = size * COUNT;
        if (to == words.length) {
            int larger = (int) Math.min(most, (long) size * GROWTH);
            words = Arrays.copyOf(words, larger * COUNT);
            positions = positions == null ? null : Arrays.copyOf(positions, larger);
        }
        System.arraycopy(added, from, words, to, COUNT);
        if (position != null || positions != null) {
            positions = positions == null ? new Position[room()] : positions;
            positions[size] = position;
        }
        size++;
    }

    /// Adds one of others.
    void add(Sightings others, int sighting) {
        add(others.words, sighting * COUNT, others.positions == null ? null : others.positions[sighting]);
    }

    Sighting get(int sighting) {
        return SightingWords.sighting(words, sighting * COUNT, positions == null ? null : positions[sighting]);
    }

    int high(int sighting) {
        return SightingWords.high(words, sighting * COUNT);
    }

    long low(int sighting) {
        return SightingWords.low(words, sighting * COUNT);
    }

    boolean isOf(int sighting, int high, long low) {
        return high(sighting) == high && low(sighting) == low;
    }

    int link(int sighting) {
        return SightingWords.link(words, sighting * COUNT);
    }

    void link(int sighting, int link) {
        SightingWords.writeLink(link, words, sighting * COUNT);
    }

    /// All of them in the order of the highest bits of their hashes, and of those in which they are the same as they
    /// came.
    ///
    /// @param ends receives, for each value of those bits, one past the place of the last of them in that order; as
    ///     many as a power of two, and more than one
    int[] sorted(int[] ends) {
        int shift = Integer.numberOfLeadingZeros(ends.length) + 1;
        int[] order = new int[size];
        Arrays.fill(ends, 0);
        for (int i = 0; i < size; i++) {
            ends[high(i) >>> shift]++;
        }
        for (int value = 1; value < ends.length; value++) {
            ends[value] += ends[value - 1];
        }
        for (int i = size - 1; i >= 0; i--) {
            order[--ends[high(i) >>> shift]] = i;
        }
        // they are the beginnings now
        System.arraycopy(ends, 1, ends, 0, ends.length - 1);
        ends[ends.length - 1] = size;
        return order;
    }

    /// Writes so many: the lower half of the hash of each, then the rest of each.
    void pack(int first, int count, ByteBuffer into) {
        for (int i = first; i < first + count; i++) {
            into.putLong(low(i));
        }
        SightingPacker packer = new SightingPacker();
        for (int i = first; i < first + count; i++) {
            packer.pack(words, i * COUNT, into);
        }
    }

    /// Forgets all, and keeps the memory.
    void clear() {
        size = 0;
        positions = null;
    }
}
