package dev.lacuna.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of named cells as CSV or JSON Lines, by the same names in both.
final class NamedRows {

    private static final long SCHEMA_VERSION = 1;

    private NamedRows() {}

    /// Writes header and rows; leaves the writer open.
    static void writeCsv(List<String> columns, Iterable<Map<String, @Nullable Object>> rows, Writer out)
            throws IOException {
        try {
            @SuppressWarnings("resource") // the caller's writer stays open
            CsvWriter csv =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
            csv.writeRecord(columns);
            for (Map<String, @Nullable Object> row : rows) {
                csv.writeRecord(
                        columns.stream().map(column -> text(row.get(column))).toList());
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
        return cell instanceof Json.Written written ? written.json() : CsvReport.neutralised(cell.toString());
    }

    /// Writes a line per row; leaves the writer open.
    static void writeJsonLines(Iterable<Map<String, @Nullable Object>> rows, Writer out) throws IOException {
        for (Map<String, @Nullable Object> row : rows) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("schema_version", SCHEMA_VERSION);
            object.putAll(row);
            out.write(Json.object(object));
            out.write('\n');
        }
        out.flush();
    }

    /// An object of numbers or texts, as JSON.
    static Json.Written object(Map<String, ?> values) {
        return new Json.Written(Json.object(new java.util.TreeMap<>(values)));
    }

    /// A moment as a time and as epoch ms beside it; neither where there is none.
    static void putTime(Map<String, @Nullable Object> cells, String name, @Nullable Instant time) {
        cells.put(name, time == null ? null : ReportColumns.time(time));
        cells.put(name + "_ms", time == null ? null : (Long) time.toEpochMilli());
    }
}
