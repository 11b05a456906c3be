package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Ui;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A window that was closed, with all that it showed, is let go of.
@Tag("ui")
class ClosedWindowUiTest {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final int WINDOWS = 4;

    /// Opened, looked around in, and closed; in a frame of its own, so that no local variable holds it.
    private static WeakReference<MainWindow> closed() {
        var shop = new Shop();
        Start start = shop.start(new Opening.StartPage());
        var pulse = Ui.on(FxPulse::new);
        WorkspaceModel workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        MainWindow window = Ui.on(() -> {
            var shown = new MainWindow(new Stage(), start, workspace, pulse, EarlierWork.NoFiles::new);
            shown.show();
            workspace.openSample();
            return shown;
        });
        await(() -> workspace.streams().scan() != null
                && !workspace.streams().busyProperty().get());
        Ui.run(() -> {
            var scan = Objects.requireNonNull(workspace.streams().scan());
            String loss = scan.findings().all().getFirst().id();
            window.workspacePane().reveal(loss);
            window.showTab(1);
            window.showPalette();
        });
        await(() -> window.workspacePane().recordsTitle().contains("  "));
        Ui.run(() -> {
            window.close();
            List.copyOf(Window.getWindows()).forEach(Window::hide);
        });
        workspace.close();
        return new WeakReference<>(window);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!Ui.on(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void isCollected() {
        List<WeakReference<MainWindow>> windows = new ArrayList<>();
        for (int i = 0; i < WINDOWS; i++) {
            windows.add(closed());
        }

        // the toolkit holds the one that it drew, or that had the focus, last
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (left(windows) > 1 && System.nanoTime() < end) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertThat(left(windows)).as("closed windows that are still held").isLessThanOrEqualTo(1);
    }

    private static long left(List<WeakReference<MainWindow>> windows) {
        return windows.stream().filter(window -> window.get() != null).count();
    }
}
