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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts tasks that the journal tells of: when they began, every few seconds that they are alive and how far they are,
/// and how they ended. What only reads goes on where the journal can't be written; what writes does not begin.
final class TaskLog {

    /// Work that knows its number in the journal; 0 where it stands in none.
    interface Work<R> {
        R run(TaskContext context, long number) throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(TaskLog.class);
    private static final Duration BEAT = Duration.ofSeconds(2);

    private final TaskRunner runner;
    private final WriteGate gate;

    TaskLog(TaskRunner runner, WriteGate gate) {
        this.runner = runner;
        this.gate = gate;
    }

    <R> TaskHandle<R> start(String title, TaskStart about, TaskAccount<R> account, Work<R> work) {
        return runner.start(title, context -> run(about, account, work, context));
    }

    private <R> R run(TaskStart about, TaskAccount<R> account, Work<R> work, TaskContext context) throws Exception {
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
        return new Kept<>(journal.get(), number, account, context).run(work);
    }

    /// One task that stands in the journal.
    private final class Kept<R> {

        private final Journal journal;
        private final long number;
        private final TaskAccount<R> account;
        private final TaskContext context;
        private final CountDownLatch over = new CountDownLatch(1);

        Kept(Journal journal, long number, TaskAccount<R> account, TaskContext context) {
            this.journal = journal;
            this.number = number;
            this.account = account;
            this.context = context;
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
            try {
                while (!over.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                    quietly(() -> journal.move(number, state(), account.counts(), ""));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
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
