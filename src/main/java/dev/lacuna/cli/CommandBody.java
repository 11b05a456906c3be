package dev.lacuna.cli;

import dev.lacuna.repair.PlanException;
import dev.lacuna.sandbox.SandboxException;
import dev.lacuna.settings.SettingsException;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import java.util.concurrent.Callable;
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

    @Override
    public final Integer call() {
        ExitCode code;
        try {
            code = run();
        } catch (CommandException e) {
            code = fail(e.getMessage(), e, e.code());
        } catch (SourceException | SettingsException | SandboxException e) {
            code = fail(e.getMessage(), e, ExitCode.FAILED);
        } catch (PlanException e) {
            code = fail(e.getMessage(), e, ExitCode.REFUSED);
        } catch (TaskCancelledException e) {
            code = fail("Cancelled.", e, ExitCode.PARTIAL);
        } catch (IllegalArgumentException e) {
            code = fail(e.getMessage(), e, ExitCode.USAGE);
        } catch (Exception e) {
            LOG.error("command failed", e);
            code = fail("Internal error: " + e + ". The log has the details; please report it.", e, ExitCode.FAILED);
        }
        session.out().flush();
        session.err().flush();
        return session.interruption().isInterrupted() ? ExitCode.INTERRUPTED.number() : code.number();
    }

    private ExitCode fail(@org.jspecify.annotations.Nullable String message, Exception e, ExitCode code) {
        LOG.debug("command ends with {}", code, e);
        session.out().flush();
        session.err().println("lacuna: " + (message == null ? e.toString() : message));
        return code;
    }
}
