package dev.lacuna.settings;

/// What was given as a profile's name is the name of none: a slip of whoever typed it.
public final class UnknownProfileException extends SettingsException {
    UnknownProfileException(String message) {
        super(message, null);
    }
}
