package dev.lacuna.cli;

import dev.lacuna.journal.JournalTask;
import dev.lacuna.journal.KeptPlan;
import dev.lacuna.report.JournalReport;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows one task, and gives back the plan that it ran.
@Command(
        name = "show",
        customSynopsis = "lacuna tasks show ID [OPTIONS]",
        description = "All that is known of one task.")
final class TaskShowCommand extends CommandBody {

    @Parameters(index = "0", paramLabel = "ID", description = "The task's number, as 'lacuna tasks' lists it.")
    private long id;

    @Option(names = "--save-plan", paramLabel = "FILE", description = "Write its plan, as it was run, into this file.")
    private @Nullable Path planFile;

    @Option(
            names = "--output",
            paramLabel = "table|jsonl|csv",
            description = "Default: table on a terminal, else jsonl.")
    private @Nullable OutputFormat output;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    TaskShowCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        JournalTask task = session()
                .journal()
                .task(id)
                .orElseThrow(() -> new CommandException(
                        ExitCode.FAILED,
                        "There is no task " + id + " in " + session().journal().file() + ". See: lacuna tasks",
                        null));
        if (planFile != null) {
            save(planFile);
        }
        switch (session().format(output)) {
            case CSV -> JournalReport.writeTasksCsv(List.of(task), session().out());
            case JSONL ->
                JournalReport.writeTasksJsonLines(List.of(task), session().out());
            case TABLE -> JournalOutput.print(task, session().out());
        }
        return ExitCode.DONE;
    }

    private void save(Path file) throws Exception {
        Optional<KeptPlan> plan = session().journal().planOf(id);
        if (plan.isEmpty()) {
            throw new CommandException(ExitCode.FAILED, "Task " + id + " has no plan.", null);
        }
        try {
            Files.writeString(file, plan.get().json(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    file + " exists already, and a plan that was run must not be lost: name another file.",
                    e);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "The plan can't be written to " + file + ". " + FileTrouble.told(e), e);
        }
        session().err().println("Plan written to " + file + ".");
    }
}
