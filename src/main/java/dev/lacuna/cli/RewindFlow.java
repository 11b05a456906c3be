package dev.lacuna.cli;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Recipe;
import dev.lacuna.investigation.Rewinds;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.rewind.RewindCheckResult;
import dev.lacuna.repair.rewind.RewindMode;
import dev.lacuna.repair.rewind.RewindReport;
import java.nio.file.Path;

/// Runs, takes back and verifies a rewind, for the commands that take plans of every kind.
final class RewindFlow {

    private final Session session;
    private final ConnectionOptions connection;
    private final Path file;
    private final String confirmed;

    /// @param file the plan's
    /// @param confirmed the name that was typed to agree to a write into production; empty for none
    RewindFlow(Session session, ConnectionOptions connection, Path file, String confirmed) {
        this.session = session;
        this.connection = connection;
        this.file = file;
        this.confirmed = confirmed;
    }

    ExitCode run(RewindPlan plan, boolean rollBack, boolean execute, boolean acceptHazards) throws Exception {
        var spec = connection.source(plan, session).confirmedAs(confirmed);
        Recipe recipe = recipe("run", (rollBack ? " --roll-back" : "") + (execute ? " --execute" : ""));
        RewindMode mode = execute ? RewindMode.EXECUTE : RewindMode.DRY_RUN;
        try (Investigation investigation = session.open(spec)) {
            Rewinds rewinds = investigation.rewinds();
            RewindReport report = session.await(
                    rollBack
                            ? rewinds.rollBack(plan, file, mode, acceptHazards, "", recipe)
                            : rewinds.run(plan, file, mode, acceptHazards, recipe));
            RewindOutput.printHazards(report.hazards(), session.err());
            RewindOutput.print(report, session.out());
            return afterwards(report, rollBack, execute);
        } catch (PlanException e) {
            if (e.kind() != PlanException.Kind.HAZARD) {
                throw e;
            }
            throw new CommandException(
                    ExitCode.REFUSED, e.getMessage() + " To run in spite of it, add --accept-hazards.", e);
        }
    }

    private ExitCode afterwards(RewindReport report, boolean rollBack, boolean execute) {
        String command = "lacuna run " + ShellWords.quoted(file.toString()) + connection.hint();
        if (!report.isComplete()) {
            session.err()
                    .println("What was set stays; the same command goes on with the rest. To take it back: " + command
                            + " --roll-back --execute");
            return ExitCode.PARTIAL;
        }
        if (execute && report.hasWritten()) {
            session.err()
                    .println(
                            rollBack
                                    ? "The group stands where it stood before."
                                    : "Where it stood before is kept in " + report.snapshot() + ". To go back: "
                                            + command + " --roll-back --execute");
        } else if (!execute && !report.isNoOp()) {
            boolean blocked = Hazard.isAnyBlocking(report.hazards());
            session.err()
                    .println("Nothing was written. To write" + (blocked ? " in spite of what can be agreed to" : "")
                            + ": " + command + (rollBack ? " --roll-back" : "") + " --execute"
                            + (blocked ? " --accept-hazards" : ""));
        }
        return ExitCode.DONE;
    }

    private Recipe recipe(String command, String options) {
        String path = file.toAbsolutePath().toString();
        return new Recipe(path, "lacuna " + command + " " + ShellWords.quoted(path) + connection.hint() + options);
    }

    ExitCode verify(RewindPlan plan) throws Exception {
        try (Investigation investigation = session.open(connection.source(plan, session))) {
            RewindCheckResult seen = session.await(investigation.rewinds().verify(plan, file, recipe("verify", "")));
            RewindOutput.print(seen, session.out());
            return seen.isOk() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
