package dev.lacuna.report;

import org.jspecify.annotations.Nullable;

/// A kept report or baseline can't be read; the message says which file, which line and why.
public final class FindingsFileException extends Exception {
    public FindingsFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
