package dev.lacuna.cli;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Incident;
import dev.lacuna.report.CsvReport;
import dev.lacuna.report.JsonLinesReport;
import dev.lacuna.report.ReportRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Prints findings in the format that was asked for.
final class FindingsOutput {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FindingsOutput() {}

    static void print(List<ReportRow> rows, OutputFormat format, PrintWriter out) throws IOException {
        switch (format) {
            case CSV -> CsvReport.write(rows, out);
            case JSONL -> JsonLinesReport.write(rows, out);
            case TABLE -> printTable(rows.stream().map(ReportRow::finding).toList(), out);
        }
        out.flush();
    }

    static void printTable(List<Finding> findings, PrintWriter out) {
        if (findings.isEmpty()) {
            out.println("No findings.");
            return;
        }
        var table = new TextTable("ID", "WHERE", "KIND", "VERDICT", "SEVERITY", "FROM (UTC)", "FOUND", "STATUS");
        for (Finding finding : findings) {
            table.row(
                    finding.id(),
                    finding.partition().toString(),
                    finding.kind().id(),
                    finding.verdict().id(),
                    finding.severity().id(),
                    finding.time().isKnown() ? TIME.format(finding.time().from()) : "",
                    finding.explanation().summary(),
                    finding.status().id());
        }
        table.print(out);
    }

    /// What belongs together, below the table.
    static void printIncidents(List<Incident> incidents, PrintWriter out) {
        if (incidents.isEmpty()) {
            return;
        }
        out.println();
        var table = new TextTable("INCIDENT", "FROM (UTC)", "FINDINGS", "PARTITIONS", "LIKELY CAUSE, OR THE WORST");
        for (Incident incident : incidents) {
            Finding cause = incident.cause();
            table.row(
                    incident.id(),
                    TIME.format(incident.time().from()),
                    Phrases.number(incident.findings().size()),
                    Phrases.number(incident.partitions()),
                    cause.explanation().summary() + " in " + cause.partition());
        }
        table.print(out);
        out.flush();
    }

    /// "173", "≥ 12", "≈ 900", or empty.
    static String missing(Finding finding) {
        if (finding.missing().isEmpty()) {
            return "";
        }
        String count = String.format(Locale.ROOT, "%,d", finding.missing().getAsLong());
        return switch (finding.basis()) {
            case AT_LEAST -> "≥ " + count;
            case ESTIMATED -> "≈ " + count;
            case EXACT, NONE -> count;
        };
    }
}
