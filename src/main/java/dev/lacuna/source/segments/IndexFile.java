package dev.lacuna.source.segments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// One of the sparse indexes that lie beside a segment. What it says is a hint, to be checked against the log.
///
/// ```
/// .index      int32 offset - base, int32 byte where the batch begins
/// .timeindex  int64 latest time so far, int32 offset - base of the record that bears it
/// ```
/// Both ascend. The index of the file that is written to is filled up with zeros.
final class IndexFile implements AutoCloseable {

    private static final int OFFSET_ENTRY = 8;
    private static final int TIME_ENTRY = 12;
    private static final int PAGE_BYTES = 12 << 10; // a multiple of both

    private final FileChannel channel;
    private final ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES).limit(0);
    private final int entry;
    private final long size;
    private final long count;
    private long pageStart;

    private IndexFile(FileChannel channel, int entry) throws IOException {
        this.channel = channel;
        this.entry = entry;
        size = channel.size();
        count = filled(size / entry);
    }

    static IndexFile ofOffsets(Path file) throws IOException {
        return open(file, OFFSET_ENTRY);
    }

    static IndexFile ofTimes(Path file) throws IOException {
        return open(file, TIME_ENTRY);
    }

    private static IndexFile open(Path file, int entry) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        boolean opened = false;
        try {
            var index = new IndexFile(channel, entry);
            opened = true;
            return index;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    /// How many entries it has, the zeros at its end left out.
    private long filled(long entries) throws IOException {
        if (entries == 0 || !isZero(entries - 1)) {
            return entries;
        }
        long low = 0;
        long high = entries - 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (isZero(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean isZero(long index) throws IOException {
        return key(index) == 0 && value(index) == 0;
    }

    long count() {
        return count;
    }

    /// An entry's offset in an index of offsets, its time in one of times.
    long key(long index) throws IOException {
        int at = load(index);
        return entry == OFFSET_ENTRY ? page.getInt(at) : page.getLong(at);
    }

    /// An entry's byte in an index of offsets, its offset in one of times.
    long value(long index) throws IOException {
        return page.getInt(load(index) + entry - Integer.BYTES);
    }

    /// The last entry whose key is at most that; -1 where there is none.
    long floor(long key) throws IOException {
        long low = 0;
        long high = count - 1;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            if (key(middle) <= key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private int load(long index) throws IOException {
        long byteAt = index * entry;
        if (byteAt < pageStart || byteAt + entry > pageStart + page.limit()) {
            pageStart = byteAt / PAGE_BYTES * PAGE_BYTES;
            page.clear();
            while (page.hasRemaining() && channel.read(page, pageStart + page.position()) > 0) {
                // until the page is full or the file ends
            }
            page.flip();
            if (byteAt + entry > pageStart + page.limit()) {
                throw new IOException("the index became shorter while it was read");
            }
        }
        return (int) (byteAt - pageStart);
    }

    /// What is wrong with it, as the end of a sentence about it; empty where nothing is.
    ///
    /// @param logBytes the size of the file that it points into
    Optional<String> problem(long logBytes) throws IOException {
        if (size % entry != 0) {
            return Optional.of("ends within an entry");
        }
        long key = -1;
        long value = -1;
        for (long i = 0; i < count; i++) {
            long nextKey = key(i);
            long nextValue = value(i);
            boolean ascends = i == 0 ? nextValue >= 0 : nextKey > key && nextValue >= value;
            if (!ascends) {
                return Optional.of("does not ascend at entry " + i + " of " + count);
            }
            if (entry == OFFSET_ENTRY && nextValue >= logBytes) {
                return Optional.of("points beyond the log's end at entry " + i + " of " + count);
            }
            key = nextKey;
            value = nextValue;
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
