package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.AxisSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The window on its start page, over a source in memory, and the words for what a user does there.
abstract class WindowFixture {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    final Shop shop = new Shop();
    WorkspaceModel workspace;
    MainWindow window;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        Start start = shop.start(new Opening.StartPage());
        var pulse = Ui.on(FxPulse::new);
        workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        window = Ui.on(() -> {
            var shown = new MainWindow(new Stage(), start, workspace, pulse, ChosenFiles::new);
            shown.show();
            return shown;
        });
    }

    /// Answers every question for a file with one in the test's folder.
    private final class ChosenFiles implements FileDialogs {
        @Override
        public Optional<Path> save(String title, String proposedName) {
            return Optional.of(folder.resolve(proposedName));
        }

        @Override
        public Optional<Path> open(String title) {
            return Optional.empty();
        }
    }

    @AfterEach
    void close() {
        Ui.run(() -> {
            window.close();
            List.copyOf(Window.getWindows()).forEach(Window::hide);
            Theme.LIGHT.apply();
        });
        // where the program does it, too: what is shown goes with it
        Ui.run(workspace::close);
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!Ui.on(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as("waiting for: " + what).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    Scan scan() {
        return Objects.requireNonNull(
                Ui.on(() -> Optional.ofNullable(workspace.streams().scan()).orElseThrow()));
    }

    Scan openedSample() {
        press(window.scene(), "Open the sample incident");
        await(
                "the scan",
                () -> workspace.streams().scan() != null
                        && !workspace.streams().busyProperty().get());
        Scan scan = scan();
        await("its lanes", () -> isDrawn(scan));
        return scan;
    }

    /// Whether the timeline, which is told of a scan on its own beat, knows all of it.
    boolean isDrawn(Scan scan) {
        TimeSpan all = scan.index().extent().orElseThrow();
        return window.timeline()
                .viewport()
                .extent()
                .equals(Optional.of(new AxisSpan(all.fromMillis(), all.toMillis())));
    }

    static Finding loss(Scan scan) {
        return scan.findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .findFirst()
                .orElseThrow();
    }

    static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    static <N extends Labeled> Stream<N> labeled(Scene scene, Class<N> type, String text) {
        scene.getRoot().applyCss();
        return scene.getRoot().lookupAll("*").stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(node -> node.getText() != null && node.getText().contains(text) && isSeen(node));
    }

    static boolean shows(Scene scene, String text) {
        return labeled(scene, Labeled.class, text).findAny().isPresent();
    }

    static void press(Scene scene, String text) {
        await(
                "a button '" + text + "'",
                () -> labeled(scene, ButtonBase.class, text).anyMatch(button -> !button.isDisabled()));
        Ui.run(() ->
                labeled(scene, ButtonBase.class, text).findFirst().orElseThrow().fire());
    }

    void pressKeys(KeyCombination keys) {
        Ui.run(() -> Objects.requireNonNull(window.scene().getAccelerators().get(keys))
                .run());
    }
}
