package dev.lacuna.task;

import java.util.EnumSet;
import java.util.Set;

/// Where a task stands.
///
/// ```
/// QUEUED ──> RUNNING <──> PAUSED
///   │          │  │          │
///   │          │  └──────────┴──> CANCELLING ──> CANCELLED | DONE | FAILED
///   └──────────┴──> CANCELLED | DONE | FAILED
/// ```
/// A cancel that comes when the work is just finished ends as DONE.
public enum TaskState {
    QUEUED,
    RUNNING,
    PAUSED,
    CANCELLING,
    CANCELLED,
    DONE,
    FAILED;

    private Set<TaskState> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(RUNNING, CANCELLED);
            case RUNNING -> EnumSet.of(PAUSED, CANCELLING, DONE, FAILED);
            case PAUSED -> EnumSet.of(RUNNING, CANCELLING);
            case CANCELLING -> EnumSet.of(CANCELLED, DONE, FAILED);
            case CANCELLED, DONE, FAILED -> EnumSet.noneOf(TaskState.class);
        };
    }

    public boolean mayBecome(TaskState state) {
        return next().contains(state);
    }

    public boolean isTerminal() {
        return this == CANCELLED || this == DONE || this == FAILED;
    }
}
