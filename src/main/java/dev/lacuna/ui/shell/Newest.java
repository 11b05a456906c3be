package dev.lacuna.ui.shell;

import dev.lacuna.task.TaskHandle;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A place for one task at a time: a newer one takes the place, and what the older one brings is dropped. Confined to
/// the FX thread.
final class Newest<R> {

    private final Executor fxThread;
    private @Nullable TaskHandle<R> task;

    Newest(Executor fxThread) {
        this.fxThread = fxThread;
    }

    /// Cancels the task in place and puts this one there.
    ///
    /// @param ended gets it on the FX thread when it has ended, if it is still the newest
    /// @param dropped gets it there when it is not
    void start(TaskHandle<R> newer, Consumer<TaskHandle<R>> ended, Consumer<TaskHandle<R>> dropped) {
        cancel();
        task = newer;
        newer.onEnd(handle -> fxThread.execute(() -> {
            if (task == newer) {
                task = null;
                ended.accept(handle);
            } else {
                dropped.accept(handle);
            }
        }));
    }

    void start(TaskHandle<R> newer, Consumer<TaskHandle<R>> ended) {
        start(newer, ended, handle -> {});
    }

    boolean isRunning() {
        return task != null;
    }

    /// Gives the place up: whatever the task still brings is dropped.
    void cancel() {
        TaskHandle<R> running = task;
        task = null;
        if (running != null) {
            running.cancel();
        }
    }
}
