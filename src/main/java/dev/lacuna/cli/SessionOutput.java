package dev.lacuna.cli;

import dev.lacuna.investigation.IncidentReport;
import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.RepairHistory;
import dev.lacuna.investigation.Scan;
import dev.lacuna.investigation.Sessions;
import dev.lacuna.journal.JournalException;
import dev.lacuna.journal.KeptNote;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.report.CsvReport;
import dev.lacuna.report.JsonLinesReport;
import dev.lacuna.report.ReportRow;
import dev.lacuna.report.WholeFile;
import dev.lacuna.report.session.SavedRepair;
import dev.lacuna.report.session.SavedSession;
import dev.lacuna.report.session.SavedView;
import dev.lacuna.report.session.SessionFile;
import dev.lacuna.source.SourceException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes sessions and reports of them.
final class SessionOutput {

    static final String HTML = "incident-report.html";
    static final String SESSION = "incident.lacuna";

    private SessionOutput() {}

    /// All that was seen, with what the journal of this machine knows of it.
    static SavedSession capture(Session session, Investigation investigation, List<Scan> scans, String profile) {
        String source = investigation.source().name();
        Set<String> streams = new LinkedHashSet<>();
        Map<String, List<GroupCommit>> commits = new HashMap<>();
        for (Scan scan : scans) {
            String stream = scan.stream().stream().name();
            streams.add(stream);
            if (session.interruption().isInterrupted()) {
                session.err().println("Note: where groups stand is left out, since that was not looked at any more.");
                continue;
            }
            try {
                commits.put(stream, investigation.groups(scan.stream()));
            } catch (SourceException e) {
                session.err().println("Note: where groups stand is left out. " + e.getMessage());
            }
        }
        List<KeptNote> notes = List.of();
        List<SavedRepair> repairs = List.of();
        try {
            notes = session.journal().notes(source).stream()
                    .filter(note -> streams.contains(note.stream()))
                    .toList();
            repairs = RepairHistory.of(session.journal(), source, streams);
        } catch (JournalException e) {
            session.err().println("Note: notes and repairs are left out. " + e.getMessage());
        }
        String first = streams.isEmpty() ? "" : streams.iterator().next();
        return Sessions.of(
                investigation.source(),
                profile,
                scans,
                commits,
                notes,
                repairs,
                SavedView.of(first),
                session.clock().instant(),
                session.toolVersion());
    }

    static void write(SavedSession saved, Path file) throws CommandException {
        try {
            SessionFile.write(saved, file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    static void writeHtml(SavedSession saved, Path file) throws CommandException {
        try {
            IncidentReport.writeHtml(saved, file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /// As CSV and JSON Lines, into a folder.
    static void writeRows(List<ReportRow> rows, Path folder) throws CommandException {
        writeCsv(rows, folder.resolve("gap-report.csv"));
        writeJsonLines(rows, folder.resolve("gap-report.jsonl"));
    }

    static void writeCsv(List<ReportRow> rows, Path file) throws CommandException {
        writeRows(file, out -> CsvReport.write(rows, out));
    }

    static void writeJsonLines(List<ReportRow> rows, Path file) throws CommandException {
        writeRows(file, out -> JsonLinesReport.write(rows, out));
    }

    private interface Rows {
        void write(Writer out) throws IOException;
    }

    private static void writeRows(Path file, Rows rows) throws CommandException {
        try {
            WholeFile.write(file, out -> {
                var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                rows.write(writer);
                writer.flush();
            });
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    static CommandException failed(Path file, IOException e) {
        return new CommandException(
                ExitCode.FAILED,
                file + " could not be written: " + FileTrouble.unwritten(e) + ". What was there before stays.",
                e);
    }
}
