package dev.lacuna.ui.connect;

import dev.lacuna.source.StreamGlance;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// The columns of the choice of topics. Those that have to be looked up stand empty until they are.
final class TopicTable {

    private static final Texts TEXTS = Texts.of(TopicTable.class);
    private static final double ROW_HEIGHT = 28;
    private static final int NAME_WIDTH = 340;

    private final Clock clock;
    private final TableView<TopicRow> table;

    TopicTable(SortedList<TopicRow> rows, Clock clock) {
        this.clock = clock;
        table = new TableView<>(rows);
        rows.comparatorProperty().bind(table.comparatorProperty());
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.setAccessibleText(TEXTS.get("topics.table"));
        TableColumn<TopicRow, Long> positions =
                known("topics.positions", glance -> glance.positions(), value -> "≤ " + Formats.number(value));
        headTip(positions, "topics.positions.tip");
        table.getColumns()
                .setAll(List.of(
                        name(),
                        sized(plain("topics.partitions", row -> row.summary().partitions()), 80),
                        sized(positions, 130),
                        sized(known("topics.last", glance -> glance.last().orElse(Long.MIN_VALUE), this::age), 110),
                        sized(
                                known(
                                        "topics.retention",
                                        glance -> glance.policy().isEmpty()
                                                ? Duration.ZERO
                                                : glance.retention().orElse(Duration.ofSeconds(Long.MAX_VALUE)),
                                        TopicTable::retention),
                                90),
                        sized(
                                text(known(
                                        "topics.policy",
                                        StreamGlance::policy,
                                        value -> value.isEmpty() ? TEXTS.get("topics.unknown") : value)),
                                120)));
    }

    TableView<TopicRow> node() {
        return table;
    }

    private static TableColumn<TopicRow, String> name() {
        var column = new TableColumn<TopicRow, String>(TEXTS.get("topics.name"));
        column.setCellValueFactory(
                row -> new SimpleObjectProperty<>(row.getValue().name()));
        column.setPrefWidth(NAME_WIDTH);
        column.setMinWidth(160);
        return column;
    }

    private static TableColumn<TopicRow, Integer> plain(String key, Function<TopicRow, Integer> value) {
        var column = new TableColumn<TopicRow, Integer>(TEXTS.get(key));
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(value.apply(row.getValue())));
        column.setCellFactory(view -> new KnownCell<>(count -> Formats.number(count)));
        number(column);
        return column;
    }

    /// A column of something that is looked up.
    private static <T extends Comparable<? super T>> TableColumn<TopicRow, T> known(
            String key, Function<StreamGlance, T> value, Function<T, String> words) {
        var column = new TableColumn<TopicRow, T>(TEXTS.get(key));
        column.setCellValueFactory(row -> valueOf(row.getValue(), value));
        column.setCellFactory(view -> new KnownCell<>(words));
        column.setComparator(Comparator.nullsFirst(Comparator.naturalOrder()));
        number(column);
        return column;
    }

    private static <T> ObservableValue<T> valueOf(TopicRow row, Function<StreamGlance, T> value) {
        return row.glanceProperty()
                .map(glance -> glance == null || !glance.problem().isEmpty() ? null : value.apply(glance));
    }

    private static void number(TableColumn<TopicRow, ?> column) {
        column.getStyleClass().add("number");
    }

    private static <T> TableColumn<TopicRow, T> text(TableColumn<TopicRow, T> column) {
        column.getStyleClass().remove("number");
        return column;
    }

    private static <T> TableColumn<TopicRow, T> sized(TableColumn<TopicRow, T> column, double width) {
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setMaxWidth(width * 1.5);
        return column;
    }

    private static void headTip(TableColumn<TopicRow, ?> column, String key) {
        var head = new Label(column.getText());
        head.setTooltip(new Tooltip(TEXTS.get(key)));
        column.setText("");
        column.setGraphic(head);
    }

    private String age(long last) {
        if (last == Long.MIN_VALUE) {
            return TEXTS.get("topics.last.none");
        }
        return TEXTS.get("topics.last.ago", Formats.duration(Math.max(0, clock.millis() - last)));
    }

    private static String retention(Duration kept) {
        if (kept.isZero()) {
            return TEXTS.get("topics.unknown");
        }
        return kept.getSeconds() == Long.MAX_VALUE ? TEXTS.get("topics.retention.none") : Formats.duration(kept);
    }

    /// Shows a value in words, or why there is none.
    private static final class KnownCell<T> extends TableCell<TopicRow, T> {

        private final Function<T, String> words;

        KnownCell(Function<T, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(@Nullable T value, boolean empty) {
            super.updateItem(value, empty);
            TopicRow row = getTableRow() == null ? null : getTableRow().getItem();
            StreamGlance glance =
                    row == null || empty ? null : row.glanceProperty().get();
            String problem = glance == null ? "" : glance.problem();
            setTooltip(problem.isEmpty() ? null : new Tooltip(problem));
            if (empty) {
                setText(null);
            } else if (value != null) {
                setText(words.apply(value));
            } else {
                setText(problem.isEmpty() ? null : TEXTS.get("topics.unknown"));
            }
        }
    }
}
