package dev.lacuna.source.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.memory.MemoryPool;

/// The memory that responses are received into, outside of the heap and used again and again: a fresh array for each
/// would have to be cleared first, filled by way of a second copy, and collected.
///
/// ```
/// free --a response begins to come--> lent --it has come whole--> read --all of it is handed over--> free
///                                     lent --the connection broke--> free
/// ```
/// Nothing that is handed over may refer to it: batches are described, and records unpacked, by copying. Confined to
/// one thread.
final class WireBuffers implements MemoryPool {

    /// What is smaller is no answer to a fetch, or one that hardly holds anything.
    private static final int SMALLEST = 64 << 10;

    /// What is asked for sparingly is answered so, and larger ones are about as large as one another.
    private static final int STEP = 1 << 20;

    private final List<ByteBuffer> free = new ArrayList<>();
    private final List<ByteBuffer> lent = new ArrayList<>();
    private final List<ByteBuffer> read = new ArrayList<>();

    @Override
    public ByteBuffer tryAllocate(int bytes) {
        if (bytes < SMALLEST) {
            return ByteBuffer.allocate(bytes);
        }
        ByteBuffer buffer = take(bytes);
        buffer.clear().limit(bytes);
        lent.add(buffer);
        return buffer;
    }

    /// The smallest that is large enough, else a new one in place of one that is too small.
    private ByteBuffer take(int bytes) {
        int best = -1;
        for (int i = 0; i < free.size(); i++) {
            int capacity = free.get(i).capacity();
            if (capacity >= bytes && (best < 0 || capacity < free.get(best).capacity())) {
                best = i;
            }
        }
        if (best >= 0) {
            return free.remove(best);
        }
        if (!free.isEmpty()) {
            free.removeLast();
        }
        int step = bytes < STEP ? SMALLEST : STEP;
        long rounded = ((long) bytes + step - 1) / step * step;
        return ByteBuffer.allocateDirect((int) Math.min(Integer.MAX_VALUE, rounded));
    }

    /// What was lent is not needed any more, though its response has not come.
    @Override
    public void release(ByteBuffer buffer) {
        for (int i = 0; i < lent.size(); i++) {
            if (lent.get(i) == buffer) { // by identity: buffers are equal when what is left of them is
                free.add(lent.remove(i));
                return;
            }
        }
    }

    /// To be called when whatever has come whole has been parsed: a buffer that is read to its limit is one of those,
    /// since one that is still being filled is not full.
    void settle() {
        Iterator<ByteBuffer> buffers = lent.iterator();
        while (buffers.hasNext()) {
            ByteBuffer buffer = buffers.next();
            if (!buffer.hasRemaining()) {
                buffers.remove();
                read.add(buffer);
            }
        }
    }

    /// To be called when all of what has come whole is handed over.
    void recycle() {
        free.addAll(read);
        read.clear();
    }

    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    @Override
    public long availableMemory() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isOutOfMemory() {
        return false;
    }
}
