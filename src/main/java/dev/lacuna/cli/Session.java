package dev.lacuna.cli;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.settings.Folders;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import java.io.PrintWriter;
import java.time.Clock;

/// What every command works with; wired by `launch`.
///
/// @param out data
/// @param err progress, log and errors
/// @param mainClass the program's main class, to start the sandbox in a process of its own
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
        Interruption interruption) {

    Investigation open(SourceSpec spec) throws SourceException {
        return Investigation.open(spec, sources, runner, toolVersion);
    }

    /// Waits for a task, showing its progress once a second.
    <R> R await(dev.lacuna.task.TaskHandle<R> task) throws Exception {
        return new ProgressLine(err).await(task, interruption);
    }
}
