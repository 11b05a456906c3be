package dev.lacuna.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.ui.kit.Ui;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What becomes of the parts of the window when it gets larger and smaller.
@Tag("ui")
class WindowSizesUiTest extends WindowFixture {

    /// The headless screen is small; the window is laid out at any size without it.
    private void resize(double width, double height) {
        Ui.run(() -> {
            Parent root = window.scene().getRoot();
            root.resize(width, height);
            root.applyCss();
            root.layout();
        });
        Ui.run(() -> {}); // what the layout has posted has run
        Ui.run(() -> window.scene().getRoot().layout());
    }

    private double treeWidth() {
        return Ui.on(() -> {
            Node tree = window.scene().getRoot().lookup(".side");
            return ((Region) tree).getWidth();
        });
    }

    @Test
    void theStreamsTakeNoMoreThanTheirShareOfAWindowThatShrank() {
        openedSample();
        resize(2560, 1440);
        assertThat(treeWidth()).isBetween(214.0, StreamTree.MOST_WIDTH + 1);
        resize(1280, 800);
        assertThat(treeWidth()).isBetween(StreamTree.LEAST_WIDTH, 1280 * 0.16);
        resize(900, 560);
        assertThat(treeWidth()).isBetween(StreamTree.LEAST_WIDTH, StreamTree.LEAST_WIDTH + 1);
        resize(1440, 900);
        assertThat(treeWidth()).isBetween(210.0, 222.0);
    }
}
