package dev.lacuna.cli;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.FindingKind;
import dev.lacuna.report.BaselineFile;
import dev.lacuna.report.FindingsFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What an earlier scan saw, and what a later one may want to know of this one.
final class BaselineOptions {

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Compare with that scan, and not with the last one here.")
    private @Nullable Path baseline;

    @Option(
            names = "--save-baseline",
            paramLabel = "FILE",
            description = "Write what a later scan needs for that: positions, no payloads.")
    private @Nullable Path saved;

    @Option(names = "--renew-baseline", description = "The log is right as it is: compare with no earlier scan.")
    private boolean renew;

    boolean isGiven() {
        return baseline != null || saved != null || renew;
    }

    /// Whether earlier scans are to be forgotten.
    boolean renew() {
        return renew;
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

    /// How to go on where the log is not what the last scan saw.
    void explain(Scan scan, PrintWriter err) {
        boolean differs = scan.findings().all().stream()
                .anyMatch(finding ->
                        finding.kind() == FindingKind.LOG_TRUNCATED || finding.kind() == FindingKind.TOPIC_RECREATED);
        if (differs && baseline == null) {
            err.println(
                    "It was compared with what an earlier scan on this machine saw. Every later scan tells the same,"
                            + " until you say that the log is right as it is: --renew-baseline.");
            err.flush();
        }
    }
}
