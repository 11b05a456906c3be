package dev.lacuna.cli;

import dev.lacuna.detect.Phrases;
import dev.lacuna.investigation.IncidentReport;
import dev.lacuna.investigation.Recording;
import dev.lacuna.investigation.Sessions;
import dev.lacuna.report.FindingsFile;
import dev.lacuna.report.ReportRow;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SessionFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes reports of what was kept; asks no broker.
@Command(
        name = "report",
        customSynopsis = "lacuna report SESSION.lacuna | --findings FILE [--html FILE] [--csv FILE] [--jsonl FILE]",
        description = "The incident report of a session or of a gap report that was kept. No broker is asked.")
final class ReportCommand extends CommandBody {

    @Parameters(index = "0", arity = "0..1", paramLabel = "SESSION", description = "A session file.")
    private @Nullable Path file;

    @Option(names = "--findings", paramLabel = "FILE", description = "A kept gap report instead, CSV or JSON Lines.")
    private @Nullable Path findings;

    @Option(names = "--html", paramLabel = "FILE", description = "One page that needs nothing else.")
    private @Nullable Path html;

    @Option(names = "--csv", paramLabel = "FILE", description = "The findings of a session as CSV.")
    private @Nullable Path csv;

    @Option(names = "--jsonl", paramLabel = "FILE", description = "The findings of a session as JSON Lines.")
    private @Nullable Path jsonLines;

    ReportCommand(Session session) {
        super(session);
    }

    @Override
    ExitCode run() throws Exception {
        if ((file == null) == (findings == null)) {
            throw CommandException.usage("Of what? Give either a session file, or --findings FILE.");
        }
        if (html == null && csv == null && jsonLines == null) {
            throw CommandException.usage("Which report? Give --html FILE, --csv FILE or --jsonl FILE.");
        }
        if (findings != null && (csv != null || jsonLines != null)) {
            throw CommandException.usage(
                    "--csv and --jsonl need a session: " + findings + " is such a report already.");
        }
        SavedSession saved = file != null ? SessionFile.read(file) : ofFindings();
        if (html != null) {
            SessionOutput.writeHtml(saved, html);
        }
        if (csv != null || jsonLines != null) {
            List<ReportRow> rows =
                    IncidentReport.rows(Recording.of(saved, session().runner()));
            if (csv != null) {
                SessionOutput.writeCsv(rows, csv);
            }
            if (jsonLines != null) {
                SessionOutput.writeJsonLines(rows, jsonLines);
            }
        }
        session()
                .err()
                .println("Reported " + Phrases.count(saved.findings(), "finding") + " of "
                        + Phrases.count(saved.streams().size(), "topic") + ".");
        return ExitCode.DONE;
    }

    private SavedSession ofFindings() throws Exception {
        return Sessions.ofFindings(
                FindingsFile.read(Objects.requireNonNull(findings)),
                session().clock().instant(),
                session().toolVersion());
    }
}
