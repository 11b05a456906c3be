package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Draws the window after a restart, and the question for production's name, into pictures to be looked at:
/// `EarlierWorkPictures FOLDER`.
public final class EarlierWorkPictures {

    private EarlierWorkPictures() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/pictures"));
        var shop = new Shop();
        var earlier = new EarlierWork(shop);
        earlier.others();
        earlier.interrupted();
        earlier.production();
        Start start = shop.start(new Opening.StartPage());
        var pulse = Ui.on(FxPulse::new);
        var workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        var window = Ui.on(() -> {
            var shown = new MainWindow(new Stage(), start, workspace, pulse, EarlierWork.NoFiles::new);
            shown.show();
            shown.resize(1280, 800);
            return shown;
        });
        settle(1_000);
        for (Theme theme : Theme.values()) {
            Ui.run(() -> window.showTheme(theme));
            Ui.run(() -> press(window.scene(), "Tasks"));
            settle(2_500);
            shoot(window.scene(), folder.resolve("start-" + name(theme)));
            Ui.run(() -> press(window.scene(), "Tasks"));
        }
        Ui.run(workspace::openSample);
        settle(4_000);
        for (Theme theme : Theme.values()) {
            Ui.run(() -> window.showTheme(theme));
            settle(600);
            shoot(window.scene(), folder.resolve("restart-" + name(theme)));
            Ui.run(() -> press(window.scene(), "Tasks"));
            settle(2_500);
            shoot(window.scene(), folder.resolve("tasks-" + name(theme)));
            Ui.run(() -> press(window.scene(), "Tasks"));
        }
        Ui.run(() -> press(window.scene(), "Go on"));
        settle(2_500);
        Scene dialog = Ui.on(() -> Window.getWindows().getLast().getScene());
        for (Theme theme : Theme.values()) {
            Ui.run(() -> window.showTheme(theme));
            settle(600);
            shoot(dialog, folder.resolve("confirm-" + name(theme)));
        }
        Platform.exit();
        Runtime.getRuntime().halt(0);
    }

    private static String name(Theme theme) {
        return theme.name().toLowerCase(java.util.Locale.ROOT) + ".png";
    }

    private static void press(Scene scene, String text) {
        scene.getRoot().lookupAll("*").stream()
                .filter(javafx.scene.control.ButtonBase.class::isInstance)
                .map(javafx.scene.control.ButtonBase.class::cast)
                .filter(button -> button.getText() != null && button.getText().startsWith(text))
                .filter(button -> !(button instanceof Button) || button.isVisible())
                .findFirst()
                .orElseThrow()
                .fire();
    }

    private static void shoot(Scene scene, Path file) throws Exception {
        var picture = Ui.on(() -> WindowShot.take(scene));
        WindowShot.write(picture, file);
    }

    private static void settle(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
