package dev.lacuna.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An overview as CSV or JSON Lines: a row per partition and stretch of time, by the same names in both.
public final class OverviewReport {

    public static final List<String> COLUMNS = List.of(
            "source",
            "stream",
            "partition",
            "from_time",
            "to_time",
            "from_position",
            "to_position",
            "positions_at_most");

    private static final long SCHEMA_VERSION = 1;

    private OverviewReport() {}

    /// Writes header and rows; leaves the writer open.
    public static void writeCsv(Iterable<OverviewRow> rows, Writer out) throws IOException {
        try {
            @SuppressWarnings("resource") // the caller's writer stays open
            CsvWriter csv =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
            csv.writeRecord(COLUMNS);
            for (OverviewRow row : rows) {
                csv.writeRecord(cells(row).values().stream()
                        .map(cell -> cell instanceof String text ? CsvReport.neutralised(text) : String.valueOf(cell))
                        .toList());
            }
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Writes a line per row; leaves the writer open.
    public static void writeJsonLines(Iterable<OverviewRow> rows, Writer out) throws IOException {
        for (OverviewRow row : rows) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("schema_version", SCHEMA_VERSION);
            cells(row).forEach((name, cell) -> {
                object.put(name, cell);
                if (name.equals("from_time")) {
                    object.put("from_time_ms", row.time().fromMillis());
                } else if (name.equals("to_time")) {
                    object.put("to_time_ms", row.time().toMillis());
                }
            });
            out.write(Json.object(object));
            out.write('\n');
        }
        out.flush();
    }

    private static Map<String, Object> cells(OverviewRow row) {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("source", row.partition().stream().source());
        cells.put("stream", row.partition().stream().name());
        cells.put("partition", (long) row.partition().number());
        cells.put("from_time", ReportColumns.time(row.time().from()));
        cells.put("to_time", ReportColumns.time(row.time().to()));
        cells.put("from_position", row.fromPosition());
        cells.put("to_position", row.toPosition());
        cells.put("positions_at_most", row.toPosition() - row.fromPosition());
        return cells;
    }
}
