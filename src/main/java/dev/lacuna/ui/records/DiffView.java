package dev.lacuna.ui.records;

import dev.lacuna.decode.PayloadPreview;
import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordDiff;
import dev.lacuna.investigation.RecordDiff.Line;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Two records compared, part by part; what differs is marked by more than a colour.
final class DiffView {

    private static final Texts TEXTS = Texts.of(DiffView.class);
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
    private static final PseudoClass WHOLE = PseudoClass.getPseudoClass("whole");
    private static final double ROW_HEIGHT = 22;

    private final FxPulse pulse;
    private final Formats formats;
    private final TaskRunner runner;
    private final TableView<Line> table = new TableView<>();
    private final TableColumn<Line, Line> left = column("", 150, line -> words(line, line.left()));
    private final TableColumn<Line, Line> right = column("", 150, line -> words(line, line.right()));
    private final CheckBox onlyChanged = new CheckBox(TEXTS.get("diff.changed"));
    private final CheckBox bytes = new CheckBox(TEXTS.get("diff.bytes"));
    private final Label summary = new Label();
    private final VBox root = new VBox(6);
    private @Nullable Pair shown;
    private @Nullable RecordDiff diff;
    private String failure = "";
    private @Nullable TaskHandle<RecordDiff> making;

    private record Pair(Row left, Row right) {}

    DiffView(FxPulse pulse, Formats formats, TaskRunner runner) {
        this.pulse = pulse;
        this.formats = formats;
        this.runner = runner;
        table.setFixedCellSize(ROW_HEIGHT);
        table.setAccessibleText(TEXTS.get("diff"));
        table.getStyleClass().add("diff-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.getColumns()
                .setAll(List.of(column(TEXTS.get("diff.part"), 110, line -> mark(line) + name(line)), left, right));
        table.setRowFactory(view -> new TableRow<>() {
            @Override
            protected void updateItem(@Nullable Line line, boolean empty) {
                super.updateItem(line, empty);
                pseudoClassStateChanged(CHANGED, !empty && line != null && isTold(line));
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        table.setPlaceholder(new Region()); // the summary says why there is none
        summary.getStyleClass().add("muted");
        summary.setWrapText(true);
        summary.setMinWidth(0);
        onlyChanged.setSelected(true);
        onlyChanged.setMinWidth(Region.USE_PREF_SIZE);
        bytes.setMinWidth(Region.USE_PREF_SIZE);
        onlyChanged.selectedProperty().subscribe(on -> fill());
        formats.zoneProperty().subscribe((before, now) -> table.refresh());
        var switches = new HBox(12, onlyChanged, bytes);
        switches.setAlignment(Pos.CENTER_LEFT);
        root.getChildren().setAll(summary, switches, table);
        root.getStyleClass().add("payload");
    }

    Node node() {
        return root;
    }

    /// Two records always differ in where they stand, which is no news.
    private static boolean isTold(Line line) {
        return line.isChanged()
                && !(line.part() == RecordDiff.Part.FACT
                        && List.of("partition", "position").contains(line.name()));
    }

    private static String mark(Line line) {
        return isTold(line) ? "≠ " : "   ";
    }

    private String name(Line line) {
        return switch (line.part()) {
            case FACT -> TEXTS.get("fact." + line.name(), formats.zoneBrief());
            case HEADER -> TEXTS.get("diff.header", line.name());
            case FIELD -> line.name().isEmpty() ? "/" : line.name();
            case BYTES -> line.name();
        };
    }

    private String words(Line line, @Nullable String text) {
        if (text == null) {
            return TEXTS.get("diff.absent");
        }
        boolean time = line.part() == RecordDiff.Part.FACT && line.name().equals("time_ms");
        return time ? time(line, Long.parseLong(text)) : PayloadPreview.visible(text);
    }

    /// Of one day without the day, so that there is room for the milliseconds.
    private String time(Line line, long millis) {
        boolean sameDay =
                line.left() != null && line.right() != null && date(line.left()).equals(date(line.right()));
        return sameDay ? formats.time(millis) : formats.dateTime(millis);
    }

    private String date(String millis) {
        return formats.date(Long.parseLong(millis));
    }

    private static TableColumn<Line, Line> column(String title, double width, Function<Line, String> text) {
        TableColumn<Line, Line> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(line -> new ReadOnlyObjectWrapper<>(line.getValue()));
        column.setCellFactory(view -> new TableCell<>() {
            private final Tooltip whole = new Tooltip();

            @Override
            protected void updateItem(@Nullable Line line, boolean empty) {
                super.updateItem(line, empty);
                String words = empty || line == null ? null : text.apply(line);
                setText(words);
                whole.setText(words);
                setTooltip(words == null || words.isEmpty() ? null : whole);
            }
        });
        return column;
    }

    /// Compares two records, in the background.
    ///
    /// @param list where the rest of a long value is fetched
    void show(Row a, Row b, PayloadReading reading, Optional<RecordList> list) {
        bytes.setOnAction(event -> compare(a, b, reading, list));
        if (!new Pair(a, b).equals(shown)) {
            shown = new Pair(a, b);
            diff = null; // no lines of others below these names
            failure = "";
            fill();
            left.setText(RecordWords.reference(a.event()));
            right.setText(RecordWords.reference(b.event()));
            compare(a, b, reading, list);
        }
    }

    private void compare(Row a, Row b, PayloadReading reading, Optional<RecordList> list) {
        boolean byBytes = bytes.isSelected();
        TaskHandle<RecordDiff> old = making;
        if (old != null) {
            old.cancel();
        }
        TaskHandle<RecordDiff> task = runner.start(
                TEXTS.get("diff"),
                context -> RecordDiff.of(
                        RecordCopying.whole(a, list, context),
                        RecordCopying.whole(b, list, context),
                        reading,
                        byBytes));
        making = task;
        task.onEnd(ended -> pulse.post(() -> {
            if (making == task) {
                making = null;
                diff = task.result().orElse(null);
                failure = task.failure().map(ListStanding::words).orElse("");
                fill();
            }
        }));
    }

    private void fill() {
        RecordDiff of = diff;
        if (of == null) {
            table.getItems().clear();
            summary.setText(failure.isEmpty() ? TEXTS.get("preparing.diff") : TEXTS.get("failed.diff", failure));
            return;
        }
        table.getItems()
                .setAll(of.lines().stream()
                        .filter(line -> !onlyChanged.isSelected() || line.isChanged())
                        .toList());
        table.pseudoClassStateChanged(WHOLE, !onlyChanged.isSelected()); // among what is the same it is to stand out
        long changed = of.lines().stream().filter(DiffView::isTold).count() + of.moreChanged();
        String words = TEXTS.get(
                changed == 0 && of.sameValue() ? "diff.same" : of.sameValue() ? "diff.same-value" : "diff.differ",
                Formats.number(changed));
        long more = onlyChanged.isSelected() ? of.moreChanged() : of.more();
        summary.setText(more == 0 ? words : TEXTS.get("diff.more", words, Formats.number(more)));
    }
}
