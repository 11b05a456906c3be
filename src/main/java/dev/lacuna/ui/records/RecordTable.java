package dev.lacuna.ui.records;

import dev.lacuna.decode.Extractor;
import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.TimeCell;
import dev.lacuna.ui.kit.Tone;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The columns of the records table. It holds only the rows on the screen, and texts are made for no others; so it
/// can't be sorted by a column, which would need all of them.
final class RecordTable {

    private static final Texts TEXTS = Texts.of(RecordTable.class);
    static final PseudoClass REMARK = PseudoClass.getPseudoClass("remark");
    static final double ROW_HEIGHT = 24;
    private static final double TIME_WIDTH = 100;
    private static final double DATE_WIDTH = 168;
    private static final double VALUE_WIDTH = 170;
    private static final double FIELD_WIDTH = 110;
    private static final double STREAM_WIDTH = 112;
    private static final double STREAM_LEAST = 72;
    private static final double FATE_WIDTH = 104;

    private final Formats formats;
    private final InstantSource clock;
    private final Supplier<PayloadReading> reading;
    private final FieldTexts fields = new FieldTexts();
    private final TableView<Row> table = new TableView<>();
    private List<RecordColumn> columns = List.of();
    private boolean manyDays;
    private boolean severalStreams;
    private boolean fates = true;

    /// @param clock tells how long ago a time was
    /// @param reading how the values that are shown now are read
    RecordTable(Formats formats, InstantSource clock, Supplier<PayloadReading> reading) {
        this.formats = formats;
        this.clock = clock;
        this.reading = reading;
        table.setFixedCellSize(ROW_HEIGHT);
        table.setAccessibleText(TEXTS.get("table"));
        table.getStyleClass().add("records-table");
    }

    TableView<Row> node() {
        return table;
    }

    List<RecordColumn> columns() {
        return columns;
    }

