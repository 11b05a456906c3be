package dev.lacuna.cli;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.Recipe;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.replay.CopyListing;
import dev.lacuna.report.WholeFile;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.task.TaskHandle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--positions",
            paramLabel = "FILE",
            description = "Also write where each copy stands, as TOPIC/PARTITION@POSITION, one in a line.")
    private @Nullable Path positions;

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
            case RewindPlan rewind -> verify(rewind);
        };
    }

    private ExitCode verify(RewindPlan plan) throws Exception {
        if (positions != null) {
            throw CommandException.usage("A rewind writes no events: leave out --positions.");
        }
        return new RewindFlow(session(), connection, file, "").verify(plan);
    }

    private ExitCode verify(ReplayPlan plan) throws Exception {
        try (Investigation investigation = session().open(connection.source(plan, session()))) {
            String path = file.toAbsolutePath().toString();
            var recipe = new Recipe(path, "lacuna verify " + ShellWords.quoted(path) + connection.hint());
            SourceSpec target = connection.target(plan, session());
            Verification seen = positions == null
                    ? session().await(investigation.verify(plan, target, recipe))
                    : listed(positions, listing -> investigation.verify(plan, target, listing, recipe));
            RepairOutput.print(seen, session().out());
            if (seen.isVerified()) {
                return ExitCode.DONE;
            }
            return seen.isRightAsFarAsKept() ? ExitCode.PARTIAL : ExitCode.FAILED;
        }
    }

    private Verification listed(Path list, Function<CopyListing, TaskHandle<Verification>> verify) throws Exception {
        var seen = new AtomicReference<Verification>();
        try {
            write(list, verify, seen);
        } catch (IOException e) {
            throw lost(list, FileTrouble.unwritten(e), seen.get(), e);
        }
        return seen.get();
    }

    /// What was seen is told, though its list is lost.
    private CommandException lost(Path list, String why, @Nullable Verification seen, @Nullable IOException cause) {
        if (seen != null) {
            RepairOutput.print(seen, session().out());
        }
        return new CommandException(
                ExitCode.FAILED, "The list '" + list + "' could not be written: " + why + ".", cause);
    }

    private void write(
            Path list, Function<CopyListing, TaskHandle<Verification>> verify, AtomicReference<Verification> seen)
            throws Exception {
        WholeFile.<Exception>write(list, out -> {
            var lines = new PrintWriter(out, false, StandardCharsets.UTF_8);
            seen.set(session()
                    .await(verify.apply((partition, position) -> lines.print(
                            partition.stream().name() + "/" + partition.number() + "@" + position + "\n"))));
            if (lines.checkError()) {
                throw lost(list, "its disk may be full", seen.get(), null);
            }
        });
    }
}
