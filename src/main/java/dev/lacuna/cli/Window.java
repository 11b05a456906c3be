package dev.lacuna.cli;

import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.SourceWords;
import java.nio.file.Path;
import java.util.Optional;

/// The other face, as the command line sees it: it can be opened, or not where there is no display.
public interface Window {

    boolean isAvailable();

    /// Opens the window and returns when it was closed.
    ///
    /// @param words how the source was named, for the command lines that the window writes
    void open(Optional<SourceSpec> source, SourceWords words, Optional<String> stream, Optional<String> at);

    /// Opens the window on a session file and returns when it was closed.
    void openSession(Path file, Optional<String> at);

    /// Opens the window on the sample incident and returns when it was closed.
    void openSample();
}