    void show(List<RecordColumn> newColumns) {
        columns = List.copyOf(newColumns);
        fields.want(columns);
        long narrow = columns.stream()
                .filter(column -> column instanceof RecordColumn.Field)
                .count();
        table.setColumnResizePolicy(
                narrow + columns.size() > 12
                        ? TableView.UNCONSTRAINED_RESIZE_POLICY
                        : TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        List<TableColumn<Row, Row>> made = new ArrayList<>();
        columns.forEach(column -> made.add(column(column)));
        made.add(columns.contains(RecordColumn.Part.TIME) ? 1 : 0, stream());
        table.getColumns().setAll(made);
    }

    /// Not to be chosen: it is there while a partition's number doesn't say where a record stands.
    private TableColumn<Row, Row> stream() {
        TableColumn<Row, Row> column = new TableColumn<>(TEXTS.get("column.stream"));
        dress(column, "stream", STREAM_WIDTH, STREAM_LEAST);
        column.setCellFactory(view -> {
            TextCell cell = new TextCell(row -> row.event().partition().stream().name(), row -> false);
            cell.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            return cell;
        });
        column.setVisible(severalStreams);
        return column;
    }

    private TableColumn<Row, Row> column(RecordColumn column) {
        return switch (column) {
            case RecordColumn.Field field -> field(field);
            case RecordColumn.Part part -> part(part);
        };
    }

    private TableColumn<Row, Row> field(RecordColumn.Field field) {
        Extractor extractor = field.extractor();
        TableColumn<Row, Row> column =
                text(field.id(), FIELD_WIDTH, 48, row -> fields.text(row, extractor, reading.get()), row -> false);
        column.setText(field.title());
        return column;
    }

    private TableColumn<Row, Row> part(RecordColumn.Part part) {
        TableColumn<Row, Row> column = switch (part) {
            case TIME -> time();
            case PARTITION ->
                number(
                        "partition",
                        46,
                        row -> Integer.toString(row.event().partition().number()));
            case POSITION -> number("position", 84, row -> RecordWords.position(row.event()));
            case KEY ->
                text(
                        "key",
                        134,
                        64,
                        row -> row.isMarker() ? "" : RecordWords.key(row.event()),
                        row -> RecordWords.isRemark(row.event().key()));
            case VALUE ->
                text(
                        "value",
                        280,
                        VALUE_WIDTH,
                        row -> row.isMarker()
                                ? TEXTS.get("marker." + row.fate().name().toLowerCase(Locale.ROOT))
                                : RecordWords.value(row.event(), reading.get()),
                        row -> RecordWords.isRemark(row.event().value()));
            case HEADERS ->
                text("headers", 70, 64, row -> RecordWords.headers(row.event().headers()), row -> false);
            case SIZE -> number("size", 72, row -> row.isMarker() ? "" : Formats.size(row.size()));
            case FATE -> fate();
            case PRODUCER ->
                number(
                        "producer",
                        76,
                        row -> row.producer()
                                .map(each -> Long.toString(each.id()))
                                .orElse(""));
            case EPOCH ->
                number(
                        "epoch",
                        54,
                        row -> row.producer()
                                .map(each -> Short.toString(each.epoch()))
                                .orElse(""));
            case SEQUENCE -> number("sequence", 76, row -> row.sequence() < 0 ? "" : Integer.toString(row.sequence()));
            case LEADER ->
                number(
                        "leader",
                        54,
                        row -> row.batch() == null || row.batch().leaderEpoch() < 0
                                ? ""
                                : Integer.toString(row.batch().leaderEpoch()));
        };
        if (part == RecordColumn.Part.TIME) {
            column.textProperty()
                    .bind(formats.zoneProperty().map(zone -> TEXTS.get("column.time", formats.zoneBrief())));
        } else {
            column.setText(TEXTS.get("column." + part.id()));
        }
        return column;
    }

    private TableColumn<Row, Row> time() {
        TableColumn<Row, Row> column = new TableColumn<>();
        dress(column, "time", timeWidth(), timeWidth());
        column.setCellFactory(
                view -> new TimeCell<>(formats, clock, row -> row.event().millis(), row -> time(row.event())));
        return column;
    }

    private TableColumn<Row, Row> fate() {
        TableColumn<Row, Row> fate = new TableColumn<>();
        dress(fate, "fate", FATE_WIDTH, FATE_WIDTH);
        fate.setVisible(fates);
        fate.setCellFactory(view -> new FateCell());
        return fate;
    }

    private static TableColumn<Row, Row> number(String id, double width, Function<Row, String> text) {
        TableColumn<Row, Row> column = text(id, width, width, text, row -> false);
        column.getStyleClass().add("number");
        return column;
    }

    private static TableColumn<Row, Row> text(
            String id, double width, double least, Function<Row, String> text, Predicate<Row> remark) {
        TableColumn<Row, Row> column = new TableColumn<>();
        dress(column, id, width, least);
        column.setCellFactory(view -> new TextCell(text, remark));
        return column;
    }

    private static void dress(TableColumn<Row, Row> column, String id, double width, double least) {
        column.setId(id);
        column.setPrefWidth(width);
        column.setMinWidth(least);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(line -> new ReadOnlyObjectWrapper<>(line.getValue()));
    }

    private double timeWidth() {
        return manyDays ? DATE_WIDTH : TIME_WIDTH;
    }

    private String time(Event event) {
        return manyDays ? formats.dateTime(event.millis()) : formats.time(event.millis());
    }

    /// Looks whether times need their date, partitions their stream, and whether there is any fate to tell: nearly
    /// always all records are committed, and the room is the value's.
    ///
    /// @param rows those at hand; columns that are shown later are fit for them, too
    /// @param several whether they may be of several streams
    /// @return whether cells say it otherwise now
    boolean fit(List<Row> rows, boolean several) {
        boolean before = manyDays;
        manyDays = areOfSeveralDays(rows);
        severalStreams = several;
        fates = rows.stream()
                .anyMatch(row -> row.fate() != Fate.COMMITTED || row.event().isReplayed() || row.isMarker());
        for (TableColumn<Row, ?> column : table.getColumns()) {
            if ("time".equals(column.getId()) && manyDays != before) {
                column.setMinWidth(timeWidth());
                column.setPrefWidth(timeWidth());
            } else if ("fate".equals(column.getId()) && column.isVisible() != fates) {
                column.setVisible(fates);
            } else if ("stream".equals(column.getId()) && column.isVisible() != several) {
                column.setVisible(several);
            }
        }
        return manyDays != before;
    }

    /// Not by the first and the last: partition by partition, time begins anew.
    private boolean areOfSeveralDays(List<Row> rows) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Row row : rows) {
            if (row.event().millis() >= 0) {
                first = Math.min(first, row.event().millis());
                last = Math.max(last, row.event().millis());
            }
        }
        return first < last && !formats.date(first).equals(formats.date(last));
    }

    private static final class TextCell extends TableCell<Row, Row> {

        private final Function<Row, String> text;
        private final Predicate<Row> remark;

        TextCell(Function<Row, String> text, Predicate<Row> remark) {
            this.text = text;
            this.remark = remark;
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            Row shown = empty ? null : row;
            setText(shown == null ? null : text.apply(shown));
            pseudoClassStateChanged(REMARK, shown != null && remark.test(shown));
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
        if (row.isMarker()) {
            badges.getChildren().add(new Chip(TEXTS.get("marker"), Tone.PLAIN));
            return badges;
        }
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
        return TEXTS.get("fate.words." + fate.name().toLowerCase(Locale.ROOT));
    }
}
