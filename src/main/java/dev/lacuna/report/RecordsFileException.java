package dev.lacuna.report;

import org.jspecify.annotations.Nullable;

/// A file of records can't be read; the message says which file, which line and why, and nothing of its content.
public final class RecordsFileException extends Exception {
    RecordsFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
