package dev.lacuna.ui.shell;

import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import dev.lacuna.ui.timeline.TimelineAction;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.robot.Robot;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Photographs a real display, pixel by pixel as it is there, with the window on it: `DisplayPictures FOLDER`, under an
/// Xvfb of 2560×1600 and with `-Dglass.gtk.uiScale=2` to see how it looks at scale 2.
final class DisplayPictures {

    private final Path folder;
    private final Robot robot = Ui.on(Robot::new);
    private final WorkspaceModel workspace;
    private final MainWindow window;

    private DisplayPictures(Path folder) {
        this.folder = folder;
        var shop = new Shop();
        Checkout.fill(shop.cluster);
        Start start = shop.start(Shop.opening(Shop.URI, Checkout.TOPIC));
        var pulse = Ui.on(FxPulse::new);
        workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        window = Ui.on(() -> {
            var stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            var shown = new MainWindow(stage, start, workspace, pulse, EarlierWork.NoFiles::new);
            shown.show();
            shown.resize(1280, 800);
            return shown;
        });
    }

    public static void main(String[] args) throws Exception {
        new DisplayPictures(Files.createDirectories(Path.of(args[0]))).all();
        Runtime.getRuntime().halt(0);
    }

    private void all() throws Exception {
        settle();
        shoot("start");
        Ui.run(() -> ((Button) window.scene().lookup("#open-kafka")).fire());
        settle();
        shoot("connect");
        Ui.run(() -> workspace.open(Shop.opening(Shop.URI, Checkout.TOPIC)));
        Nodes.await(() -> workspace.streams().scan() != null
                && !workspace.streams().busyProperty().get());
        settle();
        Finding loss = workspace.shown().scanOf(Checkout.TOPIC).orElseThrow().findings().all().stream()
                .filter(finding -> finding.kind() == FindingKind.GAP_SEQUENCE)
                .max(Comparator.comparingLong(finding -> finding.missing().orElse(0)))
                .orElseThrow();
        Ui.run(() -> window.workspacePane().reveal(loss.id()));
        settle();
        Ui.run(() ->
                robot.mouseMove(window.scene().getRoot().lookup(".timeline").localToScreen(500, 150)));
        settle();
        shoot("finding");
        Ui.run(() -> window.showTheme(Theme.DARK));
        settle();
        shoot("finding-dark");
        Ui.run(() -> window.showTheme(Theme.LIGHT));
        TimeSpan time = loss.time();
        Ui.run(() -> {
            window.workspacePane().showTab(1);
            window.workspacePane().zoomTo(loss);
            window.workspacePane()
                    .select(new Selection.Span(
                            new TimeSpan(time.fromMillis() - 60_000, time.toMillis() + 60_000),
                            Set.of(loss.partition())));
        });
        settle();
        settle();
        shoot("records");
        Ui.run(window::askForFilter);
        settle();
        shoot("filter");
        Ui.run(window.workspacePane()::focusFindings);
        Ui.run(window::showPalette);
        settle();
        shoot("palette");
        Ui.run(() -> {
            window.workspacePane().perform(TimelineAction.FIT_ALL);
            window.workspacePane().reveal(loss.id());
        });
        Nodes.await(() ->
                Nodes.all(window.scene().getRoot(), ButtonBase.class).stream().anyMatch(DisplayPictures::replays));
        Ui.run(() -> Nodes.all(window.scene().getRoot(), ButtonBase.class).stream()
                .filter(DisplayPictures::replays)
                .findFirst()
                .ifPresent(ButtonBase::fire));
        settle();
        settle();
        shoot("replay");
        Ui.run(() -> List.copyOf(Window.getWindows()).getLast().hide());
    }

    private static boolean replays(ButtonBase button) {
        return button.getText() != null && button.getText().startsWith("Replay " + Checkout.LOST);
    }

    private static void settle() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(900));
    }

    private void shoot(String name) throws Exception {
        WritableImage seen =
                Ui.on(() -> robot.getScreenCapture(null, Screen.getPrimary().getBounds(), false));
        int width = (int) seen.getWidth();
        int height = (int) seen.getHeight();
        int[] pixels = new int[width * height];
        seen.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        WindowShot.write(image, folder.resolve(name + ".png"));
    }
}
