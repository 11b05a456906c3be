package dev.lacuna.ui.tasks;

import javafx.scene.control.ListCell;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Draws a row of the drawer's list, and what it tells from then on.
final class TaskCell extends ListCell<DrawerRow> {

    private final TaskRow own = new TaskRow();
    private final EarlierRow earlier;
    private Subscription telling = Subscription.EMPTY;

    TaskCell(TaskActions actions) {
        this.earlier = new EarlierRow(actions);
    }

    @Override
    protected void updateItem(@Nullable DrawerRow row, boolean empty) {
        super.updateItem(row, empty);
        telling.unsubscribe();
        if (empty || row == null) {
            telling = Subscription.EMPTY;
            setGraphic(null);
            return;
        }
        telling = row.lineProperty().subscribe(this::show);
    }

    private void show(DrawerLine line) {
        switch (line) {
            case TaskLine task -> {
                own.show(task);
                setGraphic(own.node());
            }
            case EarlierLine task -> {
                earlier.show(task);
                setGraphic(earlier.node());
            }
        }
    }
}
