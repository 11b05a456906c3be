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
import java.util.function.LongPredicate;

/// Sightings that were put aside, in a file, in portions as they were handed over. A portion is written in blocks: the
/// lower half of the hash of each id in a block, then the rest of each sighting, so that who compares the halves reads
/// a sixth of it.
final class SightingFile implements Closeable {

    private static final int BLOCK = 1024;
    private static final int REST = SightingWords.COUNT - 1;
    private static final int BYTES = SightingWords.COUNT * Long.BYTES;

    private final SpillFile file;
    private final List<Integer> portions = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK * BYTES).order(ByteOrder.nativeOrder());

    SightingFile(Spill spill) throws IOException {
        file = spill.create();
    }

    long count() {
        return portions.stream().mapToLong(Integer::longValue).sum();
    }

    /// Adds all of a table; where that fails, none of them counts and nothing more can be added.
    void add(SightingTable table) throws IOException {
        int size = table.size();
        long[] words = new long[BLOCK * SightingWords.COUNT];
        for (int first = 0; first < size; first += BLOCK) {
            int count = Math.min(size - first, BLOCK);
            table.write(first, count, words);
            buffer.clear().limit(count * BYTES);
            buffer.asLongBuffer().put(words, 0, count * SightingWords.COUNT);
            file.append(buffer);
        }
        portions.add(size);
    }

    /// Told of the lower halves of some hashes; the array is used again.
    interface Lows {
        void accept(long[] lows, int count);
    }

    void lows(Lows consumer) throws IOException {
        long[] lows = new long[BLOCK];
        eachBlock((position, count) -> {
            read(position, lows, count);
            consumer.accept(lows, count);
        });
    }

    /// Told of a sighting by its words, which stand in the array until it returns.
    interface Seen {
        void accept(long[] words);
    }

    /// @param wanted by the lower half of the hash
    void sightings(LongPredicate wanted, Seen consumer) throws IOException {
        long[] lows = new long[BLOCK];
        long[] rest = new long[BLOCK * REST];
        long[] words = new long[SightingWords.COUNT];
        eachBlock((position, count) -> {
            read(position, lows, count);
            boolean anyWanted = false;
            for (int i = 0; i < count; i++) {
                if (!wanted.test(lows[i])) {
                    continue;
                }
                if (!anyWanted) {
                    anyWanted = true;
                    read(position + (long) count * Long.BYTES, rest, count * REST);
                }
                words[0] = lows[i];
                System.arraycopy(rest, i * REST, words, 1, REST);
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
                position += (long) count * BYTES;
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
