package dev.lacuna.repair;

import org.jspecify.annotations.Nullable;

/// A plan that can't be made, read or run, in words for people: what is wrong, where, and what to do.
public final class PlanException extends Exception {

    /// Why, so that a face can choose an exit code.
    public enum Kind {
        /// The plan's file can't be read, understood or written.
        FILE,
        /// What was asked for can't be planned.
        REQUEST,
        /// What the plan covers is no longer as it was when the plan was made.
        CHANGED,
        /// It would do harm that nobody has agreed to.
        HAZARD
    }

    private final Kind kind;

    public PlanException(Kind kind, String message) {
        this(kind, message, null);
    }

    public PlanException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
