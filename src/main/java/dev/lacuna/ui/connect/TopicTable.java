package dev.lacuna.ui.connect;

import dev.lacuna.investigation.Redrives;
import dev.lacuna.source.StreamGlance;
import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The columns of the choice of topics. Those that have to be looked up stand empty until they are.
final class TopicTable {

    private static final Texts TEXTS = Texts.of(TopicTable.class);
    private static final double ROW_HEIGHT = 28;
    private static final int NAME_WIDTH = 320;
    private static final Duration WITHOUT_LIMIT = Duration.ofSeconds(Long.MAX_VALUE);

    private final Clock clock;
    private final TableView<TopicRow> table;

    TopicTable(SortedList<TopicRow> rows, Clock clock) {
        this.clock = clock;
        table = new TableView<>(rows);
        rows.comparatorProperty().bind(table.comparatorProperty());
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.setAccessibleText(TEXTS.get("topics.table"));
        var positions = known("topics.positions", StreamGlance::positions, TopicTable::atMost);
        headTip(positions, "topics.positions.tip");
        var size = known("topics.size", TopicTable::size, Formats::size);
        headTip(size, "topics.size.tip");
        table.getColumns()
                .setAll(List.of(
                        name(),
                        sized(plain("topics.partitions", row -> row.summary().partitions()), 80),
                        sized(positions, 130),
                        sized(size, 84),
                        sized(known("topics.last", glance -> glance.last().orElse(Long.MIN_VALUE), this::age), 110),
                        sized(known("topics.retention", TopicTable::kept, TopicTable::retention), 84),
                        sized(policy(), 116)));
    }

    TableView<TopicRow> node() {
        return table;
    }

    private static TableColumn<TopicRow, TopicRow> name() {
        var column = new TableColumn<TopicRow, TopicRow>(TEXTS.get("topics.name"));
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
        column.setComparator(Comparator.comparing(TopicRow::name));
        column.setCellFactory(view -> new NameCell());
        column.setPrefWidth(NAME_WIDTH);
        column.setMinWidth(160);
        return column;
    }

