package dev.lacuna.repair.replay;

import dev.lacuna.model.Position;
import java.util.HashMap;
import java.util.Map;

/// An exact set of dense positions in partitions, at about one bit for each, so that tens of millions fit.
final class PositionSet {

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_WORDS = 1 << (CHUNK_BITS - 6);

    private record Chunk(int partition, long number) {}

    private final Map<Chunk, long[]> chunks = new HashMap<>();
    private long size;

    /// Returns whether it was not in the set yet.
    boolean add(int partition, Position position) {
        long offset = position.asOffset();
        long[] words = chunks.computeIfAbsent(new Chunk(partition, offset >> CHUNK_BITS), key -> new long[CHUNK_WORDS]);
        int word = wordOf(offset);
        long bit = 1L << offset;
        if ((words[word] & bit) != 0) {
            return false;
        }
        words[word] |= bit;
        size++;
        return true;
    }

    boolean contains(int partition, Position position) {
        if (size == 0) {
            return false;
        }
        long offset = position.asOffset();
        long[] words = chunks.get(new Chunk(partition, offset >> CHUNK_BITS));
        return words != null && (words[wordOf(offset)] & (1L << offset)) != 0;
    }

    boolean containsAll(PositionSet others) {
        for (Map.Entry<Chunk, long[]> chunk : others.chunks.entrySet()) {
            long[] mine = chunks.get(chunk.getKey());
            long[] theirs = chunk.getValue();
            for (int i = 0; i < theirs.length; i++) {
                if ((theirs[i] & ~(mine == null ? 0 : mine[i])) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int wordOf(long offset) {
        return (int) (offset >> 6) & (CHUNK_WORDS - 1);
    }

    boolean isEmpty() {
        return size == 0;
    }

    long size() {
        return size;
    }
}
