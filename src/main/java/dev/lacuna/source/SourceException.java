package dev.lacuna.source;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An expected failure of the outside world, in words for people: what happened, where, and what to do.
public class SourceException extends Exception {

    /// What kind of failure, so that a face can choose an exit code and offer the right next step.
    public enum Kind {
        /// Nobody answers at the address.
        UNREACHABLE,
        /// Credentials or rights don't suffice.
        DENIED,
        /// There is no such stream or partition.
        UNKNOWN_STREAM,
        /// There is no such consumer group.
        UNKNOWN_GROUP,
        /// The consumer group has members, so its positions are theirs.
        GROUP_ACTIVE,
        /// The positions asked for are no longer, or not yet, there.
        OUT_OF_RANGE,
        /// Connection lost or timed out in the middle.
        INTERRUPTED,
        /// Another writer took over (a second run of the same plan).
        FENCED,
        /// The target refused an event: too large, timestamp out of bounds.
        REJECTED,
        /// Writing is forbidden here: the connection is read-only.
        READ_ONLY,
        /// Nobody has agreed to a write into production by typing its name.
        UNCONFIRMED,
        /// A write can't be noted in the audit trail, and so must not be made.
        UNAUDITED,
        /// The address can't be understood: a slip of whoever typed it, before anybody was asked.
        ADDRESS,
        /// The source can't do that.
        UNSUPPORTED,
        /// Anything else.
        OTHER
    }

    private final Kind kind;
    private final boolean retriable;

    /// @param message one or two sentences: what happened to what; then what to do
    /// @param retriable whether the same call may succeed later
    public SourceException(Kind kind, String message, boolean retriable, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retriable = retriable;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    public Kind kind() {
        return kind;
    }

    /// Whether a write was refused before it began, which is no failure of anything.
    public boolean isRefusal() {
        return kind == Kind.READ_ONLY || kind == Kind.UNCONFIRMED || kind == Kind.UNAUDITED;
    }

    public boolean isRetriable() {
        return retriable;
    }
}
