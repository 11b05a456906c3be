package dev.lacuna.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where a plan is to be written.
final class PlanPlace {

    private PlanPlace() {}

    /// To be asked before anything is looked for: the search may take long.
    static void requireFree(Path plan) throws CommandException {
        if (Files.exists(plan)) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    plan + " exists already, and a plan that was run must not be lost: name another file.",
                    null);
        }
        Path folder = plan.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "The plan can't be written to " + plan + ": "
                            + (folder != null && Files.isDirectory(folder)
                                    ? "its folder is not writable."
                                    : "there is no such folder."),
                    null);
        }
    }
}
