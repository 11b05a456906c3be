package dev.lacuna.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Rows under headings, columns aligned: numbers to the right, text to the left.
final class TextTable {

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... headings) {
        this.headings = List.of(headings);
    }

    void row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + headings.size() + " headings");
        }
        rows.add(List.of(cells));
    }

    void print(PrintWriter out) {
        int[] widths = new int[headings.size()];
        boolean[] numeric = new boolean[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = headings.get(i).length();
            rows.forEach(row ->
                    widths[column] = Math.max(widths[column], row.get(column).length()));
            numeric[i] = rows.stream().allMatch(row -> row.get(column).matches("[-≈≥]? ?[0-9,.]*"));
        }
        print(out, headings, widths, numeric);
        rows.forEach(row -> print(out, row, widths, numeric));
    }

    private static void print(PrintWriter out, List<String> cells, int[] widths, boolean[] numeric) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String blank = " ".repeat(widths[i] - cell.length());
            line.append(numeric[i] ? blank + cell : cell + blank).append("  ");
        }
        out.println(line.toString().stripTrailing());
    }
}
