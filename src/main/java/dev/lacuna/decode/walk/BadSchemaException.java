package dev.lacuna.decode.walk;

import org.jspecify.annotations.Nullable;

/// A schema can't be used; the message says why, to be put behind "the schema … can't be used: ".
public final class BadSchemaException extends Exception {
    public BadSchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
