package dev.lacuna.cli;

import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits for a task and prints a line of progress once a second.
final class ProgressLine {

    private final PrintWriter err;

    ProgressLine(PrintWriter err) {
        this.err = err;
    }

    <R> R await(TaskHandle<R> task, Interruption interruption) throws Exception {
        interruption.watch(task);
        var ended = new CountDownLatch(1);
        task.onEnd(handle -> ended.countDown());
        while (!ended.await(1, TimeUnit.SECONDS)) {
            print(task);
        }
        return task.await();
    }

    private void print(TaskHandle<?> task) {
        ProgressSnapshot progress = task.progress();
        if (progress.phase().isEmpty()) {
            return;
        }
        double seconds =
                Math.max(0.001, Duration.between(task.started(), Instant.now()).toMillis() / 1000.0);
        double rate = progress.done() / seconds;
        var line = new StringBuilder(progress.phase());
        line.append(String.format(Locale.ROOT, ": %,d", progress.done()));
        if (progress.total() >= 0) {
            line.append(String.format(
                    Locale.ROOT, " of %,d %s (%.0f %%)", progress.total(), progress.unit(), progress.fraction() * 100));
        } else {
            line.append(' ').append(progress.unit());
        }
        line.append(String.format(Locale.ROOT, ", %,.0f/s", rate));
        if (progress.total() > progress.done() && rate > 0) {
            line.append(
                    String.format(Locale.ROOT, ", about %,.0f s left", (progress.total() - progress.done()) / rate));
        }
        err.println(line);
        err.flush();
    }
}
