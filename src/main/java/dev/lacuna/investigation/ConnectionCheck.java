package dev.lacuna.investigation;

import dev.lacuna.source.CheckHandler;
import dev.lacuna.source.CheckRequest;
import dev.lacuna.source.CheckStep;
import dev.lacuna.source.Sources;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A check of the way to a source as a task. It reads nothing of anybody's events and changes nothing.
///
/// Looking up a name can't be broken off, so the steps are gone through beside the task: one that is cancelled ends at
/// once, and what the outside world says later is dropped.
public final class ConnectionCheck {

    private static final CheckReport END = new CheckReport(List.of(), Optional.empty(), "end");

    private final LinkedBlockingQueue<CheckReport> news = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();
    private final CheckRequest request;
    private final Sources sources;
    private final Consumer<CheckReport> seen;

    private ConnectionCheck(CheckRequest request, Sources sources, Consumer<CheckReport> seen) {
        this.request = request;
        this.sources = sources;
        this.seen = seen;
    }

    /// Starts one.
    ///
    /// @param seen gets each report with news, on the task's thread
    public static TaskHandle<CheckReport> start(
            String title, CheckRequest request, Sources sources, TaskRunner runner, Consumer<CheckReport> seen) {
        var check = new ConnectionCheck(request, sources, seen);
        return runner.start(title, context -> check.run(context, runner));
    }

    private CheckReport run(TaskContext context, TaskRunner runner)
            throws TaskCancelledException, InterruptedException {
        try (var _ = context.onCancel(() -> news.add(END))) {
            runner.beside(() -> walk(context));
            CheckReport last = CheckReport.NONE;
            for (CheckReport report = news.take(); report != END; report = news.take()) {
                context.checkpoint();
                last = report;
                seen.accept(report);
                context.report(ProgressSnapshot.of(
                        report.now().map(Enum::name).orElse(""), report.steps().size(), -1, "steps"));
            }
            context.checkpoint();
            RuntimeException fault = broken.get();
            if (fault != null) {
                throw fault;
            }
            return last;
        }
    }

    private void walk(TaskContext context) {
        try {
            sources.check(request, new Notes(context));
        } catch (RuntimeException e) {
            broken.set(e); // thrown by the task, which everybody looks at
        } finally {
            news.add(END);
        }
    }

    /// Makes reports of what it is told.
    private final class Notes implements CheckHandler {

        private final TaskContext context;
        private final List<CheckStep> steps = new ArrayList<>();

        Notes(TaskContext context) {
            this.context = context;
        }

        @Override
        public void begun(CheckStep.Kind kind, String subject) {
            news.add(new CheckReport(steps, Optional.of(kind), subject));
        }

        @Override
        public void ended(CheckStep step) {
            steps.add(step);
            news.add(new CheckReport(steps, Optional.empty(), ""));
        }

        @Override
        public boolean isWanted() {
            return !context.isCancelled();
        }
    }
}
