package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.journal.JournalTask;
import dev.lacuna.journal.KeptState;
import dev.lacuna.journal.TaskKind;
import dev.lacuna.model.Event;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A window that is opened after another one was killed in the middle of a replay.
@Tag("ui")
class EarlierWorkUiTest {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final int EVENTS = 600;

    private final Shop shop = new Shop();
    private final EarlierWork earlier = new EarlierWork(shop);
    private WorkspaceModel workspace;
    private MainWindow window;

    @BeforeEach
    void openAfterAKill() throws Exception {
        earlier.interrupted();
        Start start = shop.start(new Opening.StartPage());
        var pulse = Ui.on(FxPulse::new);
        workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        window = Ui.on(() -> {
            var shown = new MainWindow(new Stage(), start, workspace, pulse, EarlierWork.NoFiles::new);
            shown.show();
            return shown;
        });
        await("the interrupted replay", () -> button(window.scene(), "Go on").isPresent());
    }

    @AfterEach
    void close() {
        Ui.run(() -> {
            window.close();
            List.copyOf(Window.getWindows()).forEach(Window::hide);
            Theme.LIGHT.apply();
        });
        workspace.close();
        shop.journal.close();
    }

    @Test
    void goesOnWithTheSamePlanAndWritesEachEventOnce() throws Exception {
        assertThat(Ui.on(() -> isShown(window.scene(), "interrupted"))).isTrue();
        press(window.scene(), "Go on");
        await("the copies", () -> copies() == EVENTS);
        await("the journal", () -> runs().getFirst().state() == KeptState.DONE);
        assertThat(originsAreAllDifferent()).isTrue();
        assertThat(runs()).hasSize(2).noneMatch(JournalTask::canGoOn);
        assertThat(shop.journal.trail()).hasSize(2);
    }

    @Test
    void asksForProductionByItsNameBeforeItGoesOn() throws Exception {
        earlier.production();
        press(window.scene(), "Go on");
        await("the question", () -> field().isPresent());
        assertThat(copies()).isZero();
        Scene dialog = dialog();
        assertThat(Ui.on(() -> button(dialog, "Replay 600").orElseThrow().isDisabled()))
                .isTrue();
        Ui.run(() -> field().orElseThrow().setText("shop-eu"));
        press(dialog, "Replay 600");
        await("the copies", () -> copies() == EVENTS);
        assertThat(shop.journal.trail().getFirst().said().orElseThrow().record().confirmed())
                .isEqualTo("shop-eu");
    }

    @Test
    void givesTheCommandThatGoesOn() {
        Ui.run(() -> Clipboard.getSystemClipboard().clear());
        Ui.run(() -> window.scene().getRoot().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(button -> "Copy as command".equals(button.getAccessibleText()) && isSeen(button))
                .findFirst()
                .orElseThrow()
                .fire());
        await("the command", () -> Clipboard.getSystemClipboard().hasString());
        assertThat(Ui.on(() -> Clipboard.getSystemClipboard().getString()))
                .startsWith("lacuna tasks show 3 --save-plan replay-")
                .contains(" && lacuna run replay-")
                .endsWith(" --execute");
    }

    private long copies() {
        return shop.cluster.stream(EarlierWork.TARGET).partitions().stream()
                .mapToLong(partition -> partition.committed().size())
                .sum();
    }

    private boolean originsAreAllDifferent() {
        return shop.cluster.stream(EarlierWork.TARGET).partitions().stream()
                        .flatMap(partition -> partition.committed().stream())
                        .map(event -> event.headers().stream()
                                .filter(header -> header.name().equals(Event.ORIGIN_HEADER))
                                .map(header ->
                                        Objects.requireNonNull(header.value()).strictText())
                                .findFirst()
                                .orElseThrow())
                        .distinct()
                        .count()
                == EVENTS;
    }

    private List<JournalTask> runs() {
        try {
            return shop.journal.tasks(100).stream()
                    .filter(task -> task.kind() == TaskKind.RUN)
                    .toList();
        } catch (dev.lacuna.journal.JournalException e) {
            throw new AssertionError(e);
        }
    }

    private static Scene dialog() {
        return Ui.on(() -> Window.getWindows().getLast().getScene());
    }

    private static Optional<TextField> field() {
        return Window.getWindows().stream()
                .flatMap(open -> open.getScene().getRoot().lookupAll(".confirm .text-field").stream())
                .map(TextField.class::cast)
                .filter(EarlierWorkUiTest::isSeen)
                .findFirst();
    }

    private static Optional<Button> button(Scene scene, String text) {
        return scene.getRoot().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(button -> button.getText() != null && button.getText().startsWith(text) && isSeen(button))
                .findFirst();
    }

    private static boolean isShown(Scene scene, String text) {
        return scene.getRoot().lookupAll(".label").stream()
                .map(Label.class::cast)
                .anyMatch(label -> text.equals(label.getText()) && isSeen(label));
    }

    private static void press(Scene scene, String text) {
        Ui.run(() -> button(scene, text).orElseThrow().fire());
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!Ui.on(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as("waiting for: " + what).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
