package dev.lacuna.ui.repair;

import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskState;
import java.util.function.Consumer;

/// What runs for the step that a repair is at: one task, and what follows when it has ended. Nobody waits for it:
/// whoever
/// shows it looks.
final class StepWork {

    private final TaskHandle<?> task;
    private final Runnable next;
    private TaskState seenState = TaskState.QUEUED;
    private ProgressSnapshot seenProgress = ProgressSnapshot.NONE;

    private StepWork(TaskHandle<?> task, Runnable next) {
        this.task = task;
        this.next = next;
    }

    /// @param next given the task, when that has ended in whatever way
    static <T> StepWork of(TaskHandle<T> task, Consumer<TaskHandle<T>> next) {
        return new StepWork(task, () -> next.accept(task));
    }

    boolean isEnded() {
        return task.state().isTerminal();
    }

    void goOn() {
        next.run();
    }

    /// Whether it shows another state or progress than when this was asked last.
    boolean hasMoved() {
        TaskState state = task.state();
        ProgressSnapshot progress = task.progress();
        boolean moved = state != seenState || !progress.equals(seenProgress);
        seenState = state;
        seenProgress = progress;
        return moved;
    }

    ProgressSnapshot progress() {
        return task.progress();
    }

    boolean isPaused() {
        return task.state() == TaskState.PAUSED;
    }

    boolean isCancelling() {
        return task.state() == TaskState.CANCELLING;
    }

    void pauseOrResume() {
        if (isPaused()) {
            task.resume();
        } else {
            task.pause();
        }
    }

    void cancel() {
        task.cancel();
    }
}
