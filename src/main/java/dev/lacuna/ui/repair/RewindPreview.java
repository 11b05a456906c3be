package dev.lacuna.ui.repair;

import dev.lacuna.model.GroupMove;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.model.RewindPlan.Part;
import dev.lacuna.repair.rewind.EventCount;
import dev.lacuna.repair.rewind.PlannedRewind;
import dev.lacuna.repair.rewind.RewindReport;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Every partition of a rewind: where the group stands, where it is to go on, what that makes it read again
/// or skip, and once it was run what became of it.
final class RewindPreview extends VBox {

    private static final Texts TEXTS = Texts.of(RewindPreview.class);
    private static final double ROW_HEIGHT = 26;
    private static final double HEADER_HEIGHT = 28;
    private static final int MOST_ROWS = 8;

    private record Row(String partition, GroupMove move, EventCount again, EventCount skipped, String outcome) {}

    private final TableView<Row> table = new TableView<>();
    private final TableColumn<Row, String> from = number(
            "rewind.column.now", 90, row -> RewindWords.position(row.move().from()));
    private final Label effect = Lines.text("");
    private final VBox notes = new VBox(3);

    RewindPreview() {
        super(8);
        Label head = new Label(TEXTS.get("rewind.preview"));
        head.getStyleClass().add("h2");
        effect.getStyleClass().add("strong");
        table.setAccessibleText(TEXTS.get("rewind.preview"));
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.getStyleClass().add("plan-parts");
        table.getColumns()
                .setAll(List.of(
                        column("rewind.column.partition", 130, Row::partition),
                        from,
                        number(
                                "rewind.column.new",
                                90,
                                row -> RewindWords.position(row.move().to())),
                        number("rewind.column.again", 100, row -> count(row.again())),
                        number("rewind.column.skipped", 90, row -> count(row.skipped())),
                        column("rewind.column.outcome", 110, Row::outcome)));
        getChildren().setAll(head, effect, table, notes);
    }

    private static String count(EventCount count) {
        String number = Formats.number(count.events());
        return count.events() == 0
                ? TEXTS.get("rewind.none")
                : count.exact() ? number : TEXTS.get("rewind.most", number);
    }

    /// @param report what became of it, where it was run
    void show(PlannedRewind planned, @Nullable RewindReport report) {
        RewindPlan plan = planned.plan();
        List<Row> rows = report == null
                ? plan.parts().stream()
                        .map(part -> new Row(
                                part.stream() + "/" + part.partition(),
                                part.move(),
                                planned.again(part),
                                planned.skipped(part),
                                ""))
                        .toList()
                : report.rows().stream().map(row -> row(planned, row)).toList();
        boolean written = report != null && report.hasWritten();
        effect.setText(RewindWords.effect(planned));
        // afterwards the outcome tells what was done, and of a way back the plan would tell the opposite
        effect.setVisible(!written);
        effect.setManaged(!written);
        from.setText(TEXTS.get(written ? "rewind.column.before" : "rewind.column.now"));
        table.setItems(FXCollections.observableArrayList(rows));
        double height = HEADER_HEIGHT + ROW_HEIGHT * Math.min(MOST_ROWS, rows.size()) + 2;
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
        notes.getChildren().setAll(planned.notes().stream().map(Lines::muted).toList());
        notes.setVisible(!planned.notes().isEmpty());
        notes.setManaged(!planned.notes().isEmpty());
    }

    /// What was counted holds for the same move; of another one only the positions are known.
    private static Row row(PlannedRewind planned, RewindReport.Row row) {
        Part same = planned.plan().parts().stream()
                .filter(part -> part.partition() == row.partition().number()
                        && part.stream().equals(row.partition().stream().name())
                        && part.move().equals(row.move()))
                .findFirst()
                .orElse(null);
        return new Row(
                row.partition().toString(),
                row.move(),
                same == null ? new EventCount(row.move().again(), false) : planned.again(same),
                same == null ? new EventCount(row.move().skipped(), false) : planned.skipped(same),
                RewindWords.outcome(row.outcome()));
    }

    private static TableColumn<Row, String> column(String key, double width, Function<Row, String> text) {
        TableColumn<Row, String> column = new TableColumn<>(TEXTS.get(key));
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setSortable(false);
        column.setCellValueFactory(line -> new ReadOnlyStringWrapper(text.apply(line.getValue())));
        return column;
    }

    private static TableColumn<Row, String> number(String key, double width, Function<Row, String> text) {
        TableColumn<Row, String> column = column(key, width, text);
        column.getStyleClass().add("number");
        column.setCellFactory(view -> new TableCell<>() {
            {
                getStyleClass().add("number");
            }

            @Override
            protected void updateItem(@Nullable String words, boolean empty) {
                super.updateItem(words, empty);
                setText(empty ? null : words);
            }
        });
        return column;
    }
}
