package dev.lacuna.cli;

import dev.lacuna.journal.JournalTask;
import dev.lacuna.journal.KeptState;
import dev.lacuna.journal.TaskWish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Asks a task that runs, in whatever process, to wait, to go on or to end, and waits until it does.
abstract sealed class TaskWishCommand extends CommandBody {

    /// A task looks four times a second for what is asked of it.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int MOST = 1_000;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ID",
            description = "The task's number, as 'lacuna tasks' lists it; may be left out where only one runs.")
    private @Nullable Long id;

    private final TaskWish wish;

    private TaskWishCommand(Session session, TaskWish wish) {
        super(session);
        this.wish = wish;
    }

    @Command(
            name = "pause",
            customSynopsis = "lacuna tasks pause [ID]",
            description = "Let a task that runs wait. What a replay had open is committed first: it holds up nobody.")
    static final class Pause extends TaskWishCommand {
        Pause(Session session) {
            super(session, TaskWish.PAUSE);
        }
    }

    @Command(name = "resume", customSynopsis = "lacuna tasks resume [ID]", description = "Let a task that waits go on.")
    static final class Resume extends TaskWishCommand {
        Resume(Session session) {
            super(session, TaskWish.RESUME);
        }
    }

    @Command(
            name = "cancel",
            customSynopsis = "lacuna tasks cancel [ID]",
            description = "End a task that runs, as Ctrl+C does where it was begun. What was committed stays.")
    static final class Cancel extends TaskWishCommand {
        Cancel(Session session) {
            super(session, TaskWish.CANCEL);
        }
    }

    @Override
    ExitCode run() throws Exception {
        long task = id == null ? onlyOne() : id;
        requireAlive(find(task));
        session().journal().wish(task, wish);
        return await(task);
    }

    private ExitCode await(long task) throws Exception {
        Instant last = session().clock().instant().plus(PATIENCE);
        while (session().clock().instant().isBefore(last)) {
            JournalTask now = find(task);
            if (isDone(now)) {
                session().err().println("Task " + task + " " + said(now) + ".");
                return ExitCode.DONE;
            }
            requireAlive(now);
            Thread.sleep(LOOK);
        }
        throw failed("Task " + task + " has not answered within " + PATIENCE.toSeconds()
                + " s. It may be busy, and heeds it later; it may be of a version that doesn't listen. See: lacuna tasks"
                + " show " + task);
    }

    private long onlyOne() throws Exception {
        List<JournalTask> running = session().journal().tasks(MOST).stream()
                .filter(task -> !task.state().isTerminal() && !task.interrupted())
                .toList();
        if (running.isEmpty()) {
            throw failed("No task runs. See: lacuna tasks");
        }
        if (running.size() > 1) {
            throw CommandException.usage("Several tasks run, say which: "
                    + running.stream()
                            .map(task -> task.id() + " (" + task.kind().id() + " of " + task.subject() + ")")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return running.getFirst().id();
    }

    private JournalTask find(long task) throws Exception {
        return session()
                .journal()
                .task(task)
                .orElseThrow(() -> failed("There is no task " + task + " in "
                        + session().journal().file() + ". See: lacuna tasks"));
    }

    private void requireAlive(JournalTask task) throws CommandException {
        if (task.interrupted()) {
            throw failed("The process of task " + task.id() + " is gone. See: lacuna tasks show " + task.id());
        }
        if (task.state().isTerminal() && !isDone(task)) {
            throw failed("Task " + task.id() + " has ended: " + task.stateId() + ". " + task.message());
        }
    }

    private boolean isDone(JournalTask task) {
        return switch (wish) {
            case PAUSE -> task.state() == KeptState.PAUSED;
            case RESUME -> task.state() == KeptState.RUNNING;
            case CANCEL -> task.state() == KeptState.CANCELLED;
        };
    }

    private static String said(JournalTask task) {
        return switch (task.state()) {
            case PAUSED -> "is paused";
            case CANCELLED -> "is cancelled";
            default -> "runs";
        };
    }

    private static CommandException failed(String message) {
        return new CommandException(ExitCode.FAILED, message, null);
    }
}
