package dev.lacuna.ui.tasks;

import dev.lacuna.journal.Journal;
import dev.lacuna.journal.JournalException;
import dev.lacuna.journal.JournalTask;
import dev.lacuna.task.TaskRunner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the journal tells of earlier starts and of other processes; read beside, about as often as somebody looks.
final class EarlierTasks {

    private static final Logger LOG = LoggerFactory.getLogger(EarlierTasks.class);
    private static final int MOST = 60;
    private static final long OFTEN_MILLIS = Duration.ofSeconds(2).toMillis();
    private static final long SELDOM_MILLIS = Duration.ofSeconds(15).toMillis();

    private final Journal journal;
    private final TaskRunner runner;
    private final AtomicBoolean reading = new AtomicBoolean();
    private long lookedMillis = Long.MIN_VALUE;
    private volatile List<JournalTask> seen = List.of();
    private volatile String trouble = "";

    EarlierTasks(Journal journal, TaskRunner runner) {
        this.journal = journal;
        this.runner = runner;
    }

    /// Reads anew where what was read is old enough.
    ///
    /// @param closely whether somebody is looking at the list
    void refresh(boolean closely) {
        long now = runner.now().toEpochMilli();
        boolean due = lookedMillis == Long.MIN_VALUE
                || Math.abs(now - lookedMillis) >= (closely ? OFTEN_MILLIS : SELDOM_MILLIS);
        if (due && reading.compareAndSet(false, true)) {
            lookedMillis = now;
            runner.beside(this::read);
        }
    }

    private void read() {
        try {
            seen = journal.tasks(MOST).stream()
                    .filter(task -> !journal.isOwn(task))
                    .toList();
            trouble = "";
        } catch (JournalException e) {
            LOG.debug("earlier tasks can't be shown", e);
            trouble = e.getMessage();
        } finally {
            reading.set(false);
        }
    }

    /// Newest first; those of this process are left out.
    List<JournalTask> tasks() {
        return seen;
    }

    /// Why they can't be shown; empty where they can.
    String trouble() {
        return trouble;
    }
}
