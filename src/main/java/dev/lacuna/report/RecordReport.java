package dev.lacuna.report;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was told of records without printing them, as CSV or JSON Lines: how many there are, and where two differ.
public final class RecordReport {

    private static final List<String> COUNTS =
            List.of("partition", "from_position", "to_position", "records", "aborted", "open");
    private static final List<String> DIFFERENCES = List.of("part", "name", "left", "right", "changed");

    private RecordReport() {}

    public static void writeCountCsv(List<CountRow> rows, Writer out) throws IOException {
        NamedRows.writeCsv(COUNTS, rows.stream().map(RecordReport::cells).toList(), out);
    }

    public static void writeCountJsonLines(List<CountRow> rows, Writer out) throws IOException {
        NamedRows.writeJsonLines(rows.stream().map(RecordReport::cells).toList(), out);
    }

    public static void writeDiffCsv(List<DiffRow> rows, Writer out) throws IOException {
        NamedRows.writeCsv(DIFFERENCES, rows.stream().map(RecordReport::cells).toList(), out);
    }

    public static void writeDiffJsonLines(List<DiffRow> rows, Writer out) throws IOException {
        NamedRows.writeJsonLines(rows.stream().map(RecordReport::cells).toList(), out);
    }

    private static Map<String, @Nullable Object> cells(CountRow row) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("partition", (long) row.partition());
        cells.put("from_position", row.from());
        cells.put("to_position", row.to());
        cells.put("records", row.records());
        cells.put("aborted", row.aborted());
        cells.put("open", row.open());
        return cells;
    }

    private static Map<String, @Nullable Object> cells(DiffRow row) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("part", row.part());
        cells.put("name", row.name());
        cells.put("left", row.left());
        cells.put("right", row.right());
        cells.put("changed", row.changed());
        return cells;
    }
}
