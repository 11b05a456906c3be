package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.FindingStatus;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.report.CsvReport;
import dev.lacuna.report.FindingsFileException;
import dev.lacuna.report.session.SessionFile;
import dev.lacuna.source.Sources;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.kit.Chord;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.Axis;
import dev.lacuna.ui.timeline.AxisSpan;
import dev.lacuna.ui.timeline.TimelineState;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one window saves, another one shows without the broker, and goes on from there.
@Tag("ui")
class WindowSessionUiTest {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Shop shop = new Shop();
    private final List<Opened> opened = new ArrayList<>();

    @TempDir
    private Path folder;

    /// A window and what it works on.
    private record Opened(WorkspaceModel workspace, MainWindow window) {
        Scan scan() {
            return Objects.requireNonNull(workspace.streams().scan());
        }

        /// Whether the timeline, which is told of a scan on its own beat, knows all of it.
        boolean isDrawn() {
            TimeSpan all = scan().index().extent().orElseThrow();
            return window.timeline()
                    .viewport()
                    .extent()
                    .equals(Optional.of(new AxisSpan(all.fromMillis(), all.toMillis())));
        }

        Parent root() {
            return window.scene().getRoot();
        }

        List<String> words() {
            return Nodes.texts(root(), Labeled.class);
        }

        Button button(String text) {
            return (Button) Nodes.button(root(), text);
        }

        TextField filter() {
            return (TextField) root().lookup(".filter-box .text-field");
        }

        List<String> recordColumns() {
            return Nodes.all(root(), TableView.class).stream()
                    .filter(table -> "Records".equals(table.getAccessibleText()))
                    .flatMap(table -> ((TableView<?>) table).getColumns().stream())
                    .filter(TableColumnBase::isVisible)
                    .map(column -> column.getText())
                    .toList();
        }

        boolean isIdle() {
            return workspace.runner().tasks().stream()
                    .allMatch(task -> task.state().isTerminal());
        }

