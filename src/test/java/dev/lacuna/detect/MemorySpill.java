package dev.lacuna.detect;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/// A spill that is full after so many bytes, and counts what is still open.
public final class MemorySpill implements Spill {

    private final long mostBytes;
    private final AtomicInteger open = new AtomicInteger();
    private long written;

    public MemorySpill(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// Files that were made and not closed.
    public int open() {
        return open.get();
    }

    public long written() {
        return written;
    }

    @Override
    public SpillFile create() {
        open.incrementAndGet();
        Bytes bytes = new Bytes();
        return new SpillFile() {
            @Override
            public void append(ByteBuffer more) throws IOException {
                if (written + more.remaining() > mostBytes) {
                    throw new IOException("no space left");
                }
                written += more.remaining();
                while (more.hasRemaining()) {
                    bytes.write(more.get());
                }
            }

            @Override
            public void read(long position, ByteBuffer into) throws IOException {
                if (position + into.remaining() > bytes.size()) {
                    throw new EOFException();
                }
                bytes.read((int) position, into);
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    private static final class Bytes extends ByteArrayOutputStream {
        void read(int position, ByteBuffer into) {
            into.put(buf, position, into.remaining());
        }
    }
}
