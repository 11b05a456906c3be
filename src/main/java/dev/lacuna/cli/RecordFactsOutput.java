package dev.lacuna.cli;

import dev.lacuna.detect.Phrases;
import dev.lacuna.investigation.RecordCount;
import dev.lacuna.investigation.RecordDiff;
import dev.lacuna.report.CountRow;
import dev.lacuna.report.DiffRow;
import dev.lacuna.report.RecordReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Prints what is told of records without the records themselves: how many there are, and where two differ.
final class RecordFactsOutput {

    private static final int LONGEST_CELL = 60;

    private final Session session;

    RecordFactsOutput(Session session) {
        this.session = session;
    }

    /// Why something is not all there is, as a sentence.
    static String notAll(String why) {
        return "Not all: " + why + (why.endsWith(".") ? "" : ".");
    }

    /// The bare number, or a row for each partition where a format was asked for.
    ExitCode print(RecordCount count, @Nullable OutputFormat format) throws IOException {
        List<CountRow> rows = count.parts().stream()
                .map(part -> new CountRow(
                        part.range().partition().number(),
                        part.range().positions().from().toString(),
                        part.range().positions().to().toString(),
                        part.committed(),
                        part.aborted(),
                        part.open()))
                .toList();
        PrintWriter out = session.out();
        if (format == null) {
            out.println(count.committed());
        } else if (format == OutputFormat.CSV) {
            RecordReport.writeCountCsv(rows, out);
        } else if (format == OutputFormat.JSONL) {
            RecordReport.writeCountJsonLines(rows, out);
        } else {
            var table = new TextTable("PARTITION", "FROM", "TO", "RECORDS", "ABORTED", "OPEN");
            rows.forEach(row -> table.row(
                    Integer.toString(row.partition()),
                    row.from(),
                    row.to(),
                    Phrases.number(row.records()),
                    Phrases.number(row.aborted()),
                    Phrases.number(row.open())));
            table.print(out);
        }
        session.err()
                .printf(
                        Locale.ROOT,
                        "%s at %s of %s%s%s.%n",
                        Phrases.count(count.committed(), "record"),
                        Phrases.count(count.positions(), "position"),
                        Phrases.count(count.parts().size(), "partition"),
                        count.aborted() == 0
                                ? ""
                                : "; besides, of aborted transactions " + Phrases.number(count.aborted()),
                        count.open() == 0
                                ? ""
                                : "; besides, of transactions still open " + Phrases.number(count.open()));
        if (!count.unjudged().isEmpty()) {
            session.err().println("Note: " + count.unjudged() + ".");
        }
        if (!count.troubles().isEmpty()) {
            session.err().println(notAll(count.troubles()));
            return ExitCode.PARTIAL;
        }
        return ExitCode.DONE;
    }

    /// What differs, of very much the first.
    ///
    /// @param all whether what is equal is printed, too
    void print(RecordDiff diff, OutputFormat format, boolean all) throws IOException {
        List<DiffRow> rows = diff.lines().stream()
                .map(line -> new DiffRow(
                        line.part().name().toLowerCase(Locale.ROOT),
                        line.name(),
                        line.left(),
                        line.right(),
                        line.isChanged()))
                .toList();
        List<DiffRow> told = rows.stream().filter(row -> all || row.changed()).toList();
        PrintWriter out = session.out();
        switch (format) {
            case CSV -> RecordReport.writeDiffCsv(told, out);
            case JSONL -> RecordReport.writeDiffJsonLines(told, out);
            case TABLE -> {
                var table = new TextTable("PART", "NAME", "LEFT", "RIGHT");
                told.forEach(row -> table.row(row.part(), cell(row.name()), cell(row.left()), cell(row.right())));
                table.print(out);
            }
        }
        long changed = rows.stream().filter(DiffRow::changed).count() + diff.moreChanged();
        session.err()
                .println("They differ in " + changed + " of " + (rows.size() + diff.more())
                        + " parts; their values are " + (diff.sameValue() ? "the same" : "not the same")
                        + " to the byte."
                        + (diff.more() == 0
                                ? ""
                                : " " + diff.more() + " parts were compared and left out here, "
                                        + (diff.moreChanged() == 0
                                                ? "all the same."
                                                : diff.moreChanged() + " of which differ.")));
    }

    /// What a terminal would obey is shown as a sign.
    private static String cell(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String shown = text.replaceAll("\\p{Cc}", "\uFFFD");
        return shown.length() <= LONGEST_CELL ? shown : shown.substring(0, LONGEST_CELL - 1) + "…";
    }
}
