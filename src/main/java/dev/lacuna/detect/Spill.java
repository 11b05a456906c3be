package dev.lacuna.detect;

import java.io.IOException;

/// Room outside of memory for what the rules of one scan can't keep in it. Whoever runs the scan provides it,
/// so that rules know nothing of files.
public interface Spill {

    /// Makes a place to write to, which is empty and nobody else's.
    SpillFile create() throws IOException;

    /// No room: what doesn't fit in memory is not kept.
    static Spill none() {
        return () -> {
            throw new IOException("there is no room outside of memory");
        };
    }
}
