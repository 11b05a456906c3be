package dev.lacuna.source.segments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/// A stretch of a file held in memory, that moves along while the file is read. One file is open at a time; the
/// memory stays the same whatever is read.
///
/// The file is read and not mapped: a mapped file that a running broker truncates takes the whole JVM down when its
/// checksum is taken, and reading in pieces that stay in the processor's cache was the faster of the two (see
/// `src/docs/benchmarks.md`).
final class LogWindow implements AutoCloseable {

    private final ByteBuffer buffer;
    private @Nullable FileChannel channel;
    private @Nullable Path path;
    private long start;
    private long size;

    /// @param capacity in bytes
    LogWindow(int capacity) {
        buffer = ByteBuffer.allocateDirect(capacity).limit(0);
    }

    /// Opens a file in place of the one before. What is appended to it from now on is not seen.
    void open(Path file) throws IOException {
        close();
        channel = FileChannel.open(file, StandardOpenOption.READ);
        path = file;
        size = channel.size();
        buffer.limit(0);
        start = 0;
    }

    boolean isOpen(Path file) {
        return file.equals(path);
    }

    /// The file's size when it was opened.
    long size() {
        return size;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    int capacity() {
        return buffer.capacity();
    }

    /// Has so many bytes of the file in the buffer, and moves the window there if they aren't.
    ///
    /// @param length at most the capacity
    /// @return the index in the buffer where they begin; -1 where the file ends before
    int load(long position, int length) throws IOException {
        long index = position - start;
        if (index >= 0 && index + length <= buffer.limit()) {
            return (int) index;
        }
        if (position + length > size) {
            return -1;
        }
        fill(position, length);
        return buffer.limit() < length ? -1 : 0; // shorter only when someone truncated it meanwhile
    }

    /// How many bytes from a position on are in the buffer already.
    int loaded(long position) {
        long index = position - start;
        return index < 0 || index >= buffer.limit() ? 0 : (int) (buffer.limit() - index);
    }

    private void fill(long position, int least) throws IOException {
        FileChannel from = channel;
        if (from == null) {
            throw new IllegalStateException("no file is open");
        }
        start = position;
        buffer.clear();
        buffer.limit((int) Math.min(buffer.capacity(), size - position));
        try {
            while (buffer.position() < least) {
                if (from.read(buffer, position + buffer.position()) < 0) {
                    break;
                }
            }
        } finally {
            buffer.flip();
        }
    }

    /// Adds bytes of the file to a checksum, however many they are.
    ///
    /// @return false where the file ends before
    boolean sum(long position, long length, Checksum sum) throws IOException {
        long at = position;
        long left = length;
        while (left > 0) {
            int there = loaded(at);
            int piece = (int) Math.min(left, there > 0 ? there : buffer.capacity());
            int index = load(at, piece);
            if (index < 0) {
                return false;
            }
            int limit = buffer.limit();
            buffer.limit(index + piece).position(index);
            sum.update(buffer);
            buffer.limit(limit).position(0);
            at += piece;
            left -= piece;
        }
        return true;
    }

    /// Bytes of the file in an array of their own; null where the file ends before.
    byte @Nullable [] copy(long position, int length) throws IOException {
        if (position + length > size) {
            return null;
        }
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int piece = Math.min(length - done, buffer.capacity());
            int index = load(position + done, piece);
            if (index < 0) {
                return null;
            }
            buffer.get(index, bytes, done, piece);
            done += piece;
        }
        return bytes;
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        path = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it was open for reading only: nothing is lost
            }
        }
    }
}
