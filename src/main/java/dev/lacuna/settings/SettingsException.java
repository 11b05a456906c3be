package dev.lacuna.settings;

import org.jspecify.annotations.Nullable;

/// A settings file can't be used; the message says which, why, and what to do.
public final class SettingsException extends Exception {
    public SettingsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
