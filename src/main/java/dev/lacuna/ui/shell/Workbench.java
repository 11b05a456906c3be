package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.ui.connect.TopicsView;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.KeptShare;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.timeline.TimelineAction;
import dev.lacuna.ui.timeline.TimelineModel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// All of the window that is about an open source: its streams, the choice of one, and what is worked on, with the bar
/// above and what opens over it. The start page is seen without it, so it is made after that.
final class Workbench {

    /// What it is made of, and works for.
    ///
    /// @param files the file choosers, asked for only when one is needed
    /// @param say takes the words on why something was asked for in vain
    /// @param showFailure says that something broke, with details to copy
    record Parts(
            WorkspaceModel workspace,
            TimelineModel timeline,
            RepairDesk desk,
            WindowCommands commands,
            SessionDesk sessions,
            SheetLayer sheets,
            Supplier<FileDialogs> files,
            FxPulse pulse,
            Formats formats,
            Clock clock,
            Consumer<String> say,
            BiConsumer<String, Throwable> showFailure) {}

    private static final Texts TEXTS = Texts.of(Workbench.class);
    private static final double TREE_SHARE = 0.15;

    private final WorkspaceModel workspace;
    private final RepairDesk desk;
    private final SheetLayer sheets;
    private final WindowCommands commands;
    private final Consumer<String> coverage;
    private final ActionItems items;
    private final StreamTree tree;
    private final TopicsView topics;
    private final WorkspacePane pane;
    private final FilterBox filter;
    private final TopBar topBar;
    private final RecordedBar recorded;
    private final CommandPalette palette;
    private final GoToSheet goTo;
    private final VBox bars;
    private final StackPane middle = new StackPane();
    private final SplitPane columns = new SplitPane();
    private @Nullable Connection lookedAt;

    /// @param coverage takes what was scanned, in words
    Workbench(Parts parts, Consumer<String> coverage) {
        workspace = parts.workspace();
        desk = parts.desk();
        sheets = parts.sheets();
        commands = parts.commands();
        this.coverage = coverage;
        TimelineModel timeline = parts.timeline();
        Formats formats = parts.formats();
        items = new ActionItems(timeline, this::isStreamShown, commands::perform, this::perform);
        tree = new StreamTree(commands);
        topics = new TopicsView(commands::open, parts.clock());
        var notes = new NoteDesk(workspace, timeline, sheets, formats);
        var selections =
                new SelectionDesk(workspace, timeline, desk, parts.pulse(), formats, parts.files(), notes, parts.say());
        pane = new WorkspacePane(
                workspace,
                timeline,
                desk,
                selections,
                notes,
                parts.files(),
                parts.pulse(),
                formats,
                parts.clock(),
                parts.showFailure());
        filter = new FilterBox(pane.filter(), parts.pulse(), pane::focusFindings);
        pane.setActions(filter::clear, this::askAndDismiss);
        topBar = new TopBar(formats, timeline, commands, items, filter.node());
        recorded = new RecordedBar(formats, parts.sessions());
        palette = new CommandPalette(this::entries, sheets::close);
        goTo = new GoToSheet(timeline, formats, sheets::close, this::showRecords);
        parts.sessions().setParts(pane.parts(filter));
        parts.sessions().setShowRecords(this::showRecords);
        SplitPane.setResizableWithParent(tree.node(), false);
        columns.getItems().addAll(tree.node(), middle);
        KeptShare.keep(columns, TREE_SHARE, StreamTree.LEAST_WIDTH, StreamTree.MOST_WIDTH, parts.pulse());
        columns.getStyleClass().add("columns");
        bars = new VBox(topBar.node(), recorded.node());
        bind(formats);
    }

    private void askAndDismiss(List<Finding> findings) {
        sheets.open(new WordsSheet(
                WordsSheet.Use.DISMISSAL,
                new ReadOnlyStringWrapper(TEXTS.get("dismiss.about", findings.size())),
                "",
                reason -> findings.forEach(finding -> desk.dismiss(finding, reason)),
                sheets::close));
    }

    private List<PaletteEntry> entries() {
        List<PaletteEntry> entries = new ArrayList<>(items.entries());
        entries.addAll(commands.viewEntries());
        return entries;
    }

