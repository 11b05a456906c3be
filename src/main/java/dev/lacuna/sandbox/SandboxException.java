package dev.lacuna.sandbox;

import org.jspecify.annotations.Nullable;

/// A sandbox that can't start or stop as asked, in words for people: what happened, where, and what to do.
public class SandboxException extends Exception {

    public SandboxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public SandboxException(String message) {
        this(message, null);
    }
}
