package dev.lacuna.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.lacuna.model.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The gap report as CSV by RFC 4180: a header, then a row per finding. Cells that a spreadsheet would take for
/// a formula are neutralised by a leading apostrophe.
public final class CsvReport {

    public static final List<String> COLUMNS = List.of(
            "finding_id",
            "source",
            "stream",
            "partition",
            "kind",
            "severity",
            "verdict",
            "cause",
            "from_position",
            "to_position",
            "missing",
            "missing_basis",
            "from_time",
            "to_time",
            "explanation",
            "suggestion",
            "status",
            "evidence",
            "scan_from",
            "scan_to",
            "scanned_at",
            "tool_version");

    private CsvReport() {}

    /// Writes header and rows; leaves the writer open.
    public static void write(Iterable<ReportRow> rows, Writer out) throws IOException {
        try {
            @SuppressWarnings("resource") // the caller's writer stays open
            CsvWriter csv =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
            csv.writeRecord(COLUMNS);
            for (ReportRow row : rows) {
                List<String> cells = new ArrayList<>();
                ReportColumns.of(row).values().forEach(cell -> cells.add(text(cell)));
                csv.writeRecord(cells);
            }
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String text(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof Evidence evidence) {
            return Json.object(evidence.facts());
        }
        return cell instanceof String text ? neutralised(text) : cell.toString();
    }

    static String neutralised(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