        void choose(String item) {
            Nodes.all(root(), MenuButton.class).stream()
                    .flatMap(menu -> menu.getItems().stream())
                    .filter(each -> item.equals(each.getText()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
        }

        void press(KeyCode code, boolean shift) {
            Chord chord = shift ? Chord.controlShift(code) : Chord.control(code);
            Objects.requireNonNull(window.scene().getAccelerators().get(chord.combination()))
                    .run();
        }
    }

    private final class ChosenFiles implements FileDialogs {
        @Override
        public Optional<Path> save(String title, String proposedName) {
            return Optional.of(folder.resolve(proposedName));
        }

        @Override
        public Optional<Path> open(String title) {
            return Optional.of(folder.resolve("orders.lacuna"));
        }
    }

    private Opened open(Start start) {
        var pulse = Ui.on(FxPulse::new);
        WorkspaceModel workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        MainWindow window = Ui.on(() -> {
            var shown = new MainWindow(new Stage(), start, workspace, pulse, ChosenFiles::new);
            shown.show();
            workspace.open(start.opening());
            return shown;
        });
        var both = new Opened(workspace, window);
        opened.add(both);
        await(
                "what is opened",
                () -> workspace.streams().scan() != null
                        && !workspace.streams().busyProperty().get()
                        && both.isDrawn());
        return both;
    }

    /// As a colleague has it, whose machine reaches nothing.
    private static Start without(Sources sources, Start start) {
        return new Start(
                start.runner(),
                sources,
                Preferences.inMemory(),
                start.sample(),
                start.journal(),
                start.gate(),
                start.toolVersion(),
                start.clock(),
                start.opening(),
                start.plans(),
                start.mainClass());
    }

    @AfterEach
    void close() {
        Ui.run(() -> {
            opened.forEach(each -> each.window().close());
            List.copyOf(Window.getWindows()).forEach(Window::hide);
            Theme.LIGHT.apply();
        });
        opened.forEach(each -> each.workspace().close());
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!Ui.on(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as("waiting for: " + what).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static Finding loss(Scan scan) {
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSessionShowsTheSameWithoutTheBrokerAndGoesOnWithIt() {
        Opened first = open(shop.start(Shop.opening(Shop.URI, "orders")));
        Finding loss = loss(first.scan());
        TimeSpan time = loss.time();
        TimelineState seen = Ui.on(() -> {
            first.workspace().dismiss(loss, "known since the upgrade");
            first.workspace()
                    .notes()
                    .add("orders", Set.of(1), Axis.TIME, time.fromMillis(), time.toMillis(), "the upgrade");
            first.window().workspacePane().zoomTo(loss);
            first.window().workspacePane().reveal(loss.id());
            first.press(KeyCode.S, false);
            return first.window().timeline().state(); // as it was saved
        });
        Path file = folder.resolve("orders.lacuna");
        await("the session file", () -> Files.exists(file));

        Opened second = open(without(new Sources(List.of()), shop.start(new Opening.Recorded(file))));
        showsTheSame(first.scan(), second.scan());
        await("the view", () -> second.window().timeline().state().equals(seen));
        assertThat(Ui.on(() -> second.window().timeline().selectedFinding())).contains(loss.id());
        assertThat(Ui.on(() -> second.workspace().notes().notesProperty().get()))
                .extracting(Note::text)
                .contains("the upgrade");
        assertThat(Ui.on(second::words))
                .anyMatch(words -> words.startsWith("Recorded 20") && words.contains("not connected"));
        assertThat(Ui.on(() -> second.button("Scan again").isDisabled())).isTrue();
        Ui.run(() -> second.workspace().streams().rescan());
        assertThat(Ui.on(second::words)).anyMatch(words -> words.contains("there is nothing to scan"));
        assertThat(Ui.on(() -> second.workspace().isReadOnly())).isTrue();

        Opened third = open(shop.start(new Opening.Recorded(file)));
        Ui.run(() -> third.button("Connect…").fire());
        await(
                "the source",
                () -> third.workspace().connections().connection() != null
                        && third.workspace()
                                .connections()
                                .connection()
                                .recording()
                                .isEmpty()
                        && third.workspace().streams().scan() != null
                        && !third.workspace().streams().busyProperty().get());
        await("the decision", () -> loss(third.scan()).status() == FindingStatus.DISMISSED);
        await("the view", () -> third.window().timeline().state().window().equals(seen.window()));
        await(
                "a button to scan",
                () -> third.words().contains("Scan again")
                        && !third.button("Scan again").isDisabled());
    }

    private static String csv(Scan scan) {
        var out = new StringWriter();
        try {
            CsvReport.write(scan.report(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void showsTheSame(Scan one, Scan other) {
        assertThat(other.findings().all()).isEqualTo(one.findings().all());
        assertThat(other.incidents()).isEqualTo(one.incidents());
        assertThat(other.index().partitions())
                .containsExactlyElementsOf(one.index().partitions());
        assertThat(other.index().extent()).isEqualTo(one.index().extent());
        TimeSpan extent = one.index().extent().orElseThrow();
        var timelines = List.of(
                new ScanTimeline(one, List::of, InstantSource.system()),
                new ScanTimeline(other, List::of, InstantSource.system()));
        for (PartitionRef lane : one.index().partitions()) {
            assertThat(other.index().lane(lane).totals())
                    .isEqualTo(one.index().lane(lane).totals());
            assertThat(other.index().lane(lane).query(extent, 500))
                    .usingRecursiveComparison()
                    .isEqualTo(one.index().lane(lane).query(extent, 500));
            assertThat(other.index().lane(lane).query(0, 300, 100))
                    .usingRecursiveComparison()
                    .isEqualTo(one.index().lane(lane).query(0, 300, 100));
            assertThat(timelines.get(1).coverage(lane))
                    .isEqualTo(timelines.get(0).coverage(lane));
            assertThat(timelines.get(1).timeAt(lane, 150))
                    .isEqualTo(timelines.get(0).timeAt(lane, 150));
        }
        assertThat(csv(other)).isEqualTo(csv(one));
        assertThat(other.isComplete()).isEqualTo(one.isComplete());
    }

    @Test
    void aSessionHoldsTheFilterTheColumnsAndTheRecordsThatWereLookedAt() throws Exception {
        Opened first = open(shop.start(Shop.opening(Shop.URI, "orders")));
        TimeSpan all = first.scan().index().extent().orElseThrow();
        PartitionRef lane = loss(first.scan()).partition();
        var five = new TimeSpan(all.fromMillis() + 10_000, all.fromMillis() + 15_000);
        Ui.run(() -> {
            first.workspace()
                    .remember(WindowState.FIRST.withColumns("orders", List.of("position", "json:/amount", "value")));
            first.filter().setText("missing > 3");
            first.window().workspacePane().showTab(1);
            first.window().workspacePane().select(new Selection.Span(five, Set.of(lane)));
        });
        await("the records", () -> first.window().workspacePane().recordsTitle().endsWith("  5"));
        Ui.run(() -> first.press(KeyCode.S, false));
        Path file = folder.resolve("orders.lacuna");
        await("the session file", () -> Files.exists(file));
        assertThat(positions(file)).containsExactly(10L, 11L, 12L, 13L, 14L);

        Opened second = open(without(new Sources(List.of()), shop.start(new Opening.Recorded(file))));
        await("the filter", () -> second.filter().getText().equals("missing > 3"));
        Ui.run(() -> {
            second.window().workspacePane().showTab(1);
            second.window().workspacePane().select(new Selection.Span(all, Set.of(lane)));
        });
        await(
                "the records",
                () -> second.window().workspacePane().recordsTitle().endsWith("  5"));
        assertThat(Ui.on(second::words)).anyMatch(words -> words.contains("only records that somebody had looked at"));
        assertThat(Ui.on(second::recordColumns)).hasSize(3).contains("Position", "amount", "Value");
        Ui.run(() -> second.press(KeyCode.S, false));
        await("the task", () -> second.isIdle());
        assertThat(positions(file)).containsExactly(10L, 11L, 12L, 13L, 14L);
        Ui.run(() -> second.choose("Save session without records…"));
        await("the task", () -> second.isIdle());
        assertThat(positions(file)).isEmpty();
    }

    private static List<Long> positions(Path file) throws FindingsFileException {
        return SessionFile.read(file).records().records().stream()
                .map(record -> record.event().position().asOffset())
                .toList();
    }

    @Test
    void aCopiedReferenceLeadsBackToTheFinding() {
        Opened window = open(shop.start(Shop.opening(Shop.URI, "orders")));
        String id = loss(window.scan()).id();
        Ui.run(() -> {
            window.window().workspacePane().reveal(id);
            window.press(KeyCode.C, true);
        });
        String reference = Ui.on(() -> Clipboard.getSystemClipboard().getString());
        assertThat(reference).isEqualTo("lacuna open memory://shop --topic orders --at finding:" + id);
        Opened other = open(shop.start(
                new Opening.At(Shop.opening(Shop.URI, "orders"), reference.substring(reference.indexOf("finding:")))));
        await("the finding", () -> other.window().timeline().selectedFinding().equals(Optional.of(id)));
        assertThat(Target.parse(reference, 0, ZoneOffset.UTC)).isEqualTo(new Target.AtFinding(id));
        assertThat(Target.parse("lacuna open kafka://a:1 --topic t --at 2@4120", 0, ZoneOffset.UTC))
                .isEqualTo(Target.parse("2@4120", 0, ZoneOffset.UTC));
    }

    @Test
    void aReferenceThatLeadsNowhereSaysSo() {
        Opened window = open(shop.start(new Opening.At(Shop.opening(Shop.URI, "orders"), "finding:0000beef")));

        await(
                "the reason",
                () -> window.words().stream()
                        .anyMatch(words -> words.startsWith("There is no finding 0000beef here.")));
    }

    @Test
    void theReportIsWrittenFromTheWindow() throws Exception {
        Opened window = open(shop.start(Shop.opening(Shop.URI, "orders")));
        Ui.run(() -> window.press(KeyCode.E, true));
        Path file = folder.resolve("orders-incident.html");
        await("the report", () -> Files.exists(file));
        assertThat(Files.readString(file)).contains("Incident report: orders").contains("20 events missing");
    }

    @Test
    void aFileThatIsNoSessionIsToldOnTheStartPage() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.lacuna"), "PK no zip");
        Start start = shop.start(new Opening.Recorded(file));
        var pulse = Ui.on(FxPulse::new);
        WorkspaceModel workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        Ui.run(() -> workspace.open(start.opening()));
        await(
                "the sentence",
                () -> workspace.connections().failureProperty().get().contains("broken.lacuna is no session file"));
        workspace.close();
    }
}
