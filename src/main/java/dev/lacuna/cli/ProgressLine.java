package dev.lacuna.cli;

import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskState;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits for a task and prints a line of progress once a second. Rate and time left are those of the last seconds, and
/// when nothing moves it says so instead of promising an end.
final class ProgressLine {

    private static final int SECONDS_LOOKED_BACK = 5;

    private final PrintWriter err;
    private final Deque<Long> lastDone = new ArrayDeque<>();
    private String phase = "";
    private int standingSeconds;
    private boolean paused;

    ProgressLine(PrintWriter err) {
        this.err = err;
    }

    <R> R await(TaskHandle<R> task, Interruption interruption) throws Exception {
        interruption.watch(task);
        var ended = new CountDownLatch(1);
        task.onEnd(handle -> ended.countDown());
        while (!ended.await(1, TimeUnit.SECONDS)) {
            standing(task.state())
                    .or(() -> paused ? Optional.empty() : line(task.progress()))
                    .ifPresent(err::println);
            err.flush();
        }
        return task.await();
    }

    /// What there is to say of a task that somebody has paused or let go on, once.
    Optional<String> standing(TaskState state) {
        boolean before = paused;
        paused = state == TaskState.PAUSED;
        if (before == paused) {
            return Optional.empty();
        }
        lastDone.clear();
        standingSeconds = 0;
        return Optional.of(paused ? "Paused. To let it go on: lacuna tasks resume" : "Goes on.");
    }

    /// The line for one more second, empty when there is nothing to say.
    Optional<String> line(ProgressSnapshot progress) {
        if (!progress.phase().equals(phase)) {
            phase = progress.phase();
            lastDone.clear();
            standingSeconds = 0;
        }
        boolean over = progress.total() >= 0 && progress.done() >= progress.total();
        if (phase.isEmpty() || over) {
            return Optional.empty();
        }
        boolean stands = !lastDone.isEmpty() && lastDone.getLast() == progress.done();
        standingSeconds = stands ? standingSeconds + 1 : 0;
        lastDone.addLast(progress.done());
        if (lastDone.size() > SECONDS_LOOKED_BACK + 1) {
            lastDone.removeFirst();
        }
        String note = progress.note().isEmpty() ? "" : " (" + progress.note() + ")";
        return Optional.of(phase + ": " + amount(progress) + pace(progress) + note);
    }

    private static String amount(ProgressSnapshot progress) {
        return progress.total() < 0
                ? String.format(Locale.ROOT, "%,d %s", progress.done(), progress.unit())
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d %s (%.0f %%)",
                        progress.done(),
                        progress.total(),
                        progress.unit(),
                        progress.fraction() * 100);
    }

    private String pace(ProgressSnapshot progress) {
        if (standingSeconds > 1) {
            return ", nothing new for " + standingSeconds + " s";
        }
        int seconds = lastDone.size() - 1;
        if (seconds == 0) {
            return "";
        }
        double rate = (double) (progress.done() - lastDone.getFirst()) / seconds;
        String pace = String.format(Locale.ROOT, ", %,.0f/s", rate);
        return progress.total() < 0 || rate <= 0
                ? pace
                : pace
                        + String.format(
                                Locale.ROOT,
                                ", about %,.0f s left",
                                Math.ceil((progress.total() - progress.done()) / rate));
    }
}
