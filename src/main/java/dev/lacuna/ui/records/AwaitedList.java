package dev.lacuna.ui.records;

import dev.lacuna.investigation.RecordList;
import dev.lacuna.task.TaskHandle;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The list that is waited for: only ever the one that was asked for last. One that was waited for before is no longer
/// wanted, and what still comes of it is dropped.
final class AwaitedList {

    private final Executor fxThread;
    private @Nullable TaskHandle<RecordList> task;

    /// @param fxThread runs what tasks bring
    AwaitedList(Executor fxThread) {
        this.fxThread = fxThread;
    }

    boolean isAwaited() {
        return task != null;
    }

    /// @param ended takes the task once it has ended, unless it is no longer wanted by then
    void await(TaskHandle<RecordList> newTask, Consumer<TaskHandle<RecordList>> ended) {
        forget();
        task = newTask;
        newTask.onEnd(end -> fxThread.execute(() -> {
            if (task == newTask) {
                task = null;
                ended.accept(newTask);
            }
        }));
    }

    void forget() {
        TaskHandle<RecordList> old = task;
        task = null;
        if (old != null) {
            old.cancel();
        }
    }
}
