package dev.lacuna.source;

import java.util.Optional;

/// What of a source is to be tried.
///
/// @param stream the stream whose rights are looked at; those of all where empty
/// @param write whether the right to write is looked at too; nothing is written for it
public record CheckRequest(SourceSpec spec, Optional<String> stream, boolean write) {

    CheckRequest withSpec(SourceSpec other) {
        return new CheckRequest(other, stream, write);
    }
}
