package dev.lacuna.cli;

import dev.lacuna.detect.Phrases;
import dev.lacuna.journal.JournalException;
import dev.lacuna.repair.PlanException;
import dev.lacuna.report.FindingsFileException;
import dev.lacuna.report.RecordsFileException;
import dev.lacuna.sandbox.SandboxException;
import dev.lacuna.settings.SettingsException;
import dev.lacuna.settings.UnknownProfileException;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all commands share: the session, and how failures become a sentence and an exit code.
abstract class CommandBody implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(CommandBody.class);

    private final Session session;

    CommandBody(Session session) {
        this.session = session;
    }

    final Session session() {
        return session;
    }

    abstract ExitCode run() throws Exception;

    /// Whether Ctrl+C interrupts what it waits for. A window does not wait: it is closed, or ends with the
    /// program.
    boolean isInterruptible() {
        return true;
    }

    @Override
    public final Integer call() {
        ExitCode code;
        try {
            code = isInterruptible() ? session.interruption().interruptibly(this::run) : run();
        } catch (CommandException e) {
            code = fail(e.getMessage(), e, e.code());
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            // a thing that is told to end breaks in many ways, none of which is news
            code = session.interruption().isInterrupted() ? fail("Cancelled.", e, ExitCode.INTERRUPTED) : failed(e);
        }
        session.out().flush();
        if (session.out().checkError()) {
            code = fail(
                    "Standard output can't be written to (is its disk full?): what was printed is not whole.",
                    null,
                    ExitCode.FAILED);
        }
        session.err().flush();
        return session.interruption().isInterrupted() ? ExitCode.INTERRUPTED.number() : code.number();
    }

    private ExitCode failed(Throwable e) {
        if (isOfMemory(e)) {
            String most = Phrases.number(Runtime.getRuntime().maxMemory() >> 20);
            return fail(
                    "The memory does not suffice (" + most + " MB): ask for less at once (--limit, --partitions, a"
                            + " shorter range), or give more: LACUNA_OPTS=-Xmx8g.",
                    e,
                    ExitCode.FAILED);
        }
        return switch (e) {
            case SourceException expected -> fail(e.getMessage(), e, codeOf(expected));
            case PlanException expected -> fail(e.getMessage(), e, codeOf(expected));
            case TaskCancelledException expected -> fail("Cancelled.", e, ExitCode.PARTIAL);
            case UnknownProfileException slip -> fail(e.getMessage(), e, ExitCode.USAGE);
            case SettingsException expected -> fail(e.getMessage(), e, ExitCode.FAILED);
            case SandboxException expected -> fail(e.getMessage(), e, ExitCode.FAILED);
            case JournalException expected -> fail(e.getMessage(), e, ExitCode.FAILED);
            case FindingsFileException expected -> fail(e.getMessage(), e, ExitCode.FAILED);
            case RecordsFileException expected -> fail(e.getMessage(), e, ExitCode.FAILED);
            case IOException file -> fail(FileTrouble.told(file), e, ExitCode.FAILED);
            case IllegalArgumentException slip -> fail(e.getMessage(), e, ExitCode.USAGE);
            default -> {
                LOG.error("command failed", e);
                yield fail("Internal error: " + e + ". The log has the details; please report it.", e, ExitCode.FAILED);
            }
        };
    }

    /// Tasks hand on what they fail of as a cause.
    private static boolean isOfMemory(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private static ExitCode codeOf(SourceException e) {
        boolean refused = e.isRefusal() || e.kind() == SourceException.Kind.GROUP_ACTIVE;
        return refused ? ExitCode.REFUSED : e.kind() == SourceException.Kind.ADDRESS ? ExitCode.USAGE : ExitCode.FAILED;
    }

    private static ExitCode codeOf(PlanException e) {
        return switch (e.kind()) {
            case CHANGED, HAZARD -> ExitCode.REFUSED;
            case FILE, REQUEST -> ExitCode.FAILED;
        };
    }

    private ExitCode fail(@Nullable String message, @Nullable Throwable e, ExitCode code) {
        LOG.debug("command ends with {}", code, e);
        session.out().flush();
        session.err().println("lacuna: " + (message == null ? String.valueOf(e) : message));
        return code;
    }
}
