package dev.lacuna.ui.tasks;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The rows of the drawer's list. Only those that come, go or change their place are touched, so that what is chosen
/// and where the list is scrolled to are kept while tasks begin and end.
final class DrawerRows {

    private final ObservableList<DrawerRow> rows = FXCollections.observableArrayList();

    ObservableList<DrawerRow> rows() {
        return rows;
    }

    /// Takes over what there is to tell now, in this order.
    void take(List<DrawerLine> lines) {
        Set<String> there = lines.stream().map(DrawerLine::id).collect(Collectors.toSet());
        rows.removeIf(row -> !there.contains(row.id()));
        for (int i = 0; i < lines.size(); i++) {
            DrawerLine line = lines.get(i);
            int at = find(line.id(), i);
            if (at < 0) {
                rows.add(i, new DrawerRow(line));
                continue;
            }
            if (at > i) {
                rows.add(i, rows.remove(at));
            }
            rows.get(i).tell(line);
        }
    }

    private int find(String id, int from) {
        for (int i = from; i < rows.size(); i++) {
            if (rows.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
