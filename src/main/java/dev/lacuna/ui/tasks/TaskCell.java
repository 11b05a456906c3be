package dev.lacuna.ui.tasks;

import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/// A row of the drawer's list.
final class TaskCell extends ListCell<DrawerLine> {

    private final TaskRow row = new TaskRow();
    private final EarlierRow earlier;

    TaskCell(TaskActions actions) {
        this.earlier = new EarlierRow(actions);
    }

    @Override
    protected void updateItem(@Nullable DrawerLine line, boolean empty) {
        super.updateItem(line, empty);
        if (empty || line == null) {
            setGraphic(null);
            return;
        }
        switch (line) {
            case TaskLine own -> {
                row.show(own);
                setGraphic(row.node());
            }
            case EarlierLine other -> {
                earlier.show(other);
                setGraphic(earlier.node());
            }
        }
    }
}
