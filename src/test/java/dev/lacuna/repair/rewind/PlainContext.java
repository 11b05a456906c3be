package dev.lacuna.repair.rewind;

import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskContext;
import java.util.List;
import java.util.concurrent.Callable;

/// The inside of a task that nobody steers.
final class PlainContext implements TaskContext {

    @Override
    public void report(ProgressSnapshot progress) {}

    @Override
    public void checkpoint() {}

    @Override
    public boolean isCancelled() {
        return false;
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
