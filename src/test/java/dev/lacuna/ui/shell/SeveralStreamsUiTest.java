package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.TimelineAction;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Several streams in one window, from the tree to a replay of one of them.
@Tag("ui")
class SeveralStreamsUiTest {

    private static final String UPSTREAM = "orders-upstream";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Shop shop = new Shop();
    private WorkspaceModel workspace;
    private MainWindow window;

    @BeforeEach
    void open() {
        Start start = shop.start(new Opening.Sample());
        var pulse = Ui.on(FxPulse::new);
        workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        window = Ui.on(() -> {
            var opened = new MainWindow(new Stage(), start, workspace, pulse, EarlierWork.NoFiles::new);
            opened.show();
            opened.resize(1280, 800);
            return opened;
        });
        Ui.run(workspace::openSample);
        await(
                "the first scan",
                () -> workspace.shown().scans().size() == 1
                        && !workspace.shown().isBusy());
    }

    @AfterEach
    void close() {
        Ui.run(() -> {
            window.close();
            List.copyOf(Window.getWindows()).forEach(Window::hide);
        });
        workspace.close();
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!Ui.on(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as("waiting for: " + what).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @SuppressWarnings("unchecked")
    private TreeView<StreamNode> tree() {
        return (TreeView<StreamNode>) window.scene().lookup(".tree-view");
    }

    private void click(String name, boolean control) {
        tree().applyCss();
        tree().layout();
        TreeCell<?> cell = tree().lookupAll(".tree-cell").stream()
                .filter(TreeCell.class::isInstance)
                .map(TreeCell.class::cast)
                .filter(each -> each.getItem() instanceof StreamNode.Stream stream
                        && stream.text().equals(name))
                .findFirst()
                .orElseThrow();
        Event.fireEvent(
                cell,
                new MouseEvent(
                        MouseEvent.MOUSE_CLICKED,
                        1,
                        1,
                        1,
                        1,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        control,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null));
    }

    private void clickTopic(String name, boolean control) {
        Ui.run(() -> click(name, control));
    }

    private void addUpstream() {
        clickTopic(UPSTREAM, true);
        await(
                "the second scan",
                () -> workspace.shown().scans().size() == 2
                        && !workspace.shown().isBusy());
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static boolean shows(Scene scene, String text) {
        scene.getRoot().applyCss();
        return scene.getRoot().lookupAll("*").stream()
                .filter(Labeled.class::isInstance)
                .map(Labeled.class::cast)
                .anyMatch(label -> label.getText() != null && label.getText().contains(text) && isSeen(label));
    }

    private PartitionRef lane(String name, int number) {
        StreamRef stream = workspace.shown().scanOf(name).orElseThrow().stream().stream();
        return stream.partition(number);
    }

    @Test
    void addsATopicByACtrlClickAndRemovesItByTheSame() {
        addUpstream();
        assertThat(workspace.shown().names()).containsExactly("orders", UPSTREAM);
        await("the words of the first topic", () -> shows(window.scene(), "orders: scanned"));

        clickTopic(UPSTREAM, true);
        assertThat(workspace.shown().names()).containsExactly("orders");
    }

    @Test
    void removesATopicWithTheKeyboardAndForgetsWhatWasSelectedInIt() {
        addUpstream();
        await("the lanes", () -> {
            // a topic in the view is turned to by a plain click, once its lanes are there
            click(UPSTREAM, false);
            return workspace.streams().streamProperty().get().equals(UPSTREAM);
        });
        Ui.run(() -> Event.fireEvent(
                tree(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DELETE, false, false, false, false)));

        assertThat(workspace.shown().names()).containsExactly("orders");
        assertThat(workspace.streams().streamProperty().get()).isEqualTo("orders");
        assertThat(Ui.on(() ->
                        tree().getSelectionModel().getSelectedItem().getValue().text()))
                .isEqualTo("orders");
    }

    @Test
    void asksWhichTopicIsToBeReplayedAndKeepsOnlyThatSelected() {
        addUpstream();
        var time = new TimeSpan(0, Long.MAX_VALUE / 4);
        Ui.run(() ->
                window.workspacePane().select(new Selection.Span(time, Set.of(lane("orders", 0), lane(UPSTREAM, 0)))));
        Platform.runLater(() -> window.workspacePane().perform(TimelineAction.REPLAY));
        await("the question", () -> Window.getWindows().size() > 1);
        Scene question = Ui.on(() -> Window.getWindows().getLast().getScene());
        assertThat(Ui.on(() -> shows(question, "lies in 2 topics"))).isTrue();
        Platform.runLater(() -> question.getRoot().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(button -> button.getText().equals("Replay " + UPSTREAM))
                .findFirst()
                .orElseThrow()
                .fire());
        await(
                "where to replay it to",
                () -> Window.getWindows().size() > 1
                        && shows(Window.getWindows().getLast().getScene(), "Replay from " + UPSTREAM));

        assertThat(workspace.streams().streamProperty().get()).isEqualTo(UPSTREAM);
    }

    @Test
    void showsBesideWhereAFindingCanBeRepairedFrom() {
        String loss = workspace.shown().scanOf("orders").orElseThrow().findings().all().stream()
                .filter(finding -> finding.missing().orElse(0) == Shop.LOST)
                .findFirst()
                .orElseThrow()
                .id();
        Ui.run(() -> window.workspacePane().reveal(loss));
        await("the way to repair it", () -> shows(window.scene(), "Show beside"));
        Ui.run(() -> window.scene().getRoot().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(button -> "Show beside".equals(button.getText()))
                .findFirst()
                .orElseThrow()
                .fire());
        await("the second scan", () -> workspace.shown().scans().size() == 2);

        assertThat(workspace.shown().names()).containsExactly("orders", UPSTREAM);
        assertThat(Ui.on(() -> shows(window.scene(), "Missing sequence numbers")))
                .isTrue();
    }

    @Test
    void leavesNoTopicSelectedInTheTreeWhereAnUnknownOneWasAskedFor() {
        Ui.run(() -> workspace.selectStream("no-such-topic"));
        await("the problem", () -> shows(window.scene(), "no-such-topic"));

        await("no topic", () -> tree().getSelectionModel().isEmpty());
    }

    @Test
    void offersTopicsInThePalette() {
        Ui.run(window::showPalette);
        List<String> offered = Ui.on(() -> window.scene().getRoot().lookupAll(".palette .list-view").stream()
                .flatMap(list -> ((ListView<?>) list).getItems().stream())
                .map(entry -> ((PaletteEntry) entry).words())
                .toList());

        assertThat(offered).contains("Open: " + UPSTREAM, "Show beside: " + UPSTREAM);
    }
}
