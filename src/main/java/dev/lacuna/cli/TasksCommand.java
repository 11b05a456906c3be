package dev.lacuna.cli;

import dev.lacuna.journal.JournalTask;
import dev.lacuna.report.JournalReport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists what was done lately, by the window and by commands.
@Command(
        name = "tasks",
        customSynopsis = {
            "lacuna tasks [OPTIONS]",
            "       lacuna tasks show ID [OPTIONS]",
            "       lacuna tasks pause|resume|cancel [ID]"
        },
        description = "Plans, dry runs, runs and verifications of late; what was interrupted says how it goes on.")
final class TasksCommand extends CommandBody {

    @Option(names = "--limit", paramLabel = "N", description = "The newest N. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    @Option(
            names = "--output",
            paramLabel = "table|jsonl|csv",
            description = "Default: table on a terminal, else jsonl.")
    private @Nullable OutputFormat output;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    TasksCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        if (limit < 1) {
            throw CommandException.usage("--limit must be at least 1.");
        }
        List<JournalTask> tasks = session().journal().tasks(limit);
        switch (session().format(output)) {
            case CSV -> JournalReport.writeTasksCsv(tasks, session().out());
            case JSONL -> JournalReport.writeTasksJsonLines(tasks, session().out());
            case TABLE -> JournalOutput.printTasks(tasks, session().out());
        }
        return ExitCode.DONE;
    }
}