    private void bind(Formats formats) {
        var stream = workspace.shown().currentProperty();
        stream.flatMap(StreamModel::streamProperty)
                .subscribe(name -> desk.lookForDeadLetters(name, tree::showDeadLetters));
        stream.flatMap(StreamModel::scanProperty).subscribe(scan -> {
            coverage.accept(pane.coverage());
            showScan();
            if (scan != null) {
                tree.showAbsent(scan.stream().stream().name(), scan.stream().absent());
            }
        });
        stream.flatMap(StreamModel::depthProperty).subscribe(topBar::showDepth);
        stream.flatMap(StreamModel::fieldsProperty).subscribe(topBar::showFields);
        stream.flatMap(StreamModel::busyProperty).subscribe(busy -> showScan());
        stream.flatMap(StreamModel::followingProperty).subscribe(topBar::showFollowing);
        formats.zoneProperty().subscribe(zone -> coverage.accept(pane.coverage()));
    }

    private void showScan() {
        StreamModel streams = workspace.streams();
        Scan scan = streams.scan();
        boolean whole = scan != null && scan.isComplete() && !scan.isOverview();
        topBar.showScan(streams.busyProperty().get(), whole);
    }

    /// The lines above everything.
    Node bars() {
        return bars;
    }

    /// The columns below them.
    Node columns() {
        return columns;
    }

    /// Shows what is connected, and what of it is worked on.
    void show(@Nullable Connection connection) {
        tree.show(
                connection,
                workspace.streams().streamProperty().get(),
                workspace.shown().names());
        recorded.show(connection);
        topBar.showRecorded(connection != null && connection.recording().isPresent());
        if (connection != null) {
            topics.show(connection.name(), connection.streams());
        }
    }

    /// Shows the choice of a stream, or the one that is chosen.
    ///
    /// @param shown whether it is seen, and not the start page
    void showPages(boolean chosen, boolean shown) {
        Controls.show(topBar.node(), chosen && shown);
        Controls.show(topics.node(), !chosen);
        Controls.show(pane.node(), chosen);
        Controls.show(columns, shown);
        if (shown) {
            takeIn(chosen ? pane.node() : topics.node());
        }
        Connection connection = workspace.connections().connection();
        if (connection != null && !chosen && shown) {
            topics.focus();
            lookAtTopics(connection);
        }
    }

    /// Not before it is seen: it would be styled and laid out all the same, together with all else.
    private void takeIn(Node page) {
        if (!middle.getChildren().contains(page)) {
            middle.getChildren().add(page);
        }
    }

    /// Only while somebody chooses: a cluster may have thousands.
    private void lookAtTopics(Connection connection) {
        if (connection != lookedAt) {
            lookedAt = connection;
            topics.showLooking();
            workspace.connections().glance(topics::showGlance, topics::showLooked);
        }
    }

    boolean isStreamShown() {
        return columns.isVisible() && columns.getParent() != null && pane.node().isVisible();
    }

    void showTheme(Theme theme) {
        pane.showTheme(theme);
    }

    void showKeys(Window owner) {
        KeySheet.create(owner, items.entries()).show();
    }

    void showPalette() {
        sheets.open(palette);
    }

    void askWhereTo() {
        if (isStreamShown()) {
            sheets.open(goTo);
        }
    }

    void askForFilter() {
        if (isStreamShown()) {
            filter.focus();
        }
    }

    void showTab(int number) {
        pane.showTab(number);
    }

    private void showRecords() {
        showTab(WorkspaceTabs.RECORDS);
    }

    private void perform(TimelineAction action) {
        pane.perform(action);
    }

    boolean pressKey(KeyEvent event) {
        return pane.pressKey(event);
    }

    void escape() {
        pane.escape();
    }

    WorkspacePane pane() {
        return pane;
    }

    /// Looks whether there is news; about ten times a second.
    void poll() {
        if (pane.poll()) {
            coverage.accept(pane.coverage());
            pane.live().ifPresent(topBar::showLive);
            pane.findingsOf((stream, findings) -> tree.showFindings(stream, findings));
        }
    }

    void close() {
        pane.close();
    }
}
