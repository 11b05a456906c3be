package dev.lacuna.ui.records;

import dev.lacuna.model.Header;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// A record's headers in their order, repeated names and all; a null value and an empty one look different.
final class HeaderTable {

    private static final Texts TEXTS = Texts.of(HeaderTable.class);

    private static final double ROW_HEIGHT = 22;
    private static final int MOST_ROWS = 4;

    private final TableView<Header> table = new TableView<>();

    HeaderTable() {
        table.setFixedCellSize(ROW_HEIGHT);
        table.setAccessibleText(TEXTS.get("headers"));
        table.getStyleClass().addAll("header-table", "no-header");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.getColumns()
                .setAll(List.of(
                        column("header.name", 130, Header::name, header -> false),
                        column(
                                "header.value",
                                260,
                                RecordWords::headerValue,
                                header -> RecordWords.isRemark(header.value()))));
        MenuItem copy = new MenuItem(TEXTS.get("copy.header"));
        copy.setOnAction(event -> {
            Header header = table.getSelectionModel().getSelectedItem();
            if (header != null) {
                TextClipboard.copy(RecordWords.copy(header.value()));
            }
        });
        table.setContextMenu(new ContextMenu(copy));
    }

    TableView<Header> node() {
        return table;
    }

    void show(List<Header> headers) {
        table.getItems().setAll(headers);
        table.setVisible(!headers.isEmpty());
        table.setManaged(!headers.isEmpty());
        double height = ROW_HEIGHT * Math.min(MOST_ROWS, headers.size()) + 2;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
    }

    private static TableColumn<Header, Header> column(
            String key, double width, Function<Header, String> text, Function<Header, Boolean> remark) {
        TableColumn<Header, Header> column = new TableColumn<>(TEXTS.get(key));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(line -> new ReadOnlyObjectWrapper<>(line.getValue()));
        column.setCellFactory(view -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Header header, boolean empty) {
                super.updateItem(header, empty);
                Header shown = empty ? null : header;
                setText(shown == null ? null : text.apply(shown));
                pseudoClassStateChanged(RecordTable.REMARK, shown != null && remark.apply(shown));
            }
        });
        return column;
    }
}
