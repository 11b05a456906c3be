package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Scan;
import dev.lacuna.ui.connect.ConnectRequest;
import dev.lacuna.ui.connect.ConnectView;
import dev.lacuna.ui.connect.TopicsView;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Motion;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.tasks.TasksDrawer;
import dev.lacuna.ui.timeline.TimelineAction;
import dev.lacuna.ui.timeline.TimelineModel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The window: start page, choice of a topic or workspace in the middle, its bars around it.
public final class MainWindow implements WindowCommands.Pages, WindowKeys.Actions {

    private static final Texts TEXTS = Texts.of(MainWindow.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS_PER_HEAP = 10;
    private static final double TREE_SHARE = 0.15;

    private final Stage stage;
    private final WorkspaceModel workspace;
    private final String toolVersion;
    private final Formats formats = new Formats();
    private final RepairDesk desk;
    private final StreamTree tree;
    private final ActionItems items;
    private final SheetLayer sheets = new SheetLayer();
    private final CommandPalette palette;
    private final GoToSheet goTo;
    private final FilterBox filter;
    private final TopBar topBar;
    private final StatusBar status;
    private final ConnectView startPage;
    private final TopicsView topics;
    private final WorkspacePane pane;
    private final TasksDrawer tasks;
    private final TimelineModel timeline;
    private final SessionDesk sessions;
    private final RecordedBar recorded;
    private final RecentSessions recentSessions;
    private final StackPane middle = new StackPane();
    private final SplitPane columns = new SplitPane();
    private final StackPane centre = new StackPane();
    private final BorderPane root = new BorderPane();
    private final WindowFrame frame;
    private final Subscription polling;
    private final Subscription motion;
    private @Nullable Connection lookedAt;
    private boolean startPageAsked;
    private int polls;

    /// @param files the file choosers, asked for only when one is needed
    public MainWindow(Stage stage, Start start, WorkspaceModel workspace, FxPulse pulse, Supplier<FileDialogs> files) {
        this.stage = stage;
        this.workspace = workspace;
        this.toolVersion = start.toolVersion();
        Clock clock = start.clock();
        timeline = new TimelineModel(clock);
        sessions = new SessionDesk(workspace, timeline, formats, files, start);
        var commands = new WindowCommands(workspace, timeline, files, this, sessions);
        var rewinds = new RewindDesk(workspace, timeline, pulse, formats, stage, clock, start.plans());
        desk = new RepairDesk(workspace, timeline, pulse, formats, stage, files, rewinds, start.mainClass());
        sessions.setRepairs(desk.repairs());
        recorded = new RecordedBar(formats, sessions);
        recentSessions = new RecentSessions(sessions);
        tree = new StreamTree(commands);
        items = new ActionItems(timeline, this::isStreamShown, commands::perform, this::perform);
        status = new StatusBar(formats, this::toggleTheme);
        startPage = new ConnectView(commands, clock);
        topics = new TopicsView(commands::open, clock);
        var notes = new NoteDesk(workspace, timeline, sheets, formats);
        var selections = new SelectionDesk(workspace, timeline, desk, pulse, formats, files, notes);
        pane = new WorkspacePane(
                workspace, timeline, desk, selections, notes, files, pulse, formats, clock, this::showFailure);
        filter = new FilterBox(pane.filter(), pulse, pane::focusFindings);
        pane.setOnClearFilter(filter::clear);
        sessions.setParts(pane.parts(filter));
        sessions.setShowRecords(this::showRecords);
        topBar = new TopBar(formats, timeline, commands, items, filter.node());
        var history = new JournalDesk(workspace, start.journal(), desk);
        tasks = new TasksDrawer(pulse, workspace.runner(), start.journal(), history, formats);
        palette = new CommandPalette(() -> paletteEntries(commands), sheets::close);
        goTo = new GoToSheet(timeline, formats, sheets::close, this::showRecords);
        build();
        WindowState remembered = workspace.windowStateProperty().get();
        frame = new WindowFrame(stage, new StackPane(root, sheets.node()), remembered);
        stage.setTitle(TEXTS.get("window.title"));
        dress(remembered.theme());
        Motion.setReduced(remembered.reducedMotion());
        motion = Motion.reducedProperty().subscribe(reduced -> Motion.apply(frame.scene()));
        bind();
        WindowKeys.listen(frame.scene(), commands, this);
        polling = pulse.every(POLL, this::poll);
    }

    private List<PaletteEntry> paletteEntries(WindowCommands commands) {
        List<PaletteEntry> entries = new ArrayList<>(items.entries());
        entries.addAll(commands.viewEntries());
        return entries;
    }

    private void build() {
        SplitPane.setResizableWithParent(tree.node(), false);
        middle.getChildren().addAll(topics.node(), pane.node());
        columns.getItems().addAll(tree.node(), middle);
        columns.setDividerPositions(TREE_SHARE);
        columns.getStyleClass().add("columns");
        centre.getChildren().add(startPage.node());
        root.setTop(new VBox(topBar.node(), recorded.node()));
        startPage.addBelow(recentSessions.node());
        root.setCenter(centre);
        root.setBottom(new VBox(tasks.node(), status.node()));
    }

    private void dress(Theme theme) {
        theme.apply();
        pane.showTheme(theme);
        status.showTheme(theme);
    }

    private void bind() {
        ConnectionModel connections = workspace.connections();
        var stream = workspace.shown().currentProperty();
        connections.stateProperty().subscribe(this::showState);
        connections.connectionProperty().subscribe((before, now) -> {
            boolean onlyListedAnew = before != null && now != null && before.investigation() == now.investigation();
            if (!onlyListedAnew) {
                startPageAsked = false;
                workspace.notes().open(now == null ? "" : now.uri());
                if (now != null) {
                    startPage.showOpened();
                }
            }
            recorded.show(now);
            topBar.showRecorded(now != null && now.recording().isPresent());
            showConnection();
        });
        connections.failureProperty().subscribe(why -> startPage.showFailure(why));
        stream.flatMap(StreamModel::streamProperty).subscribe(name -> showConnection());
        stream.flatMap(StreamModel::streamProperty)
                .subscribe(name -> desk.lookForDeadLetters(name, tree::showDeadLetters));
        workspace.shown().namesProperty().subscribe(names -> showConnection());
        stream.flatMap(StreamModel::scanProperty).subscribe(scan -> {
            status.showCoverage(pane.coverage());
            showScan();
        });
        stream.flatMap(StreamModel::depthProperty).subscribe(topBar::showDepth);
        stream.flatMap(StreamModel::fieldsProperty).subscribe(topBar::showFields);
        stream.flatMap(StreamModel::busyProperty).subscribe(busy -> showScan());
        stream.flatMap(StreamModel::followingProperty).subscribe(topBar::showFollowing);
        formats.zoneProperty().subscribe(zone -> status.showCoverage(pane.coverage()));
        workspace.windowStateProperty().subscribe(state -> {
            startPage.showRecent(state.recent());
            recentSessions.show(state.sessions());
        });
        sessions.takeDrops(frame.scene());
    }

    private void showScan() {
        StreamModel streams = workspace.streams();
        Scan scan = streams.scan();
        boolean whole = scan != null && scan.isComplete() && !scan.isOverview();
        topBar.showScan(streams.busyProperty().get(), whole);
    }

    private void showState(ConnectionModel.State state) {
        if (state == ConnectionModel.State.OPENING) {
            startPageAsked = true;
            startPage.showBusy(
                    TEXTS.get("start.connecting", workspace.connections().openingName()), "");
        } else {
            startPage.showIdle();
        }
        showPages();
    }

    private void showConnection() {
        Connection connection = workspace.connections().connection();
        String stream = workspace.streams().streamProperty().get();
        status.show(connection);
        tree.show(connection, stream, workspace.shown().names());
        if (connection != null) {
            topics.show(connection.name(), connection.streams());
        }
        stage.setTitle(
                connection == null || stream.isEmpty()
                        ? TEXTS.get("window.title")
                        : TEXTS.get("window.title.stream", stream, connection.name()));
        showPages();
    }

    private void showPages() {
        Connection connection = workspace.connections().connection();
        boolean open = connection != null;
        boolean chosen = open && !workspace.streams().streamProperty().get().isEmpty();
        boolean asked = !open || startPageAsked;
        Controls.show(startPage.node(), asked);
        showColumns(!asked);
        Controls.show(topBar.node(), chosen && !asked);
        Controls.show(topics.node(), !chosen);
        Controls.show(pane.node(), chosen);
        boolean opening = workspace.connections().stateProperty().get() == ConnectionModel.State.OPENING;
        startPage.showBack(connection == null || opening ? "" : connection.name());
        if (asked && !opening) {
            startPage.focus();
        } else if (connection != null && !chosen && !asked) {
            topics.focus();
            lookAtTopics(connection);
        }
    }

    /// They join the scene when first looked at: a control that waits unseen is styled and laid out all the same, and
    /// that would double what the window takes to start.
    private void showColumns(boolean shown) {
        if (shown && columns.getParent() == null) {
            centre.getChildren().addFirst(columns);
        }
        Controls.show(columns, shown);
    }

    /// Only while somebody chooses: a cluster may have thousands.
    private void lookAtTopics(Connection connection) {
        if (connection != lookedAt) {
            lookedAt = connection;
            topics.showLooking();
            workspace.connections().glance(topics::showGlance, topics::showLooked);
        }
    }

    @Override
    public void askForFilter() {
        if (isStreamShown()) {
            filter.focus();
        }
    }

    @Override
    public void showStartPage() {
        startPageAsked = true;
        showPages();
    }

    @Override
    public void showTried(ConnectRequest request) {
        startPage.showTried(request);
    }

    @Override
    public void leaveStartPage() {
        startPageAsked = false;
        showPages();
    }

    @Override
    public void showKeys() {
        KeySheet.create(stage, items.entries()).show();
    }

    @Override
    public void showPalette() {
        sheets.open(palette);
    }

    @Override
    public void askWhereTo() {
        if (isStreamShown()) {
            sheets.open(goTo);
        }
    }

    @Override
    public void redrive(String stream) {
        desk.redrive(stream);
    }

    @Override
    public void showTab(int number) {
        pane.showTab(number);
    }

    private void showRecords() {
        showTab(WorkspaceTabs.RECORDS);
    }

    @Override
    public void toggleTasks() {
        tasks.toggleList();
    }

    @Override
    public void nextZone() {
        status.nextZone();
    }

    private boolean isStreamShown() {
        return columns.isVisible() && pane.node().isVisible();
    }

    private void perform(TimelineAction action) {
        pane.perform(action);
    }

    @Override
    public void toggleTheme() {
        WindowState state = workspace.windowStateProperty().get();
        showTheme(state.theme().other());
    }

    /// Changes the look, and remembers it.
    public void showTheme(Theme theme) {
        dress(theme);
        workspace.remember(workspace.windowStateProperty().get().withTheme(theme));
    }

    /// The system's own wish can't be overruled.
    @Override
    public void toggleMotion() {
        WindowState state = workspace.windowStateProperty().get();
        boolean reduced = !state.reducedMotion();
        Motion.setReduced(reduced);
        workspace.remember(state.withReducedMotion(reduced));
    }

    @Override
    public boolean isTimelineOpen() {
        return isStreamShown() && !sheets.isOpen();
    }

    @Override
    public boolean pressOnTimeline(KeyEvent event) {
        return pane.pressKey(event);
    }

    @Override
    public void escape() {
        boolean opening = workspace.connections().stateProperty().get() == ConnectionModel.State.OPENING;
        if (opening) {
            workspace.connections().cancelOpening();
        } else if (startPage.closePane()) {
            showPages();
        } else if (startPageAsked) {
            leaveStartPage();
        } else {
            pane.escape();
        }
    }

    private void poll() {
        if (workspace.connections().stateProperty().get() == ConnectionModel.State.OPENING) {
            startPage.showBusy(
                    TEXTS.get("start.connecting", workspace.connections().openingName()),
                    workspace.connections().openingPhase());
        }
        if (pane.poll()) {
            status.showCoverage(pane.coverage());
            pane.live().ifPresent(topBar::showLive);
            pane.findingsOf((stream, findings) -> tree.showFindings(stream, findings));
        }
        if (polls++ % POLLS_PER_HEAP == 0) {
            Runtime runtime = Runtime.getRuntime();
            status.showHeap(runtime.totalMemory() - runtime.freeMemory());
        }
    }

    void show() {
        stage.show();
    }

    void resize(double width, double height) {
        frame.resize(width, height);
    }

    /// Says that something broke, with details to copy.
    void showFailure(String summary, Throwable failure) {
        ErrorDialog.show(stage, summary, failure, toolVersion);
    }

    /// The window's scene, for pictures and tests.
    public Scene scene() {
        return frame.scene();
    }

    /// How the timeline stands.
    TimelineModel timeline() {
        return timeline;
    }

    /// What is worked on, shown as lanes and tables.
    public WorkspacePane workspacePane() {
        return pane;
    }

    /// Remembers the window's size and stops everything that polls.
    public void close() {
        polling.unsubscribe();
        motion.unsubscribe();
        tasks.close();
        pane.close();
        workspace.remember(frame.kept(workspace.windowStateProperty().get()));
    }
}
