package dev.lacuna.task;

/// The task was cancelled: leave quickly, keep what is done.
public final class TaskCancelledException extends Exception {
    public TaskCancelledException() {
        super("cancelled", null, false, false);
    }
}
