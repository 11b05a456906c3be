package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.report.session.SessionFile;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.Axis;
import dev.lacuna.ui.timeline.TimelineAction;
import dev.lacuna.ui.timeline.TimelineView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Opens every view once, draws it light and dark into `target/pictures`, to be kept and looked at, and lets no style
/// warn and nothing break meanwhile.
@Tag("ui")
class EveryViewUiTest {

    private static final Path FOLDER = Path.of("target/pictures");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final String COUNTED = "Records  [1-9].*";

    private final Shop shop = new Shop();

    @SuppressWarnings("NullAway.Init") // set before the test
    private Troubles troubles;

    @SuppressWarnings("NullAway.Init") // set when the test begins
    private WorkspaceModel workspace;

    @SuppressWarnings("NullAway.Init") // as above
    private MainWindow window;

    @SuppressWarnings("NullAway.Init") // set when the test begins
    private Camera camera;

    @BeforeEach
    void listen() {
        // windows of other tests would be dressed anew, too, and complain on the way
        Ui.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        troubles = new Troubles();
    }

    @AfterEach
    void close() {
        troubles.end();
        Ui.run(() -> {
            window.close();
            List.copyOf(Window.getWindows()).forEach(Window::hide);
            Theme.LIGHT.apply();
        });
        workspace.close();
    }

    @Test
    void everyViewIsDrawnLightAndDarkAndNothingWarnsOrBreaks() throws Exception {
        camera = new Camera(FOLDER, theme -> window.showTheme(theme));
        new EarlierWork(shop).others();
        Checkout.fill(shop.cluster);
        open(shop.start(new Opening.StartPage()));
        begin();
        oneTopic();
        sheets();
        severalTopics();
        repair();
        recorded();
        assertThat(troubles.told()).isEmpty();
        assertThat(camera.pictures())
                .hasSizeGreaterThanOrEqualTo(52)
                .allSatisfy(picture -> assertThat(Files.size(picture)).isGreaterThan(2_000));
    }

    private void open(Start start) {
        var pulse = Ui.on(FxPulse::new);
        workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        window = Ui.on(() -> {
            var shown = new MainWindow(new Stage(), start, workspace, pulse, EarlierWork.NoFiles::new);
            shown.show();
            shown.resize(WIDTH, HEIGHT);
            return shown;
        });
    }

    /// The way to a topic.
    private void begin() {
        shoot("start-first");
        Ui.run(() -> workspace.remember(EarlierWork.remembered(WIDTH, HEIGHT)));
        shoot("start");
        fire("#open-kafka");
        shoot("connect");
        Ui.run(() -> ((TextField) window.scene().lookup("#servers")).setText("127.0.0.1:1"));
        fire("#check");
        Nodes.await(() -> window.scene().lookup("#check").isVisible());
        shoot("connect-failed");
        Ui.run(() -> workspace.open(new Opening.Open(SourceSpec.of(Shop.URI), Optional.empty())));
        Nodes.await(() -> workspace.connections().connection() != null);
        settle();
        shoot("topics");
    }

