package dev.lacuna.cli;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Replay;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.task.TaskCancelledException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs a plan: without `--execute` it only reads and counts.
@Command(name = "run", description = "Run a plan: a dry run, unless --execute is given. Run twice equals run once.")
final class RunCommand extends CommandBody {

    @Parameters(index = "0", paramLabel = "PLAN", description = "The plan's file.")
    private Path file;

    @Option(names = "--execute", description = "Really write.")
    private boolean execute;

    @Option(names = "--accept-hazards", description = "Run in spite of blocking hazards.")
    private boolean acceptHazards;

    @Mixin
    private ConnectionOptions connection;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    RunCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        ReplayPlan plan = PlanFile.read(file);
        try (Investigation investigation = session().open(connection.source(plan))) {
            Replay replay = investigation.run(plan, execute, acceptHazards, connection.target(plan));
            ReplayReport report;
            try {
                report = session().await(replay.task());
            } catch (TaskCancelledException e) {
                RepairOutput.print(replay.progress().report(), session().out());
                session().err().println("Cancelled. What was committed stays; the same command goes on from there.");
                return ExitCode.PARTIAL;
            }
            RepairOutput.printHazards(report, session().err());
            RepairOutput.print(report, session().out());
            if (!report.isComplete()) {
                session().err().println("What was committed stays; the same command goes on from there.");
                return ExitCode.PARTIAL;
            }
            if (!execute) {
                session().err().println("Nothing was written. To write: lacuna run " + file + " --execute");
            }
        }
        return ExitCode.DONE;
    }
}
