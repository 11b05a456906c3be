package dev.lacuna.cli;

import dev.lacuna.repair.GroupSnapshotFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where a plan is to be written.
final class PlanPlace {

    private PlanPlace() {}

    /// Refuses a place that is taken, also by what an earlier plan of that name has left, or can't be written to.
    static void require(Path plan) throws CommandException {
        for (Path file : List.of(
                plan, GroupSnapshotFile.before(plan), GroupSnapshotFile.after(plan), GroupSnapshotFile.back(plan))) {
            if (Files.exists(file)) {
                throw new CommandException(
                        ExitCode.REFUSED,
                        file + " exists already, and a plan that was run must not be lost: name another file.",
                        null);
            }
        }
        Path folder = plan.toAbsolutePath().getParent();
        boolean there = folder != null && Files.isDirectory(folder);
        if (folder == null || !there || !Files.isWritable(folder)) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "The plan can't be written to " + plan + ": "
                            + (there ? "its folder is not writable." : "there is no such folder."),
                    null);
        }
    }
}
