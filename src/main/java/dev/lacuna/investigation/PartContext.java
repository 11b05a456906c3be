package dev.lacuna.investigation;

import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.List;
import java.util.concurrent.Callable;

/// What a part of a task is given, so that its progress counts for the whole.
///
/// @param before what of the whole was done before it
record PartContext(TaskContext whole, String phase, long before, long total) implements TaskContext {

    @Override
    public void report(ProgressSnapshot part) {
        whole.report(new ProgressSnapshot(
                phase, Math.min(total, before + part.done()), total, part.unit(), List.of(), part.note()));
    }

    @Override
    public void checkpoint() throws TaskCancelledException {
        whole.checkpoint();
    }

    @Override
    public boolean isCancelled() {
        return whole.isCancelled();
    }

    @Override
    public boolean isPaused() {
        return whole.isPaused();
    }

    @Override
    public Registration onCancel(Runnable wakeup) {
        return whole.onCancel(wakeup);
    }

    @Override
    public <T> List<T> inParallel(List<? extends Callable<? extends T>> parts) throws Exception {
        return whole.inParallel(parts);
    }
}
