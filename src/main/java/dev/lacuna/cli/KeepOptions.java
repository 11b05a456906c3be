package dev.lacuna.cli;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Scan;
import dev.lacuna.report.session.SavedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is to be kept of a scan for others: a session to open, a report to read.
final class KeepOptions {

    @Option(
            names = "--session",
            paramLabel = "FILE.lacuna",
            description = "Keep all that was seen, to be opened without the broker.")
    private @Nullable Path session;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write the incident report into this folder: HTML, CSV and JSON Lines.")
    private @Nullable Path report;

    /// Whether both can be written as far as that can be told before a scan, which may take long.
    void requirePlaces() throws CommandException {
        if (session != null) {
            requireWritable(session, session.toAbsolutePath().getParent());
        }
        Path folder = report == null ? null : report.toAbsolutePath();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent(); // it is made
        }
        if (report != null) {
            requireWritable(report, folder);
        }
    }

    private static void requireWritable(Path place, @Nullable Path folder) throws CommandException {
        boolean there = folder != null && Files.isDirectory(folder);
        if (folder == null || !there || !Files.isWritable(folder)) {
            throw new CommandException(
                    ExitCode.FAILED,
                    place + " can't be written: "
                            + (there
                                    ? folder + " is not writable."
                                    : "there is no folder " + folder
                                            + (folder != null && Files.exists(folder) ? ": that is a file." : ".")),
                    null);
        }
    }

    void keep(Session open, Investigation investigation, Scan scan, String profile) throws CommandException {
        Path file = session;
        Path folder = report;
        if (file == null && folder == null) {
            return;
        }
        SavedSession saved = SessionOutput.capture(open, investigation, List.of(scan), profile);
        CommandException lost = null;
        if (file != null) {
            try {
                SessionOutput.write(saved, file);
                open.err().println("Session: " + file.toAbsolutePath());
            } catch (CommandException e) {
                lost = e; // the report may lie on another disk
            }
        }
        if (folder != null) {
            makeFolder(folder);
            SessionOutput.writeHtml(saved, folder.resolve(SessionOutput.HTML));
            SessionOutput.writeRows(scan.report(), folder);
            open.err().println("Report: " + folder.resolve(SessionOutput.HTML).toAbsolutePath());
        }
        open.err().flush();
        if (lost != null) {
            throw lost;
        }
    }

    private static void makeFolder(Path folder) throws CommandException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw SessionOutput.failed(folder, e);
        }
    }
}
