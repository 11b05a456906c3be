package dev.lacuna.decode.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was said about schemas can't be used, in words for people: what, why, and what to do.
public final class DecodeException extends Exception {
    public DecodeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
