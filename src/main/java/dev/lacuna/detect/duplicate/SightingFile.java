package dev.lacuna.detect.duplicate;

import static dev.lacuna.detect.duplicate.SightingWords.COUNT;

import dev.lacuna.detect.Spill;
import dev.lacuna.detect.SpillFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/// Sightings that were put aside, in a file, in portions as they were handed over. A portion is written in blocks, so
/// that who compares the halves of hashes reads a third of it.
///
/// ```
/// block  bytes of the rest (4), the lower half of the hash of each (8 each), the rest of each as a packer writes it
/// ```
final class SightingFile implements Closeable {

    private static final int BLOCK = 1024;

    private final SpillFile file;
    private final List<Integer> portions = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(
                    Integer.BYTES + BLOCK * (Long.BYTES + SightingPacker.MOST_BYTES))
            .order(ByteOrder.nativeOrder());

    SightingFile(Spill spill) throws IOException {
        file = spill.create();
    }

    long count() {
        return portions.stream().mapToLong(Integer::longValue).sum();
    }

    /// Adds all of some; where that fails, none of them counts and nothing more can be added.
    void add(Sightings some) throws IOException {
        int size = some.size();
        for (int first = 0; first < size; first += BLOCK) {
            int count = Math.min(size - first, BLOCK);
            buffer.clear().position(Integer.BYTES);
            some.pack(first, count, buffer);
            buffer.flip();
            buffer.putInt(0, buffer.limit() - lowsEnd(count));
            file.append(buffer);
        }
        portions.add(size);
    }

    /// Told of the lower halves of some hashes; the array is used again.
    interface Lows {
        void accept(long[] lows, int count);
    }

    void lows(Lows consumer) throws IOException {
        eachBlock((position, lows, count, rest) -> consumer.accept(lows, count));
    }

    /// Told of a sighting by its words, which stand in the array until it returns.
    interface Seen {
        void accept(long[] words);
    }

    /// @param wanted by the lower half of the hash
    void sightings(LongPredicate wanted, Seen consumer) throws IOException {
        long[] words = new long[COUNT];
        boolean[] isWanted = new boolean[BLOCK];
        eachBlock((position, lows, count, rest) -> {
            boolean anyWanted = false;
            for (int i = 0; i < count; i++) {
                isWanted[i] = wanted.test(lows[i]);
                anyWanted |= isWanted[i];
            }
            if (!anyWanted) {
                return;
            }
            read(position + lowsEnd(count), rest);
            SightingPacker packer = new SightingPacker();
            for (int i = 0; i < count; i++) {
                packer.unpack(buffer, words, 0);
                if (isWanted[i]) {
                    words[0] = lows[i];
                    consumer.accept(words);
                }
            }
        });
    }

    private interface Block {
        /// @param lows the lower halves of the hashes; used again for the next one
        /// @param rest how many bytes the rest has
        void accept(long position, long[] lows, int count, int rest) throws IOException;
    }

    private void eachBlock(Block consumer) throws IOException {
        long[] lows = new long[BLOCK];
        long position = 0;
        for (int portion : portions) {
            for (int first = 0; first < portion; first += BLOCK) {
                int count = Math.min(portion - first, BLOCK);
                read(position, lowsEnd(count));
                int rest = buffer.getInt();
                buffer.asLongBuffer().get(lows, 0, count);
                consumer.accept(position, lows, count, rest);
                position += lowsEnd(count) + rest;
            }
        }
    }

    private static int lowsEnd(int count) {
        return Integer.BYTES + count * Long.BYTES;
    }

    private void read(long position, int bytes) throws IOException {
        buffer.clear().limit(bytes);
        file.read(position, buffer);
        buffer.rewind();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
