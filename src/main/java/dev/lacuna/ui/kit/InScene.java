package dev.lacuna.ui.kit;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/// Which of its possible children a pane has now. What is in the scene is styled and laid out, seen or not; so what
/// isn't seen is better not there.
public final class InScene {

    private InScene() {}

    /// Does what the layout of a node decides, before anybody sees how it came out without. Posted instead,
    /// it would be a frame late, which lasts where the machine is busy. Call it on the FX thread, also from
    /// within the layout.
    public static void beforePainted(Scene scene, Runnable action) {
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                action.run();
            }
        });
        Platform.requestNextPulse();
    }

    /// Lets the pane have these children, in this order and without the nulls. The order must be the same each time.
    /// What stays is not touched, for it may have the focus.
    public static void hold(Pane pane, @Nullable Node... shown) {
        List<Node> nodes = Stream.of(shown).filter(Objects::nonNull).toList();
        List<Node> held = pane.getChildren();
        held.removeIf(node -> !nodes.contains(node));
        for (int i = 0; i < nodes.size(); i++) {
            if (i == held.size() || held.get(i) != nodes.get(i)) {
                held.add(i, nodes.get(i));
            }
        }
    }
}
