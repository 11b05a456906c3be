package dev.lacuna.journal;

import java.util.Locale;

/// The kinds of task that are kept.
public enum TaskKind {
    PLAN(false),
    DRY_RUN(false),
    /// A replay that writes.
    RUN(true),
    VERIFY(false),
    REWIND(true),
    /// A group put back to where it stood before a rewind.
    ROLL_BACK(true);

    private final boolean writes;

    TaskKind(boolean writes) {
        this.writes = writes;
    }

    /// Whether such a task changes anything but files of its own, and so stands in the audit trail.
    public boolean writes() {
        return writes;
    }

    /// As files and command lines say it: `dry-run`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static TaskKind of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
