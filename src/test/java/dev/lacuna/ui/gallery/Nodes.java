package dev.lacuna.ui.gallery;

import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;

/// Looks into what is shown. Call it on the FX thread, but for [#await].
public final class Nodes {

    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private Nodes() {}

    /// Puts it on the screen in our dress, laid out.
    public static Stage show(Parent root, double width, double height) {
        Stage stage = new Stage();
        Scene scene = new Scene(root, width, height);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        root.applyCss();
        root.layout();
        return stage;
    }

    /// All visible nodes of the type, in order.
    public static <T extends Node> List<T> all(Parent root, Class<T> type) {
        List<T> found = new ArrayList<>();
        collect(root, type, found);
        return found;
    }

    private static <T extends Node> void collect(Parent root, Class<T> type, List<T> found) {
        for (Node node : root.getChildrenUnmodifiable()) {
            if (!node.isVisible()) {
                continue;
            }
            if (type.isInstance(node)) {
                found.add(type.cast(node));
            }
            if (node instanceof Parent parent) {
                collect(parent, type, found);
            }
        }
    }

    public static <T extends Node> T find(Parent root, Class<T> type) {
        return all(root, type).getFirst();
    }

    public static List<String> texts(Parent root, Class<? extends Labeled> type) {
        List<String> texts = new ArrayList<>();
        for (Labeled labeled : all(root, type)) {
            if (labeled.getText() != null) {
                texts.add(labeled.getText());
            }
        }
        return texts;
    }

    public static ButtonBase button(Parent root, String text) {
        return all(root, ButtonBase.class).stream()
                .filter(button -> text.equals(button.getText()))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("no button '" + text + "' among " + texts(root, ButtonBase.class)));
    }

    /// Waits until it holds on the FX thread.
    public static void await(Callable<Boolean> condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!Ui.on(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come true in time");
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
