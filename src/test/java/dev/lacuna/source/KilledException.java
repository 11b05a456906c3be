package dev.lacuna.source;

/// The process that used this client is dead: nothing it does has an effect any more. An error and not an exception, so
/// that no code recovers from it by accident.
public final class KilledException extends Error {
    KilledException() {
        super("killed", null, false, false);
    }
}
