package dev.lacuna.repair.replay;

import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// A task's inside, steered by a test.
class FakeContext implements TaskContext {

    final List<ProgressSnapshot> reports = new ArrayList<>();
    boolean cancelled;
    boolean paused;
    int pauses;

    /// Called whenever the work looks up.
    void lookUp() {}

    /// Called when it waits.
    void waiting() {}

    @Override
    public void report(ProgressSnapshot progress) {
        reports.add(progress);
    }

    @Override
    public void checkpoint() throws TaskCancelledException {
        lookUp();
        if (paused) {
            pauses++;
            waiting();
            paused = false;
        }
        if (cancelled) {
            throw new TaskCancelledException();
        }
    }

    @Override
    public boolean isCancelled() {
        lookUp();
        return cancelled;
    }

    @Override
    public boolean isPaused() {
        return paused;
    }

    @Override
    public Registration onCancel(Runnable wakeup) {
        return () -> {};
    }

    @Override
    public <T> List<T> inParallel(List<? extends Callable<? extends T>> parts) throws Exception {
        throw new UnsupportedOperationException("nothing here runs in parallel");
    }
}
