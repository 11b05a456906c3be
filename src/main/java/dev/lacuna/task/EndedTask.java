package dev.lacuna.task;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// What is remembered of a task that has ended: how it went, and not what it brought.
record EndedTask(
        long id,
        String title,
        TaskState state,
        ProgressSnapshot progress,
        Instant started,
        Optional<Instant> ended,
        Optional<Exception> failure)
        implements TaskHandle<Object> {

    static EndedTask of(TaskHandle<?> task) {
        return new EndedTask(
                task.id(), task.title(), task.state(), task.progress(), task.started(), task.ended(), task.failure());
    }

    @Override
    public Optional<Object> result() {
        return Optional.empty();
    }

    @Override
    public void cancel() {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void onEnd(Consumer<TaskHandle<Object>> action) {
        action.accept(this);
    }

    /// There is nothing to wait for.
    @Override
    public Object await() throws Exception {
        if (failure.isPresent()) {
            throw failure.get();
        }
        throw new IllegalStateException("the result of task '" + title + "' is not kept");
    }
}
