package dev.lacuna.cli;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.WriteGate;
import dev.lacuna.journal.Journal;
import dev.lacuna.settings.Folders;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// What every command works with; wired by `launch`.
///
/// @param out data
/// @param err progress, log and errors
/// @param mainClass the program's main class, to start the sandbox in a process of its own
/// @param journal opened with its first use, and closed by whoever made it
/// @param environment variables, of which those named `LACUNA_*` are settings; may hold secrets
/// @param terminal whether standard output is a terminal, so that a table may be printed
public record Session(
        Sources sources,
        TaskRunner runner,
        Folders folders,
        Clock clock,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        String toolVersion,
        String mainClass,
        Window window,
        Interruption interruption,
        Journal journal,
        Map<String, String> environment) {

    public Session {
        environment = Map.copyOf(environment);
    }

    /// Connects. To look up a name can't be broken off, so this is done beside whoever waits for it, and can: what is
    /// opened when nobody waits any more goes with the program.
    Investigation open(SourceSpec spec) throws SourceException, InterruptedException {
        var opening = new FutureTask<>(() -> Investigation.open(spec, sources, runner, gate(), toolVersion));
        runner.beside(opening);
        try {
            return opening.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SourceException failure -> throw failure;
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case null, default -> throw new IllegalStateException("a source that can't be opened", e);
            }
        }
    }

    WriteGate gate() {
        return WriteGate.of(folders.profiles(), journal, text -> {
            err.println("Note: " + text);
            err.flush();
        });
    }

    /// The format that was asked for, or the one that fits what standard output is.
    OutputFormat format(@Nullable OutputFormat asked) {
        return asked != null ? asked : terminal ? OutputFormat.TABLE : OutputFormat.JSONL;
    }

    /// Waits for a task, showing its progress once a second.
    <R> R await(dev.lacuna.task.TaskHandle<R> task) throws Exception {
        return new ProgressLine(err).await(task, interruption);
    }
}
