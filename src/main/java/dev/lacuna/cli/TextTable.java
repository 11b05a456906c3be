package dev.lacuna.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows under headings, columns aligned: numbers to the right, text to the left. A cell that is far longer than most of
/// its column is printed whole and shifts its own line, and no other.
final class TextTable {

    private static final int NEVER_FAR_LONGER = 40;

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
            int[] lengths = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .sorted()
                    .toArray();
            int most = Math.max(NEVER_FAR_LONGER, lengths.length == 0 ? 0 : 2 * lengths[lengths.length / 2]);
            widths[i] = Math.max(
                    headings.get(i).length(),
                    Arrays.stream(lengths)
                            .filter(length -> length <= most)
                            .max()
                            .orElse(0));
            numeric[i] = rows.stream().allMatch(row -> row.get(column).matches("[-≈≥]? ?[0-9,.]*"));
        }
        print(out, headings, widths, numeric);
        rows.forEach(row -> print(out, row, widths, numeric));
    }

    private static void print(PrintWriter out, List<String> cells, int[] widths, boolean[] numeric) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String blank = " ".repeat(Math.max(0, widths[i] - cell.length()));
            line.append(numeric[i] ? blank + cell : cell + blank).append("  ");
        }
        out.println(line.toString().stripTrailing());
    }
}
