package dev.lacuna.ui.findings;

import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Incident;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
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

/// The findings of the scans that are shown as a table that fills while they go on.
public final class FindingsView {

    private static final Texts TEXTS = Texts.of(FindingsView.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final FxPulse pulse;
    private final Formats formats;
    private final FindingsViewModel model = new FindingsViewModel();
    private final KeptClock kept;
    private final FindingTable columns;
    private final TableView<FindingLine> table;
    private final SelectedLines selection;
    private final Label whyEmpty = new Label();
    private final Label coverage = new Label();
    private final Label leftOut = new Label();
    private final Hyperlink clear = new Hyperlink(TEXTS.get("filtered.clear"));
    private final CheckBox benign = new CheckBox();
    private final BorderPane root = new BorderPane();

    private Consumer<Finding> onActivate = finding -> {};
    private Consumer<List<Finding>> onReplay = findings -> {};
    private Consumer<List<Finding>> onDismiss = findings -> {};
    private Runnable onClearFilter = () -> {};
    private Consumer<String> onObstacle = words -> {};
    private Subscription polling = Subscription.EMPTY;
    private List<Scan> scans = List.of();
    private List<Seen> seen = List.of();
    private long toldMinute;

    /// What was there of a scan when it was looked at last.
    private record Seen(Scan scan, long version, List<Incident> incidents) {
        static Seen of(Scan scan) {
            return new Seen(scan, scan.findings().version(), scan.incidents());
        }
    }

    public FindingsView(FxPulse pulse, Formats formats) {
        this(pulse, formats, Clock.systemUTC());
    }

    /// @param clock by which it is counted down how long what a repair needs is kept
    public FindingsView(FxPulse pulse, Formats formats, Clock clock) {
        this.pulse = pulse;
        this.formats = formats;
        kept = new KeptClock(clock, formats);
        columns = new FindingTable(formats, clock, kept, this::toggle, pulse::post);
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
        model.leftOutProperty().subscribe(now -> tellCoverage());
        formats.zoneProperty().subscribe(zone -> {
            columns.spanDays(model.rows());
            table.refresh();
        });
    }

    private void fillTable() {
        table.setSortPolicy(sorted -> {
            selection.keepWhile(() -> model.order(sorted.getComparator()));
            return true;
        });
        model.groupingProperty().subscribe(by -> selection.keepWhile(this::chooseItems));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        whyEmpty.setWrapText(true);
        whyEmpty.getStyleClass().addAll("muted", "why-empty");
        table.setPlaceholder(whyEmpty);
        table.setContextMenu(menu());
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        table.setRowFactory(view -> {
            TableRow<FindingLine> row = new TableRow<>();
            row.setOnMouseClicked(click -> {
                if (click.getClickCount() == 2 && row.getItem() != null) {
                    activate(row.getItem());
                }
            });
            return row;
        });
    }

    private void chooseItems() {
        boolean grouped = model.groupingProperty().get() != Grouping.NONE;
        table.setItems(grouped ? model.lines() : new SortedList<>(model.rows()));
    }

    private void activate(FindingLine line) {
        switch (line) {
            case FindingRow row -> onActivate.accept(row.finding());
            case FindingGroup group -> toggle(group);
        }
    }

    private void toggle(FindingGroup group) {
        selection.keepWhile(() -> model.toggle(group));
    }

    private Node groupings() {
        var menu = new MenuButton();
        menu.getStyleClass().addAll("flat", "small");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        for (Grouping by : Grouping.values()) {
            MenuItem item = new MenuItem(by.words());
            item.setOnAction(
                    event -> selection.keepWhile(() -> model.groupingProperty().set(by)));
            menu.getItems().add(item);
        }
        model.groupingProperty().subscribe(by -> menu.setText(by.words()));
        MenuItem byIncident = menu.getItems().get(Grouping.INCIDENT.ordinal());
        menu.setOnShowing(event -> {
            byIncident.setText(model.hasIncidents() ? Grouping.INCIDENT.words() : TEXTS.get("group.incident.none"));
            byIncident.setDisable(!model.hasIncidents());
        });
        menu.setAccessibleText(TEXTS.get("group.choose"));
        menu.setTooltip(new Tooltip(TEXTS.get("group.choose")));
        return menu;
    }

    private Node footer() {
        benign.selectedProperty().bindBidirectional(model.showBenignProperty());
        benign.getStyleClass().add("small-check");
        benign.setMinWidth(Region.USE_PREF_SIZE);
        coverage.getStyleClass().add("muted");
        coverage.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        leftOut.getStyleClass().add("muted");
        leftOut.setMinWidth(Region.USE_PREF_SIZE);
        clear.setMinWidth(Region.USE_PREF_SIZE);
        clear.setOnAction(event -> onClearFilter.run());
        HBox footer = new HBox(coverage, gap, leftOut, clear, benign, groupings());
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
        MenuItem dismiss = item("menu.dismiss", Icon.CLOSE, () -> onDismiss.accept(dismissable()));
        ContextMenu menu = new ContextMenu(zoom, replay, copy, dismiss);
        menu.setOnShowing(event -> {
            boolean nothing = selection.findings().isEmpty();
            zoom.setDisable(nothing);
            copy.setDisable(nothing);
            replay.setDisable(replayable().isEmpty());
            dismiss.setDisable(dismissable().isEmpty());
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

    /// The selected ones that nobody has settled yet.
    List<Finding> dismissable() {
        return selection.findings().stream().filter(FindingsViewModel::isOpen).toList();
    }

    private void keyPressed(KeyEvent event) {
        if (COPY.match(event)) {
            copyLines();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            selection.line().ifPresentOrElse(this::activate, () -> sayNoneIsChosen("menu.zoom"));
            event.consume();
        } else if (selection.line().orElse(null) instanceof FindingGroup group
                && (event.getCode() == KeyCode.RIGHT && !group.open()
                        || event.getCode() == KeyCode.LEFT && group.open())) {
            toggle(group);
            event.consume();
        }
    }

    private void copyLines() {
        List<Finding> findings = selection.findings();
        if (findings.isEmpty()) {
            sayNoneIsChosen("menu.copy");
            return;
        }
        TextClipboard.copy(findings.stream()
                .map(finding -> FindingWords.line(finding, formats))
                .collect(Collectors.joining("\n")));
    }

    private void sayNoneIsChosen(String asked) {
        String missing = table.getItems().isEmpty() ? "missing.any" : "missing.chosen";
        onObstacle.accept(TEXTS.get(missing, TEXTS.get(asked)));
    }

    public Node node() {
        return root;
    }

    /// Shows the findings of that scan from now on, also those still to come; null shows none.
    public void setScan(@Nullable Scan newScan) {
        setScans(newScan == null ? List.of() : List.of(newScan));
    }

    /// The same of several streams, each with a scan of its own.
    public void setScans(List<Scan> newScans) {
        polling.unsubscribe();
        boolean sameStream = scans.stream()
                .anyMatch(old -> newScans.stream()
                        .anyMatch(scan -> scan.stream().stream().equals(old.stream().stream())));
        scans = List.copyOf(newScans);
        kept.look(scans);
        int most = scans.stream()
                .mapToInt(scan -> scan.stream().partitions().size())
                .max()
                .orElse(0);
        if (columns.tellStreams(scans.size() > 1, most)) {
            table.refresh();
        }
        if (!sameStream) {
            model.selectedIdProperty().set("");
        }
        seen = List.of();
        poll();
        polling = newScans.isEmpty() ? Subscription.EMPTY : pulse.every(POLL, this::poll);
    }

    private void poll() {
        model.look(ScanGlance.of(scans));
        if (scans.isEmpty()) {
            selection.keepWhile(() -> model.update(List.of(), List.of()));
            return;
        }
        List<Seen> now = scans.stream().map(Seen::of).toList();
        if (!now.equals(seen)) {
            seen = now;
            List<Finding> found = scans.stream()
                    .flatMap(scan -> scan.findings().all().stream())
                    .toList();
            List<Incident> incidents =
                    now.stream().flatMap(each -> each.incidents().stream()).toList();
            selection.keepWhile(() -> model.update(found, incidents));
            if (columns.spanDays(model.rows())) {
                table.refresh();
            }
        }
        if (kept.minute() != toldMinute) {
            toldMinute = kept.minute();
            table.refresh();
        }
    }

    /// @param found the sources that were found for a finding, best first; none while that isn't known
    public void setSources(Function<Finding, List<ReplaySource>> found) {
        kept.setSources(found);
    }

    /// What is known of sources has changed.
    public void tellSources() {
        table.refresh();
    }

    private void tellCoverage() {
        ScanGlance glance = model.glanceProperty().get();
        int quiet = model.quietProperty().get();
        int filtered = model.leftOutProperty().get();
        whyEmpty.setText(
                filtered > 0
                        ? ScanWords.whyEmpty(
                                filtered, model.showBenignProperty().get() ? 0 : quiet)
                        : ScanWords.whyEmpty(glance, model.showBenignProperty().get() ? 0 : quiet));
        leftOut.setText(TEXTS.get("filtered", Formats.number(filtered)));
        leftOut.setVisible(filtered > 0);
        leftOut.setManaged(filtered > 0);
        clear.setVisible(filtered > 0);
        clear.setManaged(filtered > 0);
        coverage.setText(ScanWords.coverage(glance));
        benign.setText(TEXTS.get("benign", Formats.number(quiet)));
        benign.setVisible(quiet > 0);
        benign.setManaged(quiet > 0);
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

    public void focus() {
        table.requestFocus();
    }

    /// Leaves out what the filter does not take.
    public void filter(Predicate<Finding> filter) {
        selection.keepWhile(() -> model.filter(filter));
    }

    /// What takes the filter away.
    public void setOnClearFilter(Runnable action) {
        onClearFilter = action;
    }

    /// Takes the words on why something was asked for in vain.
    public void setOnObstacle(Consumer<String> action) {
        onObstacle = action;
    }

    /// What happens on a double click or Enter: the window goes there.
    public void setOnActivate(Consumer<Finding> action) {
        onActivate = action;
    }

    /// What "Dismiss…" of the context menu does with the selected findings that are open.
    public void setOnDismiss(Consumer<List<Finding>> action) {
        onDismiss = action;
    }

    /// What "Replay…" of the context menu does with the selected findings.
    public void setOnReplay(Consumer<List<Finding>> action) {
        onReplay = action;
    }
}
