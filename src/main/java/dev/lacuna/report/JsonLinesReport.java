package dev.lacuna.report;

import dev.lacuna.model.Finding;
import dev.lacuna.model.TimeSpan;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The gap report as JSON Lines: an object per finding, with the columns of the CSV by the same names and the times in
/// epoch milliseconds beside.
public final class JsonLinesReport {

    private static final long SCHEMA_VERSION = 1;

    private JsonLinesReport() {}

    /// Writes a line per row; leaves the writer open.
    public static void write(Iterable<ReportRow> rows, Writer out) throws IOException {
        for (ReportRow row : rows) {
            Finding finding = row.finding();
            Map<String, @Nullable Object> cells = new LinkedHashMap<>();
            cells.put("schema_version", SCHEMA_VERSION);
            for (var cell : ReportColumns.of(row).entrySet()) {
                cells.put(cell.getKey(), cell.getValue());
                if (cell.getKey().equals("from_time")) {
                    cells.put(
                            "from_time_ms", known(finding.time(), finding.time().fromMillis()));
                } else if (cell.getKey().equals("to_time")) {
                    cells.put("to_time_ms", known(finding.time(), finding.time().toMillis()));
                }
            }
            out.write(Json.object(cells));
            out.write('\n');
        }
        out.flush();
    }

    private static @Nullable Object known(TimeSpan time, long millis) {
        return time.isKnown() ? millis : null;
    }
}