    private static TableColumn<TopicRow, Integer> plain(String key, Function<TopicRow, Integer> value) {
        var column = new TableColumn<TopicRow, Integer>(TEXTS.get(key));
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(value.apply(row.getValue())));
        column.setCellFactory(view -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Integer count, boolean empty) {
                super.updateItem(count, empty);
                setText(empty || count == null ? null : Formats.number(count));
            }
        });
        number(column);
        return column;
    }

    /// A column of something that is looked up.
    ///
    /// @param value null where that can't be told
    private static <T extends Comparable<? super T>> TableColumn<TopicRow, Known<T>> known(
            String key, Function<StreamGlance, @Nullable T> value, Function<T, String> words) {
        var column = new TableColumn<TopicRow, Known<T>>(TEXTS.get(key));
        column.setCellValueFactory(
                row -> row.getValue().glanceProperty().map(glance -> glance == null ? null : Known.of(glance, value)));
        column.setCellFactory(view -> new KnownCell<>(words));
        column.setComparator(Comparator.nullsFirst((a, b) -> compare(a.value, b.value)));
        number(column);
        return column;
    }

    private static <T extends Comparable<? super T>> int compare(@Nullable T a, @Nullable T b) {
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        return a.compareTo(b);
    }

    private static TableColumn<TopicRow, Known<String>> policy() {
        TableColumn<TopicRow, Known<String>> column =
                known("topics.policy", glance -> glance.policy().isEmpty() ? null : glance.policy(), policy -> policy);
        column.getStyleClass().remove("number");
        column.setCellFactory(view -> new PolicyCell());
        return column;
    }

    private static void number(TableColumn<TopicRow, ?> column) {
        column.getStyleClass().add("number");
    }

    private static <T> TableColumn<TopicRow, T> sized(TableColumn<TopicRow, T> column, double width) {
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setMaxWidth(width * 1.5);
        return column;
    }

    private static void headTip(TableColumn<TopicRow, ?> column, String key) {
        var head = new Label(column.getText());
        head.getStyleClass().add("head-words");
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

    /// An upper bound, but for none at all.
    private static String atMost(long positions) {
        return positions == 0 ? Formats.number(0) : "≤ " + Formats.number(positions);
    }

    private static @Nullable Long size(StreamGlance glance) {
        return glance.bytes().isPresent() ? glance.bytes().getAsLong() : null;
    }

    private static @Nullable Duration kept(StreamGlance glance) {
        return glance.policy().isEmpty() ? null : glance.retention().orElse(WITHOUT_LIMIT);
    }

    private static String retention(Duration kept) {
        return kept.equals(WITHOUT_LIMIT) ? TEXTS.get("topics.retention.none") : Formats.duration(kept);
    }

    /// What a look at a topic has told.
    private static final class Known<T> {
        private final @Nullable T value;
        private final String problem;

        private Known(@Nullable T value, String problem) {
            this.value = value;
            this.problem = problem;
        }

        static <T> Known<T> of(StreamGlance glance, Function<StreamGlance, @Nullable T> value) {
            String problem = glance.problem();
            return new Known<>(problem.isEmpty() ? value.apply(glance) : null, problem);
        }
    }

    /// Shows a value in words, or that it can't be told, and why.
    private static class KnownCell<T> extends TableCell<TopicRow, Known<T>> {
        private final Function<T, String> words;

        KnownCell(Function<T, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(@Nullable Known<T> known, boolean empty) {
            super.updateItem(known, empty);
            Known<T> told = empty ? null : known;
            setTooltip(told == null || told.problem.isEmpty() ? null : new Tooltip(told.problem));
            T value = told == null ? null : told.value;
            setText(told == null ? null : value == null ? TEXTS.get("topics.unknown") : words.apply(value));
        }
    }

    /// Compaction is marked: there, holes are no losses.
    private static final class PolicyCell extends KnownCell<String> {
        private final Chip compacted = new Chip(TEXTS.get("topics.compacted"), Tone.INFO);

        PolicyCell() {
            super(policy -> policy);
        }

        @Override
        protected void updateItem(@Nullable Known<String> known, boolean empty) {
            super.updateItem(known, empty);
            String policy = empty || known == null || known.value == null ? "" : known.value;
            boolean marked = policy.contains("compact");
            setGraphic(marked ? compacted : null);
            setAccessibleText(policy.isEmpty() ? null : policy);
            if (marked) {
                setText(policy.contains("delete") ? TEXTS.get("topics.deleted.too") : null);
            }
        }
    }

    /// A topic's name, marked where it is of a kind of its own.
    private static final class NameCell extends TableCell<TopicRow, TopicRow> {
        private final Chip internal = new Chip(TEXTS.get("topics.mark.internal"), Tone.PLAIN);
        private final Chip dead = new Chip(TEXTS.get("topics.mark.dead"), Tone.SUSPECT);
        private final HBox marks = new HBox(4);

        NameCell() {
            dead.setTooltip(new Tooltip(TEXTS.get("topics.mark.dead.tip")));
            marks.setAlignment(Pos.CENTER_LEFT);
            setContentDisplay(ContentDisplay.RIGHT);
            setGraphicTextGap(8);
        }

        @Override
        protected void updateItem(@Nullable TopicRow row, boolean empty) {
            super.updateItem(row, empty);
            TopicRow shown = empty ? null : row;
            setText(shown == null ? null : shown.name());
            marks.getChildren().clear();
            if (shown != null && shown.summary().internal()) {
                marks.getChildren().add(internal);
            }
            if (shown != null && Redrives.isUsualName(shown.name())) {
                marks.getChildren().add(dead);
            }
            setGraphic(marks.getChildren().isEmpty() ? null : marks);
        }
    }
}
