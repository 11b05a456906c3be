package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.Spill;
import dev.lacuna.detect.SpillFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/// Sightings that were put aside, in a file, in portions as they were handed over. A portion is written in blocks: the
/// hashes of all ids in a block, then the rest of each sighting, so that who compares hashes reads a third of it.
final class SightingFile implements Closeable {

    private static final int BLOCK = 1024;
    private static final int HASH_BYTES = SightingWords.OF_HASH * Long.BYTES;
    private static final int REST_WORDS = SightingWords.COUNT - SightingWords.OF_HASH;
    private static final int REST_BYTES = REST_WORDS * Long.BYTES;

    private final SpillFile file;
    private final List<Integer> portions = new ArrayList<>();
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BLOCK * (HASH_BYTES + REST_BYTES)).order(ByteOrder.nativeOrder());

    SightingFile(Spill spill) throws IOException {
        file = spill.create();
    }

    long count() {
        return portions.stream().mapToLong(Integer::longValue).sum();
    }

    /// Adds all of a table; where that fails, none of them counts and nothing more can be added.
    void add(SightingTable table) throws IOException {
        int size = table.size();
        for (int first = 0; first < size; first += BLOCK) {
            int count = Math.min(size - first, BLOCK);
            buffer.clear().limit(count * (HASH_BYTES + REST_BYTES));
            table.write(first, count, buffer.asLongBuffer());
            file.append(buffer);
        }
        portions.add(size);
    }

    /// Told of the id of a sighting.
    interface Hash {
        void accept(long high, long low);
    }

    void hashes(Hash consumer) throws IOException {
        long[] words = new long[BLOCK * SightingWords.OF_HASH];
        eachBlock((position, count) -> {
            read(position, words, count * SightingWords.OF_HASH);
            for (int from = 0; from < count * SightingWords.OF_HASH; from += SightingWords.OF_HASH) {
                consumer.accept(SightingWords.high(words, from), SightingWords.low(words, from));
            }
        });
    }

    /// Says whether a sighting of that id is wanted.
    interface Wanted {
        boolean test(long high, long low);
    }

    /// Told of a sighting by its words, which stand in the array until it returns.
    interface Seen {
        void accept(long[] words);
    }

    void sightings(Wanted wanted, Seen consumer) throws IOException {
        long[] hashes = new long[BLOCK * SightingWords.OF_HASH];
        long[] rest = new long[BLOCK * REST_WORDS];
        long[] words = new long[SightingWords.COUNT];
        eachBlock((position, count) -> {
            read(position, hashes, count * SightingWords.OF_HASH);
            boolean anyWanted = false;
            for (int i = 0; i < count; i++) {
                int from = i * SightingWords.OF_HASH;
                if (!wanted.test(SightingWords.high(hashes, from), SightingWords.low(hashes, from))) {
                    continue;
                }
                if (!anyWanted) {
                    anyWanted = true;
                    read(position + (long) count * HASH_BYTES, rest, count * REST_WORDS);
                }
                System.arraycopy(hashes, from, words, 0, SightingWords.OF_HASH);
                System.arraycopy(rest, i * REST_WORDS, words, SightingWords.OF_HASH, REST_WORDS);
                consumer.accept(words);
            }
        });
    }

    private interface Block {
        void accept(long position, int count) throws IOException;
    }

    private void eachBlock(Block consumer) throws IOException {
        long position = 0;
        for (int portion : portions) {
            for (int first = 0; first < portion; first += BLOCK) {
                int count = Math.min(portion - first, BLOCK);
                consumer.accept(position, count);
                position += (long) count * (HASH_BYTES + REST_BYTES);
            }
        }
    }

    private void read(long position, long[] into, int words) throws IOException {
        buffer.clear().limit(words * Long.BYTES);
        file.read(position, buffer);
        LongBuffer read = buffer.rewind().asLongBuffer();
        read.get(into, 0, words);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
