package dev.lacuna.ui.records;

import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The columns of the records table. Texts are made only for the cells on the screen.
final class RecordTable {

    private static final Texts TEXTS = Texts.of(RecordTable.class);
    static final PseudoClass REMARK = PseudoClass.getPseudoClass("remark");
    private static final double ROW_HEIGHT = 24;
    private static final double TIME_WIDTH = 96;
    private static final double DATE_WIDTH = 168;
    private static final double VALUE_WIDTH = 170;
    private static final Set<String> MUST_FIT = Set.of("time", "partition", "position");
    private static final Comparator<@Nullable Bytes> BY_BYTES = Comparator.nullsFirst((a, b) -> Arrays.compareUnsigned(
            a.sharedArray(),
            a.sharedOffset(),
            a.sharedOffset() + a.length(),
            b.sharedArray(),
            b.sharedOffset(),
            b.sharedOffset() + b.length()));

    private final Formats formats;
    private final Supplier<PayloadReading> reading;
    private boolean manyDays;

    /// @param reading how the values that are shown now are read
    RecordTable(Formats formats, Supplier<PayloadReading> reading) {
        this.formats = formats;
        this.reading = reading;
    }

    TableView<Row> build() {
        TableView<Row> table = new TableView<>();
        table.setFixedCellSize(ROW_HEIGHT);
        table.setAccessibleText(TEXTS.get("table"));
        table.getStyleClass().add("records-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.getColumns().setAll(columns());
        return table;
    }

    private List<TableColumn<Row, Row>> columns() {
        TableColumn<Row, Row> time = column("time", TIME_WIDTH, this::time, by(Event::millis), event -> false);
        time.textProperty().bind(formats.zoneProperty().map(zone -> TEXTS.get("column.time", formats.zoneName())));
        TableColumn<Row, Row> partition = column(
                "partition",
                46,
                event -> Integer.toString(event.partition().number()),
                by(Event::partition),
                event -> false);
        TableColumn<Row, Row> position =
                column("position", 76, RecordWords::position, by(Event::position), event -> false);
        partition.getStyleClass().add("number");
        position.getStyleClass().add("number");
        TableColumn<Row, Row> fate = new TableColumn<>(TEXTS.get("column.fate"));
        fate.setPrefWidth(92);
        fate.setMinWidth(92);
        fate.setCellValueFactory(line -> new ReadOnlyObjectWrapper<>(line.getValue()));
        fate.setComparator(Comparator.comparing(Row::fate));
        fate.setCellFactory(view -> new FateCell());
        return List.of(
                time,
                partition,
                position,
                column(
                        "key",
                        134,
                        RecordWords::key,
                        Comparator.comparing(row -> row.event().key(), BY_BYTES),
                        event -> RecordWords.isRemark(event.key())),
                column(
                        "value",
                        280,
                        event -> RecordWords.value(event, reading.get()),
                        Comparator.comparing(row -> row.event().value(), BY_BYTES),
                        event -> RecordWords.isRemark(event.value())),
                column(
                        "headers",
                        70,
                        event -> RecordWords.headers(event.headers()),
                        Comparator.comparingInt(row -> row.event().headers().size()),
                        event -> false),
                fate);
    }

    private static <T extends Comparable<? super T>> Comparator<Row> by(Function<Event, T> part) {
        return Comparator.comparing(row -> part.apply(row.event()));
    }

    private TableColumn<Row, Row> column(
            String key,
            double width,
            Function<Event, String> text,
            Comparator<Row> order,
            Function<Event, Boolean> remark) {
        TableColumn<Row, Row> column = new TableColumn<>();
        column.setId(key);
        if (!key.equals("time")) {
            column.setText(TEXTS.get("column." + key));
        }
        column.setPrefWidth(width);
        column.setMinWidth(MUST_FIT.contains(key) ? width : key.equals("value") ? VALUE_WIDTH : 64);
        column.setCellValueFactory(line -> new ReadOnlyObjectWrapper<>(line.getValue()));
        column.setComparator(order);
        column.setCellFactory(view -> new TextCell(text, remark));
        return column;
    }

    private String time(Event event) {
        return manyDays ? formats.dateTime(event.millis()) : formats.time(event.millis());
    }

    /// Looks whether times need their date, and whether there is any fate to tell: nearly always all records are
    /// committed, and the room is the value's. Rows are ordered by time.
    void fit(TableView<Row> table, List<Row> rows) {
        manyDays = !rows.isEmpty()
                && !formats.date(rows.getFirst().event().millis())
                        .equals(formats.date(rows.getLast().event().millis()));
        table.getColumns().getFirst().setMinWidth(manyDays ? DATE_WIDTH : TIME_WIDTH);
        table.getColumns()
                .getLast()
                .setVisible(rows.stream()
                        .anyMatch(row ->
                                row.fate() != Fate.COMMITTED || row.event().isReplayed()));
    }

    private static final class TextCell extends TableCell<Row, Row> {

        private final Function<Event, String> text;
        private final Function<Event, Boolean> remark;

        TextCell(Function<Event, String> text, Function<Event, Boolean> remark) {
            this.text = text;
            this.remark = remark;
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            Row shown = empty ? null : row;
            setText(shown == null ? null : text.apply(shown.event()));
            pseudoClassStateChanged(REMARK, shown != null && remark.apply(shown.event()));
        }
    }

    /// What became of the record's transaction; committed ones, the rule, show nothing.
    private static final class FateCell extends TableCell<Row, Row> {

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            Node badges = empty || row == null ? null : badges(row);
            setGraphic(badges);
            setTooltip(
                    empty || row == null || row.fate() == Fate.COMMITTED ? null : new Tooltip(fateWords(row.fate())));
        }
    }

    static @Nullable Node badges(RecordPage.Row row) {
        HBox badges = new HBox(4);
        badges.getStyleClass().add("badges");
        switch (row.fate()) {
            case COMMITTED -> {}
            case ABORTED -> badges.getChildren().add(new Chip(TEXTS.get("fate.aborted"), Tone.SUSPECT));
            case OPEN -> badges.getChildren().add(new Chip(TEXTS.get("fate.open"), Tone.INFO));
            case UNKNOWN -> badges.getChildren().add(new Chip(TEXTS.get("fate.unknown"), Tone.PLAIN));
        }
        if (row.event().isReplayed()) {
            badges.getChildren().add(new Chip(TEXTS.get("replayed"), Tone.OK));
        }
        return badges.getChildren().isEmpty() ? null : badges;
    }

    static String fateWords(Fate fate) {
        return TEXTS.get("fate.words." + fate.name().toLowerCase(java.util.Locale.ROOT));
    }
}
