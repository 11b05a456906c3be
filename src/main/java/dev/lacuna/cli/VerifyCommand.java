package dev.lacuna.cli;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Recipe;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.PlanFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Looks again whether a plan did what it promised.
@Command(
        name = "verify",
        customSynopsis = "lacuna verify PLAN [OPTIONS]",
        description =
                "Look again: does each planned event stand in the target exactly once, or the group where planned?")
final class VerifyCommand extends CommandBody {

    @Parameters(index = "0", paramLabel = "PLAN", description = "The plan's file.")
    private Path file;

    @Mixin
    private ConnectionOptions connection;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    VerifyCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        return switch (PlanFile.readAny(file)) {
            case ReplayPlan replay -> verify(replay);
            case RewindPlan rewind -> new RewindFlow(session(), connection, file, "").verify(rewind);
        };
    }

    private ExitCode verify(ReplayPlan plan) throws Exception {
        try (Investigation investigation = session().open(connection.source(plan, session()))) {
            String path = file.toAbsolutePath().toString();
            var recipe = new Recipe(path, "lacuna verify " + ShellWords.quoted(path) + connection.hint());
            Verification seen = session().await(investigation.verify(plan, connection.target(plan, session()), recipe));
            RepairOutput.print(seen, session().out());
            return seen.isVerified() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
