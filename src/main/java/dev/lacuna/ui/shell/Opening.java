package dev.lacuna.ui.shell;

import dev.lacuna.source.SourceSpec;
import java.util.Optional;

/// What the window shows first.
public sealed interface Opening {

    /// The page from which everything can be opened.
    record StartPage() implements Opening {}

    /// A source, and one of its streams if named.
    record Open(SourceSpec spec, Optional<String> stream) implements Opening {}

    /// The sample incident.
    record Sample() implements Opening {}
}
