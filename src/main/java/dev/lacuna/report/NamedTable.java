package dev.lacuna.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A list whose rows tell the same things by the same names, to be written as CSV or JSON Lines.
public final class NamedTable {

    private final List<String> columns;
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    NamedTable(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    void add(Map<String, @Nullable Object> row) {
        rows.add(row);
    }

    /// Writes header and rows; leaves the writer open.
    public void writeCsv(Writer out) throws IOException {
        NamedRows.writeCsv(columns, rows, out);
    }

    /// Writes a line per row; leaves the writer open.
    public void writeJsonLines(Writer out) throws IOException {
        NamedRows.writeJsonLines(rows, out);
    }
}
