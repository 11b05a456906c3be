package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Investigation;
import dev.lacuna.investigation.WriteGate;
import dev.lacuna.journal.Journal;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.sandbox.IncidentTruth;
import dev.lacuna.sandbox.SampleIncident;
import dev.lacuna.sandbox.SandboxBroker;
import dev.lacuna.source.SourceProvider;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.Sources;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.Axis;
import dev.lacuna.ui.timeline.TimelineAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Draws the whole window with the sample incident on a real broker into pictures, to be looked at and for
/// the docs: `WindowPictures FOLDER [WIDTHxHEIGHT]`; with a size, all of that size. `WindowPictures FOLDER
/// beside` draws only several topics in one view.
public final class WindowPictures {

    private final Path folder;
    private final Optional<String> size;
    private final Start start;
    private final WorkspaceModel workspace;
    private final MainWindow window;

    private WindowPictures(Path folder, Optional<String> size, SandboxBroker broker) throws IOException {
        this.folder = folder;
        this.size = size;
        Path state = Files.createTempDirectory("pictures");
        var runner = new TaskRunner(Clock.systemUTC());
        var sources = new Sources(ServiceLoader.load(SourceProvider.class));
        var journal = new Journal(state, Clock.systemUTC(), "0.1.0");
        var gate = WriteGate.of(state, journal, text -> {});
        SampleOpener sample = progress -> {
            SampleIncident.write(broker.bootstrap(), progress);
            var investigation =
                    Investigation.open(SourceSpec.of("kafka://" + broker.bootstrap()), sources, runner, gate, "0.1.0");
            return new SampleOpener.OpenedSample(investigation, IncidentTruth.ORDERS, investigation::close);
        };
        start = new Start(
                runner,
                sources,
                Preferences.inMemory(),
                sample,
                journal,
                gate,
                "0.1.0",
                Clock.systemUTC(),
                new Opening.Sample(),
                state.resolve("rewinds"),
                "dev.lacuna.launch.Main");
        workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse()::post));
        window = Ui.on(() -> {
            var shown = new MainWindow(new Stage(), start, workspace, pulse(), FileDialogsOfTests::new);
            shown.show();
            return shown;
        });
    }

    private static FxPulse pulse() {
        return new FxPulse();
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/pictures"));
        try (SandboxBroker broker = SandboxBroker.start()) {
            new WindowPictures(
                            folder,
                            Optional.of(args)
                                    .filter(all -> all.length > 1 && !all[1].equals("beside"))
                                    .map(all -> all[1]),
                            broker)
                    .draw(args.length > 1 && args[1].equals("beside"));
        }
        Platform.exit();
        Runtime.getRuntime().halt(0); // a broker in this JVM leaves threads behind
    }

    private void draw(boolean onlyBeside) throws Exception {
        if (onlyBeside) {
            Ui.run(workspace::openSample);
            besideOthers();
            return;
        }
        shoot("start", 1440, 900);
        Ui.run(workspace::openSample);
        settle(500);
        shoot("opening", 1440, 900);
        await(() -> workspace.streams().scan() != null
                && !workspace.streams().busyProperty().get());
        settle(1500);
        shoot("scanned", 1440, 900);
        Ui.run(() -> window.workspacePane().reveal(biggestLoss().id()));
        settle(4000);
        shoot("window", 1440, 900);
        shoot("window", 1280, 800);
        filter();
        Ui.run(() -> window.workspacePane().zoomTo(biggestLoss()));
        settle(2500);
        shoot("zoomed", 1440, 900);
        Ui.run(() -> window.workspacePane().showTab(1));
        settle(500);
        shoot("records", 1440, 900);
        Ui.run(() -> window.workspacePane().showTab(2));
        shoot("groups", 1440, 900);
        groupLines();
        rewind();
        notes();
        Ui.run(() -> window.workspacePane().showTab(0));
        Ui.run(window::showPalette);
        shoot("palette", 1280, 800);
        Ui.run(() -> press(KeyCode.ESCAPE));
        Ui.run(window::askWhereTo);
        shoot("goto", 1280, 800);
        Ui.run(() -> press(KeyCode.ESCAPE));
        Ui.run(() -> window.workspacePane().perform(TimelineAction.TURN_AXIS));
        shoot("offsets-zoomed", 1440, 900);
        Ui.run(() -> window.workspacePane().perform(TimelineAction.FIT_ALL));
        settle(500);
        shoot("offsets", 1440, 900);
        Ui.run(() -> window.workspacePane().perform(TimelineAction.TURN_AXIS));
        Ui.run(window::showKeys);
        shootDialog("keys");
        Ui.run(() -> window.scene().getRoot().lookupAll(".bar .menu-button").stream()
                .map(MenuButton.class::cast)
                .forEach(MenuButton::show));
        shootDialog("menu");
        Ui.run(() -> window.scene().getRoot().lookupAll(".bar .menu-button").stream()
                .map(MenuButton.class::cast)
                .skip(1)
                .forEach(MenuButton::hide));
        shootDialog("fields");
        Ui.run(() -> window.scene().getRoot().lookupAll(".bar .menu-button").stream()
                .map(MenuButton.class::cast)
                .forEach(MenuButton::hide));
        settle(500);
        Ui.run(() -> window.showTheme(Theme.LIGHT));
        repair();
        besideOthers();
        Ui.run(() -> workspace.selectStream("no-such-topic"));
        settle(1500);
        shoot("problem", 1440, 900);
        Ui.run(() -> workspace.open(new Opening.Open(
                Optional.ofNullable(workspace.connections().connection())
                        .orElseThrow()
                        .spec(),
                Optional.empty())));
        settle(2500);
        shoot("topics", 1280, 800);
        workspace.runner().close();
    }

    /// What can be typed, what is wrong with what is typed, and what it leaves.
    private void filter() throws Exception {
        Ui.run(window::askForFilter);
        shoot("filter-empty", 1280, 800);
        shootDialog("filter-help");
        TextField field = (TextField) Ui.on(() -> window.scene().getRoot().lookup(".filter-box .text-field"));
        Ui.run(() -> field.setText("verdict = loss or partitoin = 2"));
        shoot("filter-wrong", 1280, 800);
        shootDialog("filter-trouble");
        Ui.run(() -> field.setText("verdict = loss or partition = 3"));
        Ui.run(() -> window.scene().getRoot().lookupAll(".findings-footer .menu-button").stream()
                .map(MenuButton.class::cast)
                .forEach(menu -> menu.getItems().get(2).fire()));
        shoot("filtered", 1280, 800);
        Ui.run(() -> field.setText(""));
        Ui.run(() -> window.scene().getRoot().lookupAll(".findings-footer .menu-button").stream()
                .map(MenuButton.class::cast)
                .forEach(menu -> menu.getItems().get(1).fire()));
        shoot("grouped", 1280, 800);
        Ui.run(() -> window.scene().getRoot().lookupAll(".findings-footer .menu-button").stream()
                .map(MenuButton.class::cast)
                .forEach(menu -> menu.getItems().get(0).fire()));
        Ui.run(window.workspacePane()::focusFindings);
    }

    /// Upstream, topic and downstream on one axis: whole, at a loss with a range over two of them, along offsets, and
    /// with a group at the top.
    private void besideOthers() throws Exception {
        await(() -> workspace.streams().scan() != null
                && !workspace.streams().busyProperty().get());
        Ui.run(() -> {
            workspace.addToView(IncidentTruth.UPSTREAM);
            workspace.addToView(IncidentTruth.PAYMENTS);
        });
        settle(300);
        shoot("beside-reading", 1280, 800);
        await(() -> workspace.shown().scans().size() == 3 && !workspace.shown().isBusy());
        settle(2000);
        shoot("beside", 1280, 800);
        shoot("beside", 1440, 900);
        Finding loss = biggestLoss();
        Ui.run(() -> {
            window.workspacePane().reveal(loss.id());
            window.workspacePane().zoomTo(loss);
        });
        settle(3000);
        shoot("beside-loss", 1440, 900);
        int lane = loss.partition().number();
        Ui.run(() -> window.workspacePane()
                .select(new Selection.Span(
                        loss.time(),
                        Set.of(
                                loss.partition(),
                                new StreamRef(loss.partition().stream().source(), IncidentTruth.UPSTREAM)
                                        .partition(lane)))));
        settle(1500);
        Ui.run(() -> window.workspacePane().showTab(1));
        shoot("beside-range", 1280, 800);
        // the question waits within the event loop
        Platform.runLater(() -> window.workspacePane().perform(TimelineAction.REPLAY));
        settle(500);
        shootDialog("beside-which");
        Ui.run(() -> Window.getWindows().getLast().hide());
        Ui.run(() -> window.workspacePane().perform(TimelineAction.TURN_AXIS));
        Ui.run(() -> window.workspacePane().perform(TimelineAction.FIT_ALL));
        Ui.run(() -> window.workspacePane().showTab(0));
        settle(500);
        shoot("beside-offsets", 1440, 900);
    }

    /// The way of the first group over the lanes.
    private void groupLines() throws Exception {
        CheckBox box = Ui.on(() -> window.scene().getRoot().lookupAll(".table-view .check-box").stream()
                .map(CheckBox.class::cast)
                .filter(CheckBox::isVisible)
                .findFirst()
                .orElseThrow());
        Ui.run(box::fire);
        Ui.run(() -> window.workspacePane().perform(TimelineAction.FIT_ALL));
        shoot("group-lines", 1280, 800);
        Ui.run(box::fire);
    }

    /// Three notes, of one moment, of a span and of all lanes; their flags, their table, and the sheet for a fourth.
    private void notes() throws Exception {
        Finding loss = biggestLoss();
        long from = loss.time().fromMillis();
        long to = loss.time().toMillis();
        int lane = loss.partition().number();
        Ui.run(() -> {
            NotesModel notes = workspace.notes();
            String stream = loss.partition().stream().name();
            notes.add(stream, Set.of(lane), Axis.TIME, from, to, "Restart of the producer, told by the shift");
            notes.add(stream, Set.of(0), Axis.TIME, from, from + 1, "Alarm of billing");
            notes.add(
                    stream,
                    Set.of(),
                    Axis.TIME,
                    from - (to - from),
                    from,
                    "Deployment of billing 4.2 to all zones, begun late because the tests of the day before had failed");
            window.workspacePane().perform(TimelineAction.FIT_ALL);
            window.workspacePane().showTab(3);
        });
        shoot("notes", 1280, 800);
        Ui.run(() -> window.workspacePane().perform(TimelineAction.NOTE));
        shoot("note-sheet", 1280, 800);
        Ui.run(() -> press(KeyCode.ESCAPE));
    }

    /// The question and the preview of a rewind.
    private void rewind() throws Exception {
        Ui.run(() -> window.scene().getRoot().lookupAll(".table-view").stream()
                .map(TableView.class::cast)
                .filter(table -> "Group offsets".equals(table.getAccessibleText()))
                .forEach(table -> table.getSelectionModel().select(0)));
        shoot("groups-chosen", 1440, 900);
        press(window.scene(), "Rewind ");
        Scene dialog = Ui.on(() -> Window.getWindows().getLast().getScene());
        press(dialog, "Show preview");
        settle(3000);
        shootDialog("rewind-preview");
        Ui.run(() -> Window.getWindows().getLast().hide());
    }

    /// Through the replay's window to a repaired finding.
    private void repair() throws Exception {
        press(window.scene(), "Replay 173 events");
        settle(3000);
        shootDialog("replay-plan");
        Scene replay = Ui.on(() -> Window.getWindows().getLast().getScene());
        press(replay, "Replay 173");
        settle(6000);
        shootDialog("replay-done");
        Ui.run(() -> Window.getWindows().getLast().hide());
        settle(3000);
        shoot("repaired", 1440, 900);
    }

    private void press(KeyCode key) {
        Node focused = window.scene().getFocusOwner();
        Event.fireEvent(focused, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }

    private static void press(Scene scene, String text) {
        Ui.run(() -> scene.getRoot().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(button -> button.getText() != null && button.getText().startsWith(text))
                .findFirst()
                .orElseThrow()
                .fire());
    }

    private void shootDialog(String name) throws Exception {
        settle(400);
        var picture = Ui.on(() -> WindowShot.take(Window.getWindows().getLast().getScene()));
        WindowShot.write(picture, folder.resolve(name + ".png"));
        if (name.equals("keys")) {
            Ui.run(() -> Window.getWindows().getLast().hide());
        }
    }

    private Finding biggestLoss() {
        var scan = workspace.shown().scanOf(IncidentTruth.ORDERS).orElseThrow();
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .max(Comparator.comparingLong(finding -> finding.missing().orElse(0)))
                .orElseThrow();
    }

    private void shoot(String name, int usualWidth, int usualHeight) throws Exception {
        int width = size.map(text -> Integer.parseInt(text.split("x")[0])).orElse(usualWidth);
        int height = size.map(text -> Integer.parseInt(text.split("x")[1])).orElse(usualHeight);
        for (Theme theme : Theme.values()) {
            Ui.run(() -> {
                window.resize(width, height);
                window.showTheme(theme);
            });
            settle(600);
            var picture = Ui.on(() -> WindowShot.take(window.scene()));
            WindowShot.write(picture, folder.resolve(name + "-" + width + "-" + theme.id() + ".png"));
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1200 && !Ui.on(condition::getAsBoolean); i++) {
            Thread.sleep(100);
        }
    }

    /// Pictures are no tests: they may wait.
    private static void settle(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    /// No chooser: every question is answered by nothing.
    private record FileDialogsOfTests() implements FileDialogs {
        @Override
        public Optional<Path> save(String title, String proposedName) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> open(String title) {
            return Optional.empty();
        }
    }
}
