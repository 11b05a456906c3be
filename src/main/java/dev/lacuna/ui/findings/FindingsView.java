package dev.lacuna.ui.findings;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The findings of a scan as a table that fills while the scan goes on.
public final class FindingsView {

    private static final Texts TEXTS = Texts.of(FindingsView.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final FxPulse pulse;
    private final Formats formats;
    private final FindingsViewModel model = new FindingsViewModel();
    private final FindingTable columns;
    private final TableView<FindingRow> table;
    private final SelectedLines selection;
    private final Label whyEmpty = new Label();
    private final Label coverage = new Label();
    private final CheckBox benign = new CheckBox();
    private final BorderPane root = new BorderPane();

    private Consumer<Finding> onActivate = finding -> {};
    private Consumer<List<Finding>> onReplay = findings -> {};
    private Subscription polling = Subscription.EMPTY;
    private @Nullable Scan scan;
    private long seenVersion = -1;

    public FindingsView(FxPulse pulse, Formats formats) {
        this.pulse = pulse;
        this.formats = formats;
        columns = new FindingTable(formats);
        table = columns.build();
        selection = new SelectedLines(table, model);
        fillTable();
        root.getStyleClass().add("findings");
        root.getStylesheets()
                .add(Objects.requireNonNull(FindingsView.class.getResource("findings.css"))
                        .toExternalForm());
        root.setCenter(table);
        root.setBottom(footer());
        model.glanceProperty().subscribe(now -> tellCoverage());
        model.quietProperty().subscribe(now -> tellCoverage());
        formats.zoneProperty().subscribe(zone -> {
            columns.spanDays(model.rows());
            table.refresh();
        });
    }

    private void fillTable() {
        SortedList<FindingRow> sorted = new SortedList<>(model.rows());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        whyEmpty.setWrapText(true);
        whyEmpty.getStyleClass().addAll("muted", "why-empty");
        table.setPlaceholder(whyEmpty);
        table.setContextMenu(menu());
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        table.setRowFactory(view -> {
            TableRow<FindingRow> row = new TableRow<>();
            row.setOnMouseClicked(click -> {
                if (click.getClickCount() == 2 && row.getItem() != null) {
                    onActivate.accept(row.getItem().finding());
                }
            });
            return row;
        });
    }

    private Node footer() {
        benign.selectedProperty().bindBidirectional(model.showBenignProperty());
        benign.getStyleClass().add("small-check");
        coverage.getStyleClass().add("muted");
        coverage.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox footer = new HBox(coverage, gap, benign);
        footer.setAlignment(Pos.CENTER_LEFT);
        footer.getStyleClass().add("findings-footer");
        return footer;
    }

    private ContextMenu menu() {
        MenuItem zoom = item(
                "menu.zoom",
                Icon.ZOOM,
                () -> selection.findings().stream().findFirst().ifPresent(onActivate));
        MenuItem replay = item("menu.replay", Icon.PLAY, () -> onReplay.accept(replayable()));
        MenuItem copy = item("menu.copy", Icon.COPY, this::copyLines);
        ContextMenu menu = new ContextMenu(zoom, replay, copy);
        menu.setOnShowing(event -> {
            boolean nothing = selection.findings().isEmpty();
            zoom.setDisable(nothing);
            copy.setDisable(nothing);
            replay.setDisable(replayable().isEmpty());
        });
        return menu;
    }

    private static MenuItem item(String key, Icon icon, Runnable action) {
        MenuItem item = new MenuItem(TEXTS.get(key), icon.node());
        item.setOnAction(event -> action.run());
        return item;
    }

    /// The selected ones that say what is missing: only those can be looked for elsewhere.
    private List<Finding> replayable() {
        return selection.findings().stream().filter(Repairable::isRepairable).toList();
    }

    private void keyPressed(KeyEvent event) {
        if (COPY.match(event)) {
            copyLines();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            selection.lead().ifPresent(onActivate);
            event.consume();
        }
    }

    private void copyLines() {
        List<Finding> findings = selection.findings();
        if (!findings.isEmpty()) {
            TextClipboard.copy(findings.stream()
                    .map(finding -> FindingWords.line(finding, formats))
                    .collect(Collectors.joining("\n")));
        }
    }

    public Node node() {
        return root;
    }

    /// Shows the findings of that scan from now on, also those still to come; null shows none.
    public void setScan(@Nullable Scan newScan) {
        polling.unsubscribe();
        boolean sameStream =
                scan != null && newScan != null && scan.stream().stream().equals(newScan.stream().stream());
        scan = newScan;
        seenVersion = -1;
        if (!sameStream) {
            model.selectedIdProperty().set("");
        }
        poll();
        polling = newScan == null ? Subscription.EMPTY : pulse.every(POLL, this::poll);
    }

    private void poll() {
        Scan now = scan;
        model.look(ScanGlance.of(now));
        if (now == null) {
            selection.keepWhile(() -> model.update(List.of()));
            return;
        }
        long version = now.findings().version();
        if (version != seenVersion) {
            seenVersion = version;
            selection.keepWhile(() -> model.update(now.findings().all()));
            if (columns.spanDays(model.rows())) {
                table.refresh();
            }
        }
    }

    private void tellCoverage() {
        ScanGlance glance = model.glanceProperty().get();
        int quiet = model.quietProperty().get();
        whyEmpty.setText(ScanWords.whyEmpty(glance, model.showBenignProperty().get() ? 0 : quiet));
        coverage.setText(ScanWords.coverage(glance));
        benign.setText(TEXTS.get("benign", Formats.number(quiet)));
        benign.setVisible(quiet > 0);
    }

    /// The id of the selected finding, both ways; empty for none.
    public StringProperty selectedIdProperty() {
        return model.selectedIdProperty();
    }

    /// How many open findings are shown.
    public ReadOnlyIntegerProperty countProperty() {
        return model.countProperty();
    }

    /// Whether explained and dismissed findings are shown, too; off at first.
    public BooleanProperty showBenignProperty() {
        return model.showBenignProperty();
    }

    /// What happens on a double click or Enter: the window goes there.
    public void setOnActivate(Consumer<Finding> action) {
        onActivate = action;
    }

    /// What "Replay…" of the context menu does with the selected findings.
    public void setOnReplay(Consumer<List<Finding>> action) {
        onReplay = action;
    }
}
