package dev.lacuna.ui.shell;

import dev.lacuna.ui.gallery.Nodes;
import dev.lacuna.ui.kit.Ui;
import java.util.Optional;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;

/// What somebody does in a window to come to its views: presses, types and points.
final class ViewHands {

    private ViewHands() {}

    static TableView<?> table(Scene scene, String name) {
        return found(scene, name).orElseThrow();
    }

    /// Whether it is there already: a view is made when it is first shown.
    static boolean hasTable(Scene scene, String name) {
        return found(scene, name).isPresent();
    }

    private static Optional<? extends TableView<?>> found(Scene scene, String name) {
        return scene.getRoot().lookupAll(".table-view").stream()
                .map(each -> (TableView<?>) each)
                .filter(each -> name.equals(each.getAccessibleText()))
                .findFirst();
    }

    static void type(Node at, KeyCode key, boolean control) {
        Event.fireEvent(at, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, control, false, false));
    }

    static void pointAt(Node node, double x, double y) {
        Event.fireEvent(
                node,
                new MouseEvent(
                        MouseEvent.MOUSE_MOVED,
                        x,
                        y,
                        x,
                        y,
                        MouseButton.NONE,
                        0,
                        false,
                        false,
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

    static void await(Scene scene, String text) {
        Nodes.await(
                () -> Nodes.all(scene.getRoot(), ButtonBase.class).stream().anyMatch(button -> isNamed(button, text)));
    }

    private static boolean isNamed(ButtonBase button, String text) {
        return button.getText() != null && button.getText().startsWith(text) && !button.isDisabled();
    }

    static void press(Scene scene, String text) {
        await(scene, text);
        // a dialog may wait for its answer in the event loop
        Platform.runLater(() -> Nodes.all(scene.getRoot(), ButtonBase.class).stream()
                .filter(button -> isNamed(button, text))
                .findFirst()
                .orElseThrow()
                .fire());
    }

    static void hideTop() {
        Ui.run(() -> Window.getWindows().getLast().hide());
    }
}
