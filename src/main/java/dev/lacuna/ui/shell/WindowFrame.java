package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Theme;
import java.util.Objects;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// The window's frame: its size and look, as they are remembered from one start to the next.
final class WindowFrame {

    private static final double LEAST_WIDTH = 900;
    private static final double LEAST_HEIGHT = 560;
    private static final double DECORATION = 40;

    private final Stage stage;
    private final Scene scene;

    WindowFrame(Stage stage, Parent root, WindowState remembered) {
        this.stage = stage;
        Rectangle2D room = Screen.getPrimary().getVisualBounds();
        // there may be nobody who maximizes it
        scene = new Scene(
                root, Math.min(remembered.width(), room.getWidth()), Math.min(remembered.height(), room.getHeight()));
        Theme.dress(scene);
        scene.getStylesheets()
                .add(Objects.requireNonNull(WindowFrame.class.getResource("shell.css"))
                        .toExternalForm());
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setMaximized(remembered.maximized() || !fits(remembered));
    }

    /// Whether the window and its frame have room on the screen; if not, its edges would be out of reach.
    private static boolean fits(WindowState state) {
        Rectangle2D room = Screen.getPrimary().getVisualBounds();
        return state.width() <= room.getWidth() && state.height() + DECORATION <= room.getHeight();
    }

    Scene scene() {
        return scene;
    }

    void resize(double width, double height) {
        stage.setMaximized(false);
        stage.setWidth(width);
        stage.setHeight(height);
    }

    /// With the size that the window has now; that of a maximized one is the screen's, and tells nothing.
    WindowState kept(WindowState state) {
        return stage.isMaximized()
                ? state.withSize(state.width(), state.height(), true)
                : state.withSize(scene.getWidth(), scene.getHeight(), false);
    }
}
