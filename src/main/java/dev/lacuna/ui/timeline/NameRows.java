package dev.lacuna.ui.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The rows in which names stand one above the other where they would lie on each other, from the lowest up.
final class NameRows {

    private record Span(int row, double from, double to) {}

    private final int rows;
    private final List<Span> taken = new ArrayList<>();

    NameRows(int rows) {
        this.rows = rows;
    }

    /// Takes the lowest row that is free there; empty where none is.
    OptionalInt place(double from, double to) {
        for (int row = 0; row < rows; row++) {
            if (isFree(row, from, to)) {
                taken.add(new Span(row, from, to));
                return OptionalInt.of(row);
            }
        }
        return OptionalInt.empty();
    }

    private boolean isFree(int row, double from, double to) {
        return taken.stream().noneMatch(span -> span.row() == row && span.from() < to && from < span.to());
    }
}
