package dev.lacuna.ui.tasks;

import dev.lacuna.task.ProgressSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;

/// How fast a task advances, over the last few seconds rather than since its start: what is left is told by how it goes
/// now.
final class TaskPace {

    private static final long WINDOW_MILLIS = 4_000;
    private static final long SHORTEST_MILLIS = 400;

    private final Deque<Mark> marks = new ArrayDeque<>();

    private record Mark(long atMillis, long done) {}

    /// Notes how far the task is now. A count that falls back starts a new phase, whose pace is its own.
    void note(long nowMillis, ProgressSnapshot progress) {
        if (!marks.isEmpty() && progress.done() < marks.getLast().done()) {
            marks.clear();
        }
        marks.addLast(new Mark(nowMillis, progress.done()));
        while (marks.size() > 2 && nowMillis - marks.getFirst().atMillis() > WINDOW_MILLIS) {
            marks.removeFirst();
        }
    }

    /// Units per second; -1 while too little was seen.
    double perSecond() {
        if (marks.size() < 2) {
            return -1;
        }
        long millis = marks.getLast().atMillis() - marks.getFirst().atMillis();
        long done = marks.getLast().done() - marks.getFirst().done();
        return millis < SHORTEST_MILLIS ? -1 : done * 1000.0 / millis;
    }

    /// Milliseconds until the end at this pace; -1 where nobody can say.
    long leftMillis(ProgressSnapshot progress) {
        double pace = perSecond();
        if (pace <= 0 || progress.total() < 0) {
            return -1;
        }
        return Math.round(Math.max(0, progress.total() - progress.done()) * 1000.0 / pace);
    }
}
