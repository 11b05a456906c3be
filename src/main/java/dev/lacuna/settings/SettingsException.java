package dev.lacuna.settings;

import org.jspecify.annotations.Nullable;

/// A settings file can't be used; the message says which, why, and what to do.
public sealed class SettingsException extends Exception permits UnknownProfileException {

    public SettingsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
