package dev.lacuna.journal;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Where a task stands, as far as the journal was told.
///
/// ```
/// RUNNING <──> PAUSED
///   │ │          │
///   │ └──────────┴──> CANCELLING ──> CANCELLED | DONE | PARTIAL | REFUSED | FAILED
///   └──> CANCELLED | DONE | PARTIAL | REFUSED | FAILED
/// ```
/// That a task was *interrupted* is nobody's to write: whoever reads it sees that its process is gone.
public enum KeptState {
    RUNNING,
    PAUSED,
    CANCELLING,
    CANCELLED,
    DONE,
    /// It ended early by itself; what it did until then stays.
    PARTIAL,
    /// It was not allowed to begin; nothing was written.
    REFUSED,
    FAILED;

    private Set<KeptState> next() {
        return switch (this) {
            case RUNNING -> EnumSet.of(PAUSED, CANCELLING, CANCELLED, DONE, PARTIAL, REFUSED, FAILED);
            case PAUSED -> EnumSet.of(RUNNING, CANCELLING, CANCELLED, DONE, PARTIAL, REFUSED, FAILED);
            case CANCELLING -> EnumSet.of(CANCELLED, DONE, PARTIAL, REFUSED, FAILED);
            case CANCELLED, DONE, PARTIAL, REFUSED, FAILED -> EnumSet.noneOf(KeptState.class);
        };
    }

    public boolean mayBecome(KeptState state) {
        return next().contains(state);
    }

    public boolean isTerminal() {
        return next().isEmpty();
    }

    /// As files and command lines say it.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static KeptState of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
