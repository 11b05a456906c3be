package dev.lacuna.task;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// A task seen from outside. All methods may be called from any thread and none blocks, but for [#await()].
public interface TaskHandle<R> {

    long id();

    /// For people: "Scan orders".
    String title();

    TaskState state();

    /// The latest progress; snapshots in between may be dropped.
    ProgressSnapshot progress();

    Instant started();

    /// When it ended, empty while it goes on.
    Optional<Instant> ended();

    /// The result, once DONE.
    Optional<R> result();

    /// Why it FAILED.
    Optional<Exception> failure();

    /// Asks the work to end; a no-op once it has.
    void cancel();

    void pause();

    void resume();

    /// Runs the action exactly once when the task has ended, also if it already has; on the task's thread or, where it
    /// has ended, on the caller's.
    void onEnd(Consumer<TaskHandle<R>> action);

    /// Waits for the end.
    ///
    /// @throws TaskCancelledException when it was cancelled
    /// @throws Exception what it failed with
    R await() throws Exception;
}
