package dev.lacuna.ui.shell;

import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.timeline.FrameWorker;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Builds the timeline's frames on tasks of their own runner: they are too many and too short for anybody's list.
final class FrameRunner implements FrameWorker, AutoCloseable {

    private final TaskRunner runner;
    private final FxPulse pulse;

    FrameRunner(Clock clock, FxPulse pulse) {
        this.runner = new TaskRunner(clock);
        this.pulse = pulse;
    }

    @Override
    public <T> void submit(Supplier<T> work, Consumer<T> onFx) {
        runner.<T>start("frame", context -> work.get())
                .onEnd(handle -> handle.result().ifPresent(frame -> pulse.post(() -> onFx.accept(frame))));
    }

    @Override
    public void close() {
        runner.close();
    }
}
