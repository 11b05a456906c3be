package dev.lacuna.ui.tasks;

import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/// A row of the drawer's list.
final class TaskCell extends ListCell<TaskLine> {

    private final TaskRow row = new TaskRow();

    @Override
    protected void updateItem(@Nullable TaskLine line, boolean empty) {
        super.updateItem(line, empty);
        if (empty || line == null) {
            setGraphic(null);
            return;
        }
        row.show(line);
        setGraphic(row.node());
    }
}
