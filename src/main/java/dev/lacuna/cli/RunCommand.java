package dev.lacuna.cli;

import dev.lacuna.investigation.CopyWords;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Recipe;
import dev.lacuna.investigation.Rehearsal;
import dev.lacuna.investigation.Replay;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.task.TaskCancelledException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs a plan: without `--execute` it only reads and counts.
@Command(
        name = "run",
        customSynopsis = "lacuna run PLAN [--execute] [OPTIONS]",
        description = "Run a plan: a dry run, unless --execute is given. Run twice equals run once.")
final class RunCommand extends CommandBody {

    @Parameters(index = "0", paramLabel = "PLAN", description = "The plan's file.")
    private Path file;

    @Option(names = "--execute", description = "Really write.")
    private boolean execute;

    @Option(
            names = "--rehearse",
            description = "Run it on a broker of its own first: the real events into a topic set up like the target.")
    private boolean rehearse;

    @Option(names = "--accept-hazards", description = "Run in spite of blocking hazards.")
    private boolean acceptHazards;

    @Option(
            names = "--roll-back",
            description = "Of a rewind: take the group back to where it stood before, by the snapshot beside the plan.")
    private boolean rollBack;

    @Option(names = "--rate", paramLabel = "N/s", description = "Write at most so many events a second.")
    private @Nullable String rate;

    @Option(names = "--byte-rate", paramLabel = "N/s", description = "Write at most so many bytes a second: 5MB/s.")
    private @Nullable String byteRate;

    @Option(
            names = "--confirm-cluster",
            paramLabel = "NAME",
            description = "The name of the production profile that is written to, to say that it is meant.")
    private String confirmed = "";

    @Mixin
    private ConnectionOptions connection;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    RunCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        ReplayOptions options = options();
        return switch (PlanFile.readAny(file)) {
            case ReplayPlan replay -> run(replay, options);
            case RewindPlan rewind -> run(rewind);
        };
    }

    private ExitCode run(RewindPlan plan) throws Exception {
        if (rate != null || byteRate != null) {
            throw CommandException.usage("A rewind writes no events: leave out --rate and --byte-rate.");
        }
        if (rehearse) {
            throw CommandException.usage("A rewind can be taken back: there is nothing to rehearse.");
        }
        return new RewindFlow(session(), connection, file, confirmed).run(plan, rollBack, execute, acceptHazards);
    }

    private ExitCode run(ReplayPlan plan, ReplayOptions options) throws Exception {
        if (rollBack) {
            throw CommandException.usage("Copied events can't be taken back: --roll-back is for rewinds.");
        }
        if (rehearse && execute) {
            throw CommandException.usage("Rehearse first, then run with --execute: not both at once.");
        }
        SourceSpec target = connection.target(plan, session()).confirmedAs(confirmed);
        if (rehearse) {
            return rehearse(plan, options, target);
        }
        try (Investigation investigation = session().open(connection.source(plan, session()))) {
            Replay replay = investigation.run(plan, execute, options, target, recipe());
            try {
                return report(session().await(replay.task()));
            } catch (TaskCancelledException e) {
                RepairOutput.print(replay.progress().report(), session().out());
                session().err().println("Cancelled." + (execute ? " " + onward() : ""));
                return ExitCode.PARTIAL;
            } catch (PlanException e) {
                if (e.kind() != PlanException.Kind.HAZARD) {
                    throw e;
                }
                throw new CommandException(
                        ExitCode.REFUSED, e.getMessage() + " To run in spite of it, add --accept-hazards.", e);
            }
        }
    }

    private ExitCode rehearse(ReplayPlan plan, ReplayOptions options, SourceSpec target) throws Exception {
        try (Investigation investigation = session().open(connection.source(plan, session()))) {
            Rehearsal rehearsal = session()
                    .await(investigation.rehearse(
                            plan, options, target, session().mainClass()));
            RepairOutput.printHazards(rehearsal.report(), session().err());
            RepairOutput.print(rehearsal.report(), session().out());
            session()
                    .out()
                    .println("On the broker of the rehearsal: "
                            + rehearsal.copies().summary());
            session().out().println(rehearsal.isGood() ? "REHEARSED" : "NOT AS PLANNED");
            session().out().flush();
            session()
                    .err()
                    .println("Nothing was written to " + plan.to().stream() + " at "
                            + plan.to().uri() + ". Rights, quotas and replicas were not rehearsed.");
            return rehearsal.isGood() ? ExitCode.DONE : ExitCode.PARTIAL;
        }
    }

    private ExitCode report(ReplayReport report) {
        RepairOutput.printHazards(report, session().err());
        RepairOutput.print(report, session().out());
        if (!report.isComplete()) {
            boolean changed = report.stop()
                    .filter(stop -> stop.reason() == ReplayReport.Reason.CHANGED)
                    .isPresent();
            // the report says itself whether such a plan can be run again
            session().err().println(changed ? "What was committed stays." : onward());
            return ExitCode.PARTIAL;
        }
        if (!execute && report.isNoOp()) {
            session()
                    .err()
                    .println("Nothing was written, and nothing is left to write. To look again: lacuna verify "
                            + ShellWords.quoted(file.toString()) + connection.hint());
        } else if (!execute) {
            boolean blocked = Hazard.isAnyBlocking(report.hazards());
            session()
                    .err()
                    .println("Nothing was written. To write"
                            + (blocked ? " in spite of what blocks it" : "")
                            + ": lacuna run " + ShellWords.quoted(file.toString()) + connection.hint() + " --execute"
                            + (blocked ? " --accept-hazards" : ""));
        }
        return ExitCode.DONE;
    }

    /// The same command again; what the last one was refused for is asked for again.
    private Recipe recipe() {
        String path = file.toAbsolutePath().toString();
        String again = "lacuna run " + ShellWords.quoted(path) + connection.hint() + (execute ? " --execute" : "")
                + ConnectionOptions.option("--rate", rate)
                + ConnectionOptions.option("--byte-rate", byteRate);
        return new Recipe(path, again);
    }

    private static String onward() {
        return "What was committed stays; the same command goes on from there.";
    }

    private ReplayOptions options() throws CommandException {
        ReplayOptions options = acceptHazards ? ReplayOptions.DEFAULT.acceptingHazards() : ReplayOptions.DEFAULT;
        if (rate != null) {
            options = options.withRate(Slips.told("--rate", rate, CopyWords::perSecond));
        }
        return byteRate == null
                ? options
                : options.withByteRate(Slips.told("--byte-rate", byteRate, CopyWords::bytesPerSecond));
    }
}
