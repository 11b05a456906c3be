package dev.lacuna.detect;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Bytes that were put aside: written at the end, read from anywhere. For one thread at a time. Closing it
/// removes it.
public interface SpillFile extends Closeable {

    /// Writes all that remains in the buffer.
    void append(ByteBuffer bytes) throws IOException;

    /// Fills the buffer from a position on.
    ///
    /// @throws IOException also when fewer bytes than that were written
    void read(long position, ByteBuffer into) throws IOException;
}
