package dev.lacuna.cli;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Baseline;
import dev.lacuna.report.BaselineFile;
import dev.lacuna.report.FindingsFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What an earlier scan saw, and what a later one may want to know of this one.
final class BaselineOptions {

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Tell also whether the log is still what an earlier scan saw.")
    private @Nullable Path baseline;

    @Option(
            names = "--save-baseline",
            paramLabel = "FILE",
            description = "Keep what a later scan needs for that: positions, no payloads.")
    private @Nullable Path saved;

    boolean isGiven() {
        return baseline != null || saved != null;
    }

    /// What was kept of a topic; empty where no file was given.
    List<Baseline> of(String topic) throws FindingsFileException, CommandException {
        Path file = baseline;
        if (file == null) {
            return List.of();
        }
        List<Baseline> baselines = BaselineFile.read(file);
        for (Baseline one : baselines) {
            String other = one.partition().stream().name();
            if (!other.equals(topic)) {
                throw CommandException.usage(file + " is a baseline of '" + other + "', not of '" + topic + "'.");
            }
        }
        return baselines;
    }

    /// Keeps what the scan has seen, where that was asked for.
    void save(Scan scan) throws CommandException {
        Path file = saved;
        if (file == null) {
            return;
        }
        try {
            BaselineFile.write(scan.baselines(), file);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "The baseline could not be written to " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