    /// A stream with all of its tables.
    private void oneTopic() {
        Ui.run(() -> workspace.selectStream(Checkout.TOPIC));
        scanned();
        shoot("scanned");
        pinned();
        Finding loss = loss();
        Ui.run(() -> window.workspacePane().reveal(loss.id()));
        ViewHands.await(window.scene(), "Replay " + Checkout.LOST);
        settle();
        shoot("finding");
        Ui.run(() -> window.workspacePane().zoomTo(loss));
        settle();
        shoot("finding-zoomed");
        TimeSpan time = loss.time();
        Nodes.await(() -> window.workspacePane().recordsTitle().matches(COUNTED));
        String beside = Ui.on(window.workspacePane()::recordsTitle);
        Ui.run(() -> {
            window.workspacePane().showTab(1);
            window.workspacePane()
                    .select(new Selection.Span(
                            new TimeSpan(time.fromMillis() - 600_000, time.toMillis() + 600_000),
                            Set.of(loss.partition())));
        });
        Nodes.await(() -> window.workspacePane().recordsTitle().matches(COUNTED)
                && !window.workspacePane().recordsTitle().equals(beside));
        settle();
        shoot("records");
        compared();
        Ui.run(() -> window.workspacePane().showTab(2));
        shoot("groups");
        Ui.run(() -> ViewHands.table(window.scene(), "Group offsets")
                .getSelectionModel()
                .select(0));
        Ui.run(() -> window.scene().getRoot().lookupAll(".table-view .check-box").stream()
                .map(CheckBox.class::cast)
                .filter(CheckBox::isVisible)
                .findFirst()
                .ifPresent(CheckBox::fire));
        Ui.run(() -> window.workspacePane().perform(TimelineAction.FIT_ALL));
        settle();
        shoot("group-lines");
        Ui.run(() -> {
            workspace
                    .notes()
                    .add(
                            Checkout.TOPIC,
                            Set.of(2),
                            Axis.TIME,
                            time.fromMillis(),
                            time.toMillis(),
                            "Restart of the producer, told by the shift");
            window.workspacePane().showTab(3);
        });
        shoot("notes");
        Ui.run(() -> {
            window.workspacePane().perform(TimelineAction.TURN_AXIS);
            window.workspacePane().perform(TimelineAction.FIT_ALL);
            window.workspacePane().showTab(0);
        });
        settle();
        shoot("offsets");
        Ui.run(() -> {
            window.workspacePane().perform(TimelineAction.TURN_AXIS);
            window.workspacePane().perform(TimelineAction.FIT_ALL);
        });
        ViewHands.press(window.scene(), "Tasks");
        settle();
        shoot("tasks");
        ViewHands.press(window.scene(), "Tasks");
        settle();
    }

    private void pinned() {
        Node lanes = window.scene().getRoot().lookup(".timeline");
        Ui.run(() -> {
            ViewHands.pointAt(lanes, 420, 140);
            window.workspacePane().perform(TimelineAction.PIN_TIP);
        });
        Nodes.await(() -> lanes.lookup(".timeline-tip-pinned") != null);
        settle();
        shoot("tooltip-pinned");
        Ui.run(() -> window.workspacePane().perform(TimelineAction.CLEAR));
    }

    /// Two records, one kept and one gone to.
    private void compared() {
        TableView<?> records = ViewHands.table(window.scene(), "Records");
        Ui.run(() -> {
            records.requestFocus();
            ViewHands.type(records, KeyCode.HOME, false);
            ViewHands.type(records, KeyCode.D, true);
            ViewHands.type(records, KeyCode.DOWN, false);
        });
        Nodes.await(() -> Nodes.texts(window.scene().getRoot(), Labeled.class).stream()
                .anyMatch(words -> words.startsWith("Different: ")));
        shoot("records-compared");
        Ui.run(() -> ViewHands.type(records, KeyCode.D, true));
    }

    /// What opens above the window.
    private void sheets() {
        Ui.run(window::showPalette);
        shoot("palette");
        escape();
        Ui.run(window::askWhereTo);
        shoot("go-to");
        escape();
        Ui.run(() -> window.workspacePane().perform(TimelineAction.NOTE));
        shoot("note-sheet");
        escape();
        Ui.run(window::askForFilter);
        Nodes.await(() -> Window.getWindows().size() > 1);
        shootTop("filter-examples");
        TextField field = (TextField) Ui.on(() -> window.scene().getRoot().lookup(".filter-box .text-field"));
        Ui.run(() -> field.setText("verdict = loss or partitoin = 2"));
        Nodes.await(() -> Window.getWindows().size() > 1);
        shootTop("filter-trouble");
        Ui.run(() -> field.setText("verdict = loss"));
        // what is typed is understood a moment later
        Nodes.await(() -> Nodes.texts(window.scene().getRoot(), Labeled.class).contains("Findings  1"));
        Ui.run(window.workspacePane()::focusFindings);
        settle();
        shoot("filtered");
        Ui.run(() -> field.setText(""));
        Ui.run(window::showKeys);
        shootTop("keys");
        ViewHands.hideTop();
    }

