package dev.lacuna.ui.shell;

import dev.lacuna.source.Sources;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Draws the window on a session file whose source can't be reached, into pictures to be looked at:
/// `SessionPictures FOLDER SESSION.lacuna`.
public final class SessionPictures {

    private SessionPictures() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Start shop = new Shop().start(new Opening.Recorded(Path.of(args[1])));
        var start = new Start(
                shop.runner(),
                new Sources(List.of()),
                shop.preferences(),
                shop.sample(),
                shop.journal(),
                shop.gate(),
                shop.toolVersion(),
                shop.clock(),
                shop.opening(),
                shop.plans(),
                shop.mainClass());
        var pulse = Ui.on(FxPulse::new);
        var workspace = Ui.on(() -> new WorkspaceModel(start, WindowState.FIRST, pulse::post));
        FileDialogs none = new FileDialogs() {
            @Override
            public Optional<Path> save(String title, String proposedName) {
                return Optional.empty();
            }

            @Override
            public Optional<Path> open(String title) {
                return Optional.empty();
            }
        };
        var window = Ui.on(() -> {
            var shown = new MainWindow(new Stage(), start, workspace, pulse, () -> none);
            shown.show();
            shown.resize(1280, 800);
            workspace.open(start.opening());
            return shown;
        });
        settle(3_000);
        for (Theme theme : Theme.values()) {
            Ui.run(() -> window.showTheme(theme));
            settle(800);
            Path file = folder.resolve("session-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
            WindowShot.write(Ui.on(() -> WindowShot.take(window.scene())), file);
        }
        Ui.run(() -> {
            window.showTheme(Theme.LIGHT);
            window.showStartPage();
        });
        settle(800);
        WindowShot.write(Ui.on(() -> WindowShot.take(window.scene())), folder.resolve("session-start.png"));
        Platform.exit();
        Runtime.getRuntime().halt(0);
    }

    private static void settle(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
