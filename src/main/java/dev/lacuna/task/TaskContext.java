package dev.lacuna.task;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// What running work may say and ask; safe from every thread that the task started through it.
public interface TaskContext {

    /// Replaces the task's progress; cheap, call it as often as there is news.
    void report(ProgressSnapshot progress);

    /// Waits while the task is paused.
    ///
    /// @throws TaskCancelledException once the task is to end
    void checkpoint() throws TaskCancelledException;

    boolean isCancelled();

    /// Whether a checkpoint would wait: work that holds something open for others, as a transaction, closes it first.
    default boolean isPaused() {
        return false;
    }

    /// Called at once, on another thread, when the task is cancelled: wakes up what blocks. Close the registration when
    /// it blocks no longer.
    Registration onCancel(Runnable wakeup);

    /// Interrupts the calling thread when the task is cancelled, for work that nothing else wakes up, until the
    /// registration is closed.
    default Registration interruptOnCancel() {
        return interruptOnCancel(Duration.ZERO);
    }

    /// The same, but only so long after the cancel, or where that was before, after this call: for what should come to
    /// its end if that is near.
    default Registration interruptOnCancel(Duration grace) {
        var waiting = new WaitingThread();
        Registration asked = onCancel(() -> waiting.interruptAfter(grace));
        return () -> {
            asked.close();
            waiting.waitsNoLonger();
        };
    }

    /// Runs the parts side by side, each on a thread of its own, and waits until all have ended, also when one fails: a
    /// part that shares the fate of the others has to look at [#isCancelled()] itself. Then the first failure is
    /// thrown.
    <T> List<T> inParallel(List<? extends Callable<? extends T>> parts) throws Exception;

    /// Something that can be taken back.
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
