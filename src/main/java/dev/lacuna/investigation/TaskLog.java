package dev.lacuna.investigation;

import dev.lacuna.journal.Journal;
import dev.lacuna.journal.JournalException;
import dev.lacuna.journal.KeptState;
import dev.lacuna.journal.TaskStart;
import dev.lacuna.repair.PlanException;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts tasks that the journal tells of: when they began, every few seconds that they are alive and how far they are,
/// and how they ended. What only reads goes on where the journal can't be written; what writes does not begin. What
/// others ask of a task by the journal is done.
final class TaskLog {

    /// Work that knows its number in the journal; 0 where it stands in none.
    interface Work<R> {
        R run(TaskContext context, long number) throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(TaskLog.class);
    /// How soon a task heeds what is asked of it.
    private static final Duration LISTENING = Duration.ofMillis(250);
    /// How many times it listens before it says again that it is alive.
    private static final int BEAT = 8;

    private final TaskRunner runner;
    private final WriteGate gate;

    TaskLog(TaskRunner runner, WriteGate gate) {
        this.runner = runner;
        this.gate = gate;
    }

    <R> TaskHandle<R> start(String title, TaskStart about, TaskAccount<R> account, Work<R> work) {
        var own = new CompletableFuture<TaskHandle<R>>();
        TaskHandle<R> task = runner.start(title, context -> run(about, account, work, context, own));
        own.complete(task);
        return task;
    }

    private <R> R run(
            TaskStart about,
            TaskAccount<R> account,
            Work<R> work,
            TaskContext context,
            CompletableFuture<TaskHandle<R>> own)
            throws Exception {
        Optional<Journal> journal = gate.journal();
        if (journal.isEmpty()) {
            return work.run(context, 0);
        }
        long number;
        try {
            number = journal.get().begin(about);
        } catch (JournalException e) {
            if (about.kind().writes()) {
                throw AdmittedWrite.unaudited(e);
            }
            LOG.warn("a task is not kept", e);
            gate.tell("This is not kept in the journal. " + e.getMessage());
            return work.run(context, 0);
        }
        return new Kept<>(journal.get(), number, account, context, own.join()).run(work);
    }

    /// One task that stands in the journal.
    private final class Kept<R> {

        private final Journal journal;
        private final long number;
        private final TaskAccount<R> account;
        private final TaskContext context;
        private final TaskHandle<R> own;
        private final CountDownLatch over = new CountDownLatch(1);

        Kept(Journal journal, long number, TaskAccount<R> account, TaskContext context, TaskHandle<R> own) {
            this.journal = journal;
            this.number = number;
            this.account = account;
            this.context = context;
            this.own = own;
        }

        R run(Work<R> work) throws Exception {
            runner.beside(this::beat);
            R result;
            try {
                result = work.run(context, number);
            } catch (TaskCancelledException e) {
                end(KeptState.CANCELLED, "Cancelled.");
                throw e;
            } catch (Throwable e) { // passed on as it is, once it is noted
                end(context.isCancelled() ? KeptState.CANCELLED : failed(e), reason(e));
                throw e;
            }
            account.planned(result).ifPresent(plan -> quietly(() -> journal.planned(number, plan)));
            end(account.ended(result), account.message(result));
            return result;
        }

        private void end(KeptState state, String message) {
            over.countDown();
            quietly(() -> journal.move(number, state, account.counts(), message));
        }

        private void beat() {
            KeptState told = KeptState.RUNNING;
            try {
                for (int i = 1; !over.await(LISTENING.toMillis(), TimeUnit.MILLISECONDS); i++) {
                    heed();
                    KeptState now = state();
                    if (now != told || i % BEAT == 0) {
                        told = now;
                        quietly(() -> journal.move(number, now, account.counts(), ""));
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /// Does what was asked of the task.
        private void heed() {
            try {
                journal.takeWish(number).ifPresent(asked -> {
                    switch (asked) {
                        case PAUSE -> own.pause();
                        case RESUME -> own.resume();
                        case CANCEL -> own.cancel();
                    }
                });
            } catch (JournalException e) {
                LOG.debug("nobody knows what is asked of a task", e);
            }
        }

        private KeptState state() {
            if (context.isCancelled()) {
                return KeptState.CANCELLING;
            }
            return context.isPaused() ? KeptState.PAUSED : KeptState.RUNNING;
        }
    }

    /// What people are told of a failure, which holds neither payloads nor secrets. What nobody has worded for them is
    /// named by its kind alone.
    private static String reason(Throwable e) {
        boolean worded = e instanceof SourceException || e instanceof PlanException;
        return worded ? String.valueOf(e.getMessage()) : e.getClass().getSimpleName();
    }

    private static KeptState failed(Throwable e) {
        boolean refused = switch (e) {
            case SourceException source -> source.isRefusal();
            case PlanException plan ->
                plan.kind() == PlanException.Kind.HAZARD || plan.kind() == PlanException.Kind.CHANGED;
            default -> false;
        };
        return refused ? KeptState.REFUSED : KeptState.FAILED;
    }

    private interface Note {
        void run() throws JournalException;
    }

    /// The work goes on, or is over, whatever becomes of its note.
    private static void quietly(Note note) {
        try {
            note.run();
        } catch (JournalException e) {
            LOG.warn("the journal was not told of a task", e);
        }
    }
}
