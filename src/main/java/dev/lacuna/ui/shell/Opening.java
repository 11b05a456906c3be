package dev.lacuna.ui.shell;

import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.SourceWords;
import java.nio.file.Path;
import java.util.Optional;

/// What the window shows first.
public sealed interface Opening {

    /// The page from which everything can be opened.
    record StartPage() implements Opening {}

    /// A source, and one of its streams if named.
    ///
    /// @param words how it was named
    record Open(SourceSpec spec, SourceWords words, Optional<String> stream) implements Opening {

        /// One that was named by its address.
        Open(SourceSpec spec, Optional<String> stream) {
            this(spec, SourceWords.NONE, stream);
        }
    }

    /// A session that somebody has saved.
    record Recorded(Path file) implements Opening {}

    /// A place in what is opened first.
    ///
    /// @param at as *Go to* takes it
    record At(Opening first, String at) implements Opening {}

    /// The sample incident.
    record Sample() implements Opening {}
}
