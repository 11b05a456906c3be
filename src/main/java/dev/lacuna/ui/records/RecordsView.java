package dev.lacuna.ui.records;

import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.KeptShare;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The records of a range as a table, the selected one in full beside it.
public final class RecordsView {

    private static final Texts TEXTS = Texts.of(RecordsView.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination COPY_VALUE =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

    private final FxPulse pulse;
    private final RecordsViewModel model = new RecordsViewModel();
    private final RecordTable columns;
    private final TableView<Row> table;
    private final PayloadView payload;
    private final Label placeholder = new Label();
    private final Label footer = new Label();
    private final ProgressBar loading = new ProgressBar();
    private final BorderPane root = new BorderPane();
    private Subscription polling = Subscription.EMPTY;

    public RecordsView(FxPulse pulse, Formats formats) {
        this.pulse = pulse;
        columns = new RecordTable(formats, model::reading);
        table = columns.build();
        // a runner of its own: making a payload readable is no task that anybody wants to see in a list
        payload = new PayloadView(pulse, formats, new TaskRunner(Clock.systemUTC()));
        fillTable(formats);
        SplitPane split = new SplitPane(table, payload.node());
        KeptShare.keep(split, 0.6, pulse);
        SplitPane.setResizableWithParent(payload.node(), false);
        root.getStyleClass().add("records");
        root.getStylesheets()
                .add(Objects.requireNonNull(RecordsView.class.getResource("records.css"))
                        .toExternalForm());
        root.setCenter(split);
        root.setBottom(footer());
        model.messageProperty().subscribe(words -> tell());
        model.phaseProperty().subscribe(phase -> tell());
        formats.zoneProperty().subscribe(zone -> {
            columns.fit(table, model.rows());
            table.refresh();
        });
    }

    private void fillTable(Formats formats) {
        SortedList<Row> sorted = new SortedList<>(model.rows());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        placeholder.getStyleClass().addAll("muted", "why-empty");
        placeholder.setWrapText(true);
        table.setPlaceholder(placeholder);
        table.getSelectionModel().selectedItemProperty().subscribe(row -> payload.show(row, model.reading()));
        table.setContextMenu(new ContextMenu(
                item("copy.value", row -> RecordWords.copy(row.event().value())),
                item("copy.key", row -> RecordWords.copy(row.event().key())),
                item("copy.reference", row -> RecordWords.reference(row.event()))));
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        table.setRowFactory(view -> new TableRow<>() {
            @Override
            protected void updateItem(@Nullable Row row, boolean empty) {
                super.updateItem(row, empty);
                setAccessibleText(empty || row == null ? null : RecordWords.aloud(row, formats));
            }
        });
    }

    private Node footer() {
        loading.setPrefWidth(120);
        loading.setAccessibleText(TEXTS.get("loading"));
        footer.setMinWidth(0);
        HBox bar = new HBox(10, loading, footer);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("records-footer");
        return bar;
    }

    private MenuItem item(String key, Function<Row, String> text) {
        MenuItem item = new MenuItem(TEXTS.get(key), Icon.COPY.node());
        item.setOnAction(event -> copy(text));
        item.disableProperty()
                .bind(table.getSelectionModel().selectedItemProperty().isNull());
        return item;
    }

    private void keyPressed(KeyEvent event) {
        if (COPY_VALUE.match(event)) {
            copy(row -> RecordWords.copy(row.event().value()));
            event.consume();
        } else if (COPY.match(event)) {
            copy(row -> RecordWords.reference(row.event()));
            event.consume();
        }
    }

    private void copy(Function<Row, String> text) {
        Row row = table.getSelectionModel().getSelectedItem();
        if (row != null) {
            TextClipboard.copy(text.apply(row));
        }
    }

    private void tell() {
        RecordsViewModel.Phase phase = model.phaseProperty().get();
        String words = model.messageProperty().get();
        placeholder.setText(words);
        footer.setText(words);
        boolean busy = phase == RecordsViewModel.Phase.LOADING;
        loading.setVisible(busy);
        loading.setManaged(busy);
        footer.setGraphic(
                switch (phase) {
                    case PART -> Icon.SUSPECT.node(Tone.SUSPECT);
                    case FAILED -> Icon.LOSS.node(Tone.LOSS);
                    default -> null;
                });
    }

    public Node node() {
        return root;
    }

    /// Shows the records that the task fetches, once they are there; null shows none. What was waited for before is
    /// cancelled.
    public void load(@Nullable TaskHandle<RecordPage> page) {
        if (page == null) {
            clear(TEXTS.get("idle"));
            return;
        }
        polling.unsubscribe();
        model.load(page);
        shown();
        polling = model.isLoading() ? pulse.every(POLL, this::poll) : Subscription.EMPTY;
    }

    private void poll() {
        model.refresh();
        shown();
        if (!model.isLoading()) {
            polling.unsubscribe();
        }
    }

    /// Once the page is there, its first record is the selected one.
    private void shown() {
        if (!model.isLoading()) {
            columns.fit(table, model.rows());
            if (!model.rows().isEmpty() && table.getSelectionModel().isEmpty()) {
                table.getSelectionModel().selectFirst();
            }
        }
        loading.setProgress(model.progress());
    }

    /// How many records are shown.
    public ReadOnlyIntegerProperty countProperty() {
        return model.countProperty();
    }

    /// Shows no records, and a sentence that says why.
    public void clear(String why) {
        polling.unsubscribe();
        model.clear(why);
    }
}
