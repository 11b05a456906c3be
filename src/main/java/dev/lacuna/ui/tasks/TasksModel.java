package dev.lacuna.ui.tasks;

import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Tone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the drawer shows of a runner's tasks; it knows no node.
final class TasksModel {

    /// A task that is over sooner isn't worth a line that comes and goes.
    private static final long WORTH_SHOWING_MILLIS = 250;

    private final TaskRunner runner;
    private final EarlierTasks earlier;
    private final Formats formats;
    private final Map<Long, TaskPace> paces = new HashMap<>();
    private List<TaskLine> lines = List.of();
    private List<EarlierLine> earlierLines = List.of();

    TasksModel(TaskRunner runner, EarlierTasks earlier, Formats formats) {
        this.runner = runner;
        this.earlier = earlier;
        this.formats = formats;
    }

    /// Looks at the tasks anew.
    ///
    /// @param closely whether the list of all is shown
    void refresh(boolean closely) {
        earlier.refresh(closely);
        earlierLines = earlier.tasks().stream()
                .map(task -> EarlierLine.of(task, formats))
                .toList();
        long now = runner.now().toEpochMilli();
        List<TaskLine> fresh = new ArrayList<>();
        List<TaskHandle<?>> tasks = runner.tasks();
        for (TaskHandle<?> task : tasks) {
            TaskPace pace = paces.computeIfAbsent(task.id(), id -> new TaskPace());
            if (!task.state().isTerminal()) {
                pace.note(now, task.progress());
            }
            fresh.add(TaskLine.of(task, pace, now));
        }
        paces.keySet().retainAll(tasks.stream().map(TaskHandle::id).collect(Collectors.toSet()));
        Collections.reverse(fresh);
        lines = fresh;
    }

    /// What waits for somebody to go on with it, then this window's tasks, then all others; each newest first. Left
    /// out are the many look-ups that were over at once: among them nobody would find a scan or a repair.
    List<DrawerLine> all() {
        List<DrawerLine> all = new ArrayList<>();
        earlierLines.stream().filter(EarlierLine::canGoOn).forEach(all::add);
        lines.stream().filter(TasksModel::isWorthALine).forEach(all::add);
        earlierLines.stream().filter(line -> !line.canGoOn()).forEach(all::add);
        return all;
    }

    /// The newest task that was interrupted or ended early, and that nobody has gone on with.
    Optional<EarlierLine> unfinished() {
        return earlierLines.stream().filter(EarlierLine::canGoOn).findFirst();
    }

    /// Why earlier tasks can't be shown; empty where they can.
    String trouble() {
        return earlier.trouble();
    }

    /// This window's tasks, newest first.
    List<TaskLine> lines() {
        return lines;
    }

    /// The task to watch: the one that runs with most to do, so that a look-up beside it doesn't take its place.
    Optional<TaskLine> current() {
        return lines.stream()
                .filter(line -> line.isRunning() && line.runMillis() >= WORTH_SHOWING_MILLIS)
                .max((a, b) -> Long.compare(weight(a), weight(b)));
    }

    /// The task that ended last, of those worth a word.
    Optional<TaskLine> lastEnded() {
        return lines.stream()
                .filter(line -> !line.isRunning() && isWorthAWord(line))
                .max((a, b) -> a.task()
                        .ended()
                        .orElseThrow()
                        .compareTo(b.task().ended().orElseThrow()));
    }

    long running() {
        return lines.stream()
                .filter(line -> line.isRunning() && isWorthALine(line))
                .count();
    }

    /// What failed, took its time, or has a last word itself, however quick it was: an export above all.
    private static boolean isWorthAWord(TaskLine line) {
        boolean told =
                line.state() == TaskState.DONE && !line.task().progress().note().isEmpty();
        return line.tone() == Tone.LOSS || line.runMillis() >= WORTH_SHOWING_MILLIS || told;
    }

    private static boolean isWorthALine(TaskLine line) {
        boolean lookUp = line.isRunning()
                || line.state() == TaskState.DONE && line.task().progress().done() <= 0;
        return !lookUp || line.runMillis() >= WORTH_SHOWING_MILLIS;
    }

    private static long weight(TaskLine line) {
        return line.task().progress().total();
    }
}
