package dev.lacuna.ui.shell;

import dev.lacuna.ui.connect.ConnectRequest;
import dev.lacuna.ui.connect.ConnectView;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Leisure;
import dev.lacuna.ui.kit.Motion;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.tasks.TasksDrawer;
import dev.lacuna.ui.timeline.TimelineModel;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The window: the start page or the workbench in the middle, tasks and status below.
public final class MainWindow implements WindowCommands.Pages, WindowKeys.Actions {

    private static final Texts TEXTS = Texts.of(MainWindow.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS_PER_HEAP = 10;

    private final Stage stage;
    private final WorkspaceModel workspace;
    private final String toolVersion;
    private final Formats formats = new Formats();
    private final TimelineModel timeline;
    private final RepairDesk desk;
    private final SessionDesk sessions;
    private final SheetLayer sheets = new SheetLayer();
    private final StatusBar status;
    private final ConnectView startPage;
    private final RecentSessions recentSessions;
    private final TasksDrawer tasks;
    private final Workbench.Parts parts;
    private final StackPane centre = new StackPane();
    private final BorderPane root = new BorderPane();
    private final WindowFrame frame;
    private final FxPulse pulse;
    private final Subscription polling;
    private final Subscription motion;
    private Subscription leisure = Subscription.EMPTY;
    private @Nullable Workbench bench;
    private boolean startPageAsked;
    private int polls;

    /// @param files the file choosers, asked for only when one is needed
    public MainWindow(Stage stage, Start start, WorkspaceModel workspace, FxPulse pulse, Supplier<FileDialogs> files) {
        this.stage = stage;
        this.workspace = workspace;
        this.pulse = pulse;
        this.toolVersion = start.toolVersion();
        timeline = new TimelineModel(start.clock());
        sessions = new SessionDesk(workspace, timeline, formats, files, start);
        status = new StatusBar(formats, pulse, this::toggleTheme, this::chooseZone);
        var commands = new WindowCommands(workspace, timeline, files, this, sessions, status::say);
        var rewinds = new RewindDesk(workspace, timeline, pulse, formats, stage, start.clock(), start.plans());
        desk = new RepairDesk(workspace, timeline, pulse, formats, stage, files, rewinds, start.mainClass());
        sessions.setRepairs(desk.repairs());
        recentSessions = new RecentSessions(sessions);
        startPage = new ConnectView(commands, start.clock());
        var history = new JournalDesk(workspace, start.journal(), desk);
        tasks = new TasksDrawer(pulse, workspace.runner(), start.journal(), history, formats);
        parts = new Workbench.Parts(
                workspace,
                timeline,
                desk,
                commands,
                sessions,
                sheets,
                files,
                pulse,
                formats,
                start.clock(),
                status::say,
                this::showFailure);
        centre.getChildren().add(startPage.node());
        startPage.addBelow(recentSessions.node());
        root.setCenter(centre);
        root.setBottom(new VBox(tasks.node(), status.node()));
        WindowState remembered = workspace.windowStateProperty().get();
        frame = new WindowFrame(stage, new StackPane(root, sheets.node()), remembered);
        stage.setTitle(TEXTS.get("window.title"));
        dress(remembered.theme());
        takeUp(remembered.habits());
        motion = Motion.reducedProperty().subscribe(reduced -> Motion.apply(frame.scene()));
        bind();
        WindowKeys.listen(frame.scene(), commands, this);
        polling = pulse.every(POLL, this::poll);
    }

    /// What an open source is looked at with. It is made when it is first needed: the start page does without,
    /// and is seen sooner for it. What is made joins the scene with the first source, for what waits there
    /// unseen is styled and laid out all the same.
    Workbench bench() {
        Workbench made = bench;
        if (made == null) {
            made = new Workbench(parts, status::showCoverage);
            bench = made;
            made.showTheme(workspace.windowStateProperty().get().theme());
            made.show(workspace.connections().connection());
        }
        return made;
    }

    private void takeUp(Habits habits) {
        Motion.setReduced(habits.reducedMotion());
        timeline.setWheelZooms(habits.wheelZooms());
        if (habits.localTime()) {
            formats.zoneProperty().set(formats.zones().getLast());
        }
        timeline.listen(change -> {
            if (change == TimelineModel.Change.OPTIONS) {
                remember(kept -> kept.withWheelZooms(timeline.wheelZooms()));
            }
        });
    }

    private void remember(UnaryOperator<Habits> change) {
        WindowState state = workspace.windowStateProperty().get();
        Habits changed = change.apply(state.habits());
        if (!changed.equals(state.habits())) {
            workspace.remember(state.withHabits(changed));
        }
    }

    /// What a session brings along is not remembered: nobody has chosen that.
    private void chooseZone(ZoneId zone) {
        formats.zoneProperty().set(zone);
        remember(kept -> kept.withLocalTime(!zone.equals(ZoneOffset.UTC)));
    }

    private void dress(Theme theme) {
        theme.apply();
        status.showTheme(theme);
        if (bench != null) {
            bench.showTheme(theme);
        }
    }

    private void bind() {
        ConnectionModel connections = workspace.connections();
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
            showConnection();
        });
        connections.failureProperty().subscribe(why -> startPage.showFailure(why));
        workspace.shown().currentProperty().flatMap(StreamModel::streamProperty).subscribe(name -> showConnection());
        workspace.shown().namesProperty().subscribe(names -> showConnection());
        workspace.windowStateProperty().subscribe(state -> {
            startPage.showRecent(state.recent());
            recentSessions.show(state.sessions());
        });
        sessions.takeDrops(frame.scene());
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
        EnvironmentBand.show(root, connection);
        stage.setTitle(
                connection == null || stream.isEmpty()
                        ? TEXTS.get("window.title")
                        : TEXTS.get("window.title.stream", stream, connection.place()));
        if (connection != null || bench != null) {
            bench().show(connection);
        }
        showPages();
    }

    private void showPages() {
        Connection connection = workspace.connections().connection();
        boolean asked = connection == null || startPageAsked;
        boolean opening = workspace.connections().stateProperty().get() == ConnectionModel.State.OPENING;
        Controls.show(startPage.node(), asked);
        startPage.showBack(connection == null || opening ? "" : connection.calledName());
        if (asked && !opening) {
            startPage.focus();
        }
        if (connection != null || bench != null) {
            showBench(connection, !asked);
        }
    }

    private void showBench(@Nullable Connection connection, boolean shown) {
        Workbench made = bench();
        if (shown && made.columns().getParent() == null) {
            centre.getChildren().addFirst(made.columns());
            root.setTop(made.bars());
        }
        boolean chosen = connection != null
                && !workspace.streams().streamProperty().get().isEmpty();
        made.showPages(chosen, shown);
    }

    @Override
    public boolean isStreamShown() {
        return bench != null && bench.isStreamShown();
    }

    @Override
    public void askForFilter() {
        bench().askForFilter();
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
        bench().showKeys(stage);
    }

    @Override
    public void showPalette() {
        bench().showPalette();
    }

    @Override
    public void askWhereTo() {
        bench().askWhereTo();
    }

    @Override
    public void redrive(String stream) {
        desk.redrive(stream);
    }

    @Override
    public void showTab(int number) {
        bench().showTab(number);
    }

    @Override
    public void toggleTasks() {
        tasks.toggleList();
    }

    @Override
    public void nextZone() {
        status.nextZone();
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
        boolean reduced = !workspace.windowStateProperty().get().habits().reducedMotion();
        Motion.setReduced(reduced);
        remember(kept -> kept.withReducedMotion(reduced));
        if (!reduced && Motion.reducedProperty().get()) {
            status.say(TEXTS.get("missing.motion"));
        }
    }

    @Override
    public boolean isTimelineOpen() {
        return isStreamShown() && !sheets.isOpen();
    }

    @Override
    public boolean pressOnTimeline(KeyEvent event) {
        return bench().pressKey(event);
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
        } else if (bench != null) {
            bench.escape();
        }
    }

    private void poll() {
        if (workspace.connections().stateProperty().get() == ConnectionModel.State.OPENING) {
            startPage.showBusy(
                    TEXTS.get("start.connecting", workspace.connections().openingName()),
                    workspace.connections().openingPhase());
        }
        if (bench != null) {
            bench.poll();
        }
        if (polls++ % POLLS_PER_HEAP == 0) {
            Runtime runtime = Runtime.getRuntime();
            status.showHeap(runtime.totalMemory() - runtime.freeMemory());
        }
    }

    void show() {
        stage.show();
    }

    /// Makes what is needed next while somebody reads the start page.
    void getReady() {
        List<Runnable> steps = new ArrayList<>(new FirstControls().steps());
        steps.add(this::bench);
        steps.add(startPage::getReady);
        leisure = Leisure.spend(pulse, steps);
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
        return bench().pane();
    }

    /// Remembers the window's size and stops everything that polls.
    public void close() {
        leisure.unsubscribe();
        polling.unsubscribe();
        motion.unsubscribe();
        tasks.close();
        if (bench != null) {
            bench.close();
        }
        workspace.remember(frame.kept(workspace.windowStateProperty().get()));
    }
}
