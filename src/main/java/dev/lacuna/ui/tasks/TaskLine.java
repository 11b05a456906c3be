package dev.lacuna.ui.tasks;

import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.ArrayList;
import java.util.List;

/// One task as the drawer shows it.
///
/// @param fraction from 0 to 1, or -1 where nobody knows how much there is
/// @param text how far it is, or how it ended
record TaskLine(TaskHandle<?> task, String title, TaskState state, double fraction, String text, long runMillis)
        implements DrawerLine {

    private static final Texts TEXTS = Texts.of(TaskLine.class);

    static TaskLine of(TaskHandle<?> task, TaskPace pace, long nowMillis) {
        ProgressSnapshot progress = task.progress();
        TaskState state = task.state();
        long endMillis = task.ended().map(ended -> ended.toEpochMilli()).orElse(nowMillis);
        long runMillis = Math.max(0, endMillis - task.started().toEpochMilli());
        String text = state.isTerminal() ? outcome(task, state, progress, runMillis) : going(state, progress, pace);
        return new TaskLine(
                task, task.title(), state, state == TaskState.DONE ? 1 : progress.fraction(), text, runMillis);
    }

    @Override
    public String id() {
        return "task:" + task.id();
    }

    boolean isRunning() {
        return !state.isTerminal();
    }

    boolean isPaused() {
        return state == TaskState.PAUSED;
    }

    boolean mayPause() {
        return state == TaskState.RUNNING || state == TaskState.PAUSED;
    }

    Tone tone() {
        return switch (state) {
            case FAILED -> Tone.LOSS;
            case CANCELLED, CANCELLING -> Tone.PLAIN;
            case DONE -> Tone.OK;
            case QUEUED, RUNNING, PAUSED -> Tone.INFO;
        };
    }

    private static String going(TaskState state, ProgressSnapshot progress, TaskPace pace) {
        List<String> parts = new ArrayList<>();
        if (state != TaskState.RUNNING) {
            parts.add(TEXTS.get("state." + state.name().toLowerCase(java.util.Locale.ROOT)));
        }
        if (progress.total() > 0) {
            parts.add(TEXTS.get(
                    "progress.of", Formats.number(progress.done()), Formats.number(progress.total()), progress.unit()));
        } else if (progress.done() > 0) {
            parts.add(TEXTS.get("progress.done", Formats.number(progress.done()), progress.unit()));
        } else if (!progress.phase().isEmpty()) {
            parts.add(progress.phase());
        }
        if (state == TaskState.RUNNING) {
            addPace(parts, progress, pace);
        }
        if (!progress.note().isEmpty()) {
            parts.add(progress.note());
        }
        return String.join(" · ", parts);
    }

    private static void addPace(List<String> parts, ProgressSnapshot progress, TaskPace pace) {
        if (pace.perSecond() > 0) {
            parts.add(Formats.rate(pace.perSecond()));
        }
        long left = pace.leftMillis(progress);
        if (left > 0) {
            // whole seconds: tenths would only flicker
            parts.add(TEXTS.get("progress.left", Formats.duration((left + 999) / 1000 * 1000)));
        }
    }

    private static String outcome(TaskHandle<?> task, TaskState state, ProgressSnapshot progress, long runMillis) {
        String time = Formats.duration(runMillis);
        return switch (state) {
            case FAILED -> TEXTS.get("ended.failed", reason(task));
            case CANCELLED ->
                progress.done() > 0
                        ? TEXTS.get("ended.cancelled.at", Formats.number(progress.done()), progress.unit())
                        : TEXTS.get("ended.cancelled");
            default ->
                progress.done() > 0
                        ? TEXTS.get("ended.done.count", Formats.number(progress.done()), progress.unit(), time)
                        : TEXTS.get("ended.done", time);
        };
    }

    private static String reason(TaskHandle<?> task) {
        return task.failure()
                .map(failure -> failure.getMessage() == null ? failure.toString() : failure.getMessage())
                .orElse("");
    }
}
