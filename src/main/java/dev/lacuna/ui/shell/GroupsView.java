package dev.lacuna.ui.shell;

import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// Where consumer groups stand on the stream, and what was wrong with how they moved.
final class GroupsView {

    private static final Texts TEXTS = Texts.of(GroupsView.class);
    private static final double ROW_HEIGHT = 26;

    private final TableView<GroupOffset> table = new TableView<>();

    /// @param select shows the finding of the row that was chosen
    GroupsView(Formats formats, Consumer<Finding> select) {
        table.setFixedCellSize(ROW_HEIGHT);
        table.setAccessibleText(TEXTS.get("groups.name"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setPlaceholder(new Label(TEXTS.get("groups.none")));
        table.getColumns()
                .setAll(List.of(
                        text("groups.group", 140, GroupOffset::group),
                        text("groups.partition", 110, row -> row.partition().toString()),
                        number("groups.next", 110, row -> position(row.next())),
                        number("groups.end", 110, row -> position(row.end())),
                        number(
                                "groups.lag",
                                90,
                                row -> row.lag().isPresent()
                                        ? Formats.number(row.lag().getAsLong())
                                        : ""),
                        text("groups.committed", 172, row -> formats.dateTime(row.committedMillis())),
                        findingColumn()));
        formats.zoneProperty().subscribe(zone -> table.refresh());
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                row.finding().ifPresent(select);
            }
        });
    }

    private static String position(Position position) {
        return position.isDense() ? Formats.number(position.asOffset()) : position.toString();
    }

    Node node() {
        return table;
    }

    void show(List<GroupOffset> rows) {
        table.getItems().setAll(rows);
    }

    /// Lets a group be drawn on the lanes: a box in each of its rows.
    ///
    /// @param isShown whether it is drawn now
    /// @param choose draws it, or not any more
    void offerLines(Predicate<String> isShown, BiConsumer<String, Boolean> choose) {
        var column = new TableColumn<GroupOffset, GroupOffset>(TEXTS.get("groups.line"));
        column.setPrefWidth(74);
        column.setMinWidth(66);
        column.setSortable(false);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        column.setCellFactory(view -> new TableCell<>() {
            private final CheckBox box = new CheckBox();

            @Override
            protected void updateItem(@Nullable GroupOffset row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(empty || row == null ? null : box);
                if (!empty && row != null) {
                    box.setSelected(isShown.test(row.group()));
                    box.setAccessibleText(TEXTS.get("groups.line.of", row.group()));
                    box.setOnAction(event -> {
                        choose.accept(row.group(), box.isSelected());
                        table.refresh();
                    });
                }
            }
        });
        table.getColumns().add(1, column);
    }

    private static TableColumn<GroupOffset, String> text(
            String key, double width, Function<GroupOffset, String> value) {
        var column = new TableColumn<GroupOffset, String>(TEXTS.get(key));
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(value.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setMinWidth(width >= 170 ? 164 : 84);
        return column;
    }

    private static TableColumn<GroupOffset, String> number(
            String key, double width, Function<GroupOffset, String> value) {
        var column = text(key, width, value);
        column.getStyleClass().add("number");
        column.setCellFactory(view -> new TableCell<>() {
            {
                getStyleClass().add("number");
            }

            @Override
            protected void updateItem(@Nullable String text, boolean empty) {
                super.updateItem(text, empty);
                setText(empty ? null : text);
            }
        });
        return column;
    }

    private static TableColumn<GroupOffset, GroupOffset> findingColumn() {
        var column = new TableColumn<GroupOffset, GroupOffset>(TEXTS.get("groups.finding"));
        column.setPrefWidth(150);
        column.setMinWidth(112);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        column.setCellFactory(view -> new TableCell<>() {
            private final Chip chip = new Chip("", Tone.PLAIN);

            @Override
            protected void updateItem(@Nullable GroupOffset row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(null);
                if (!empty && row != null && row.finding().isPresent()) {
                    var style = FindingStyle.of(row.finding().get());
                    chip.show(style.label(), style.tone());
                    setGraphic(chip);
                }
            }
        });
        return column;
    }
}
