package dev.lacuna.journal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The journal can't be read or written; the message says which file, why, and what to do.
public final class JournalException extends Exception {

    /// Why, so that callers can choose what goes on without it.
    public enum Kind {
        /// Its files can't be read as a journal.
        BROKEN,
        /// Another process holds it for too long.
        LOCKED,
        /// There is no room for more.
        FULL,
        /// A newer version of the program has written it.
        NEWER,
        /// Its folder or file may not be written to, or not read.
        DENIED,
        /// The library that reads it can't be loaded.
        NO_LIBRARY,
        /// Anything else.
        OTHER
    }

    private final Kind kind;

    public JournalException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public Kind kind() {
        return kind;
    }
}
