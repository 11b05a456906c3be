package dev.lacuna.task;

import java.time.Duration;

/// Waits for the outside world that end with the task they are made for, so that whoever knows nothing of tasks can be
/// called from one and does not keep it from ending.
public final class Waits {

    /// What may wait for long, and can be interrupted.
    ///
    /// @param <R> what comes of it
    /// @param <X> how it fails, also where it is interrupted
    @FunctionalInterface
    public interface Wait<R, X extends Exception> {
        R call() throws X;
    }

    private Waits() {}

    /// Waits on a thread of a task until that is cancelled, then interrupts it; on any other thread, simply
    /// waits. Who was interrupted because of a cancel is so no longer when this returns: what is left to do
    /// then is to be done.
    ///
    /// @param grace how long after the cancel it may still go on
    public static <R, X extends Exception> R call(Duration grace, Wait<R, X> wait) throws X {
        if (!RunningTask.CURRENT.isBound()) {
            return wait.call();
        }
        TaskContext task = RunningTask.CURRENT.get();
        try (var _ = task.interruptOnCancel(grace)) {
            return wait.call();
        } finally {
            if (task.isCancelled()) {
                Thread.interrupted();
            }
        }
    }
}
