package dev.lacuna.ui.tasks;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A row of the drawer's list. It stays the same while what it tells changes.
final class DrawerRow {

    private final ReadOnlyObjectWrapper<DrawerLine> line;

    DrawerRow(DrawerLine first) {
        this.line = new ReadOnlyObjectWrapper<>(this, "line", first);
    }

    String id() {
        return line.get().id();
    }

    ReadOnlyObjectProperty<DrawerLine> lineProperty() {
        return line.getReadOnlyProperty();
    }

    void tell(DrawerLine now) {
        line.set(now);
    }
}