    private void severalTopics() {
        Ui.run(() -> workspace.addToView(Checkout.UPSTREAM));
        Nodes.await(() ->
                workspace.shown().scans().size() == 2 && !workspace.shown().isBusy());
        settle();
        shoot("several");
        Ui.run(() -> workspace.removeFromView(Checkout.UPSTREAM));
    }

    private void repair() {
        Ui.run(() -> window.workspacePane().reveal(loss().id()));
        ViewHands.press(window.scene(), "Replay " + Checkout.LOST);
        Nodes.await(() -> Window.getWindows().size() > 1);
        Scene replay = Ui.on(() -> Window.getWindows().getLast().getScene());
        ViewHands.await(replay, "Replay " + Checkout.LOST);
        shootTop("replay-plan");
        ViewHands.press(replay, "Replay " + Checkout.LOST);
        ViewHands.await(replay, "Close");
        Nodes.await(() -> workspace.runner().tasks().stream()
                .allMatch(task -> task.state().isTerminal()));
        settle();
        shootTop("replay-done");
        ViewHands.hideTop();
        scanned();
        shoot("repaired");
        Ui.run(() -> {
            window.workspacePane().showTab(2);
            ViewHands.table(window.scene(), "Group offsets").getSelectionModel().select(0);
        });
        ViewHands.press(window.scene(), "Rewind ");
        Nodes.await(() -> Window.getWindows().size() > 1);
        settle();
        shootTop("rewind");
        ViewHands.hideTop();
    }

    private void recorded() throws Exception {
        Path file = Files.createTempFile("view", SessionFile.SUFFIX);
        var dialogs = new FileDialogs() {
            @Override
            public Optional<Path> save(String title, String proposedName) {
                return Optional.of(file);
            }

            @Override
            public Optional<Path> open(String title) {
                return Optional.empty();
            }
        };
        var desk = Ui.on(() -> new SessionDesk(
                workspace, window.timeline(), new Formats(), () -> dialogs, shop.start(new Opening.StartPage())));
        Ui.run(() -> desk.save(false));
        Nodes.await(() -> Files.size(file) > 0);
        Ui.run(() -> {
            window.close();
            List.copyOf(Window.getWindows()).forEach(Window::hide);
        });
        Start start = new Shop().start(new Opening.Recorded(file));
        open(new Start(
                start.runner(),
                new Sources(List.of()),
                Preferences.inMemory(),
                start.sample(),
                start.journal(),
                start.gate(),
                start.toolVersion(),
                start.clock(),
                start.opening(),
                start.plans(),
                start.mainClass()));
        Ui.run(() -> workspace.open(start.opening()));
        scanned();
        shoot("recorded");
        Ui.run(() -> workspace.selectStream("no-such-topic"));
        settle();
        shoot("problem");
    }

    private Finding loss() {
        return workspace.shown().scanOf(Checkout.TOPIC).orElseThrow().findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .max(Comparator.comparingLong(finding -> finding.missing().orElse(0)))
                .orElseThrow();
    }

    private void scanned() {
        Nodes.await(() -> workspace.streams().scan() != null
                && !workspace.streams().busyProperty().get());
        settle();
    }

    private void fire(String id) {
        Ui.run(() -> ((Button) window.scene().lookup(id)).fire());
    }

    private void escape() {
        Ui.run(() -> Event.fireEvent(
                window.scene().getFocusOwner(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false)));
    }

    /// What a picture shows must have come: the timeline is told of news on the window's own beat, and its lanes are
    /// built on workers.
    private void settle() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
        Nodes.await(() -> window.scene().getRoot().lookupAll(".timeline").stream()
                .allMatch(timeline -> ((TimelineView) timeline).isUpToDate()));
    }

    private void shoot(String name) {
        camera.shoot(name, window.scene());
    }

    private void shootTop(String name) {
        camera.shoot(name, Ui.on(() -> Window.getWindows().getLast().getScene()));
    }
}
