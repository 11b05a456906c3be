package dev.lacuna.ui.shell;

import dev.lacuna.model.Finding;
import dev.lacuna.model.Position;
import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.FindingStyle;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.TimeCell;
import dev.lacuna.ui.kit.Tone;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Where consumer groups stand on the stream, and what was wrong with how they moved.
final class GroupsView {

    private static final Texts TEXTS = Texts.of(GroupsView.class);
    private static final double ROW_HEIGHT = 26;

    private final TableView<GroupOffset> table = new TableView<>();
    private final Label about = Controls.label("muted");
    private final Button rewind = new Button(TEXTS.get("groups.rewind"), Icon.BACK.node());
    private final VBox root = new VBox();
    private boolean refilling;

    /// @param clock tells how long ago a time was
    /// @param select shows the finding of the row that was chosen
    /// @param setBack asks where a group is to go on
    GroupsView(Formats formats, InstantSource clock, Consumer<Finding> select, Consumer<String> setBack) {
        table.setFixedCellSize(ROW_HEIGHT);
        table.setAccessibleText(TEXTS.get("groups.name"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setPlaceholder(new Label(TEXTS.get("groups.none")));
        table.getColumns()
                .setAll(List.of(
                        text("groups.group", 74, 140, GroupOffset::group, Comparator.comparing(GroupOffset::group)),
                        text(
                                "groups.partition",
                                84,
                                110,
                                row -> TEXTS.get(
                                        "groups.partition.number",
                                        Integer.toString(row.partition().number())),
                                Comparator.comparing(GroupOffset::partition)),
                        number(
                                "groups.next",
                                110,
                                row -> position(row.next()),
                                Comparator.comparing(GroupOffset::next)),
                        number("groups.end", 110, row -> position(row.end()), Comparator.comparing(GroupOffset::end)),
                        number(
                                "groups.lag",
                                90,
                                row -> row.lag().isPresent()
                                        ? Formats.number(row.lag().getAsLong())
                                        : "",
                                Comparator.comparingLong(row -> row.lag().orElse(-1))),
                        committedColumn(formats, clock),
                        findingColumn()));
        formats.zoneProperty().subscribe(zone -> table.refresh());
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && !refilling) {
                row.finding().ifPresent(select);
            }
            showChosen(row);
        });
        rewind.setOnAction(event -> rewindChosen(setBack));
        var item = new MenuItem(TEXTS.get("groups.rewind"), Icon.BACK.node());
        item.disableProperty().bind(rewind.disableProperty());
        item.setOnAction(event -> rewindChosen(setBack));
        table.setContextMenu(new ContextMenu(item));
        var bar = new HBox(8, about, Controls.gap(), rewind);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("groups-bar");
        VBox.setVgrow(table, Priority.ALWAYS);
        root.getChildren().setAll(table, bar);
        showChosen(null);
    }

    private void rewindChosen(Consumer<String> setBack) {
        GroupOffset row = table.getSelectionModel().getSelectedItem();
        if (row != null) {
            setBack.accept(row.group());
        }
    }

    private void showChosen(@Nullable GroupOffset row) {
        rewind.setDisable(row == null);
        if (row == null) {
            about.setText(TEXTS.get("groups.choose"));
            rewind.setText(TEXTS.get("groups.rewind"));
            return;
        }
        List<GroupOffset> its = table.getItems().stream()
                .filter(other -> other.group().equals(row.group()))
                .toList();
        long lag = its.stream().mapToLong(other -> other.lag().orElse(0)).sum();
        about.setText(TEXTS.get("groups.about", row.group(), its.size(), Formats.number(lag)));
        rewind.setText(TEXTS.get("groups.rewind.of", row.group()));
    }

    private static String position(Position position) {
        return position.isDense() ? Formats.number(position.asOffset()) : position.toString();
    }

    Node node() {
        return root;
    }

    /// The group that was chosen stays chosen, for its positions may be what has changed; what somebody looks at
    /// elsewhere is not turned to its finding for that. The order stays, too.
    void show(List<GroupOffset> rows) {
        GroupOffset chosen = table.getSelectionModel().getSelectedItem();
        refilling = true;
        try {
            table.getItems().setAll(rows);
            table.sort();
            if (chosen != null) {
                rows.stream()
                        .filter(row -> row.group().equals(chosen.group())
                                && row.partition().equals(chosen.partition()))
                        .findFirst()
                        .ifPresent(table.getSelectionModel()::select);
            }
        } finally {
            refilling = false;
        }
        showChosen(table.getSelectionModel().getSelectedItem());
    }

    /// Lets a group be drawn on the lanes: a box in each of its rows.
    ///
    /// @param isShown whether it is drawn now
    /// @param choose draws it, or not any more
    void offerLines(Predicate<String> isShown, BiConsumer<String, Boolean> choose) {
        var column = new TableColumn<GroupOffset, GroupOffset>(TEXTS.get("groups.line"));
        column.setPrefWidth(76);
        column.setMinWidth(76);
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

    private static TableColumn<GroupOffset, GroupOffset> column(
            String key, double least, double width, Comparator<GroupOffset> order) {
        var column = new TableColumn<GroupOffset, GroupOffset>(TEXTS.get(key));
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        column.setPrefWidth(width);
        column.setMinWidth(least);
        column.setComparator(order);
        return column;
    }

    private static TableColumn<GroupOffset, GroupOffset> text(
            String key,
            double least,
            double width,
            Function<GroupOffset, String> value,
            Comparator<GroupOffset> order) {
        var column = column(key, least, width, order);
        column.setCellFactory(view -> new ValueCell(value));
        return column;
    }

    private static TableColumn<GroupOffset, GroupOffset> committedColumn(Formats formats, InstantSource clock) {
        var column = column("groups.committed", 176, 176, Comparator.comparingLong(GroupOffset::committedMillis));
        column.textProperty()
                .bind(formats.zoneProperty().map(zone -> TEXTS.get("groups.committed", formats.zoneBrief())));
        column.setCellFactory(view -> new TimeCell<>(
                formats, clock, GroupOffset::committedMillis, row -> formats.dateTime(row.committedMillis())));
        return column;
    }

    private static TableColumn<GroupOffset, GroupOffset> number(
            String key, double width, Function<GroupOffset, String> value, Comparator<GroupOffset> order) {
        var column = column(key, 62, width, order);
        column.getStyleClass().add("number");
        column.setCellFactory(view -> {
            var cell = new ValueCell(value);
            cell.getStyleClass().add("number");
            return cell;
        });
        return column;
    }

    /// One value of a row, as text.
    private static final class ValueCell extends TableCell<GroupOffset, GroupOffset> {

        private final Function<GroupOffset, String> value;

        ValueCell(Function<GroupOffset, String> value) {
            this.value = value;
        }

        @Override
        protected void updateItem(@Nullable GroupOffset row, boolean empty) {
            super.updateItem(row, empty);
            setText(empty || row == null ? null : value.apply(row));
        }
    }

    /// Worst first.
    private static int compareFindings(GroupOffset one, GroupOffset other) {
        return Integer.compare(rank(other), rank(one));
    }

    private static int rank(GroupOffset row) {
        return row.finding().map(finding -> FindingStyle.of(finding).rank()).orElse(0);
    }

    private static TableColumn<GroupOffset, GroupOffset> findingColumn() {
        var column = column("groups.finding", 98, 150, GroupsView::compareFindings);
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
