package dev.lacuna.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.ui.gallery.Nodes;
import javafx.geometry.Bounds;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Pane;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How wide the first part of a split pane is when the pane gets wider and narrower.
@Tag("ui")
class KeptShareUiTest {

    private final Pane first = Ui.on(() -> {
        Theme.LIGHT.apply();
        return new Pane();
    });
    private final SplitPane pane = Ui.on(() -> new SplitPane(first, new Pane()));
    private final Stage stage = Ui.on(() -> {
        SplitPane.setResizableWithParent(first, false);
        KeptShare.keep(pane, 0.2, 100, 150, new FxPulse());
        return Nodes.show(pane, 600, 100);
    });

    @AfterEach
    void hide() {
        Ui.run(stage::hide);
    }

    private void becomes(double width, double wanted) {
        Ui.run(() -> stage.setWidth(width));
        Nodes.await(() -> pane.getWidth() == width && Math.abs(divider().getCenterX() - wanted) < 3);
    }

    @Test
    void keepsItsShareWithinItsBounds() {
        becomes(700, 140);
        becomes(1_000, 150);
        becomes(650, 130);
        becomes(300, 100);
        becomes(600, 120);
    }

    @Test
    void keepsWhatSomebodyHasDragged() {
        becomes(800, 150);
        var robot = Ui.on(Robot::new);
        Ui.run(() -> robot.mouseMove(pane.localToScreen(divider().getCenterX(), 50)));
        Ui.run(() -> robot.mousePress(MouseButton.PRIMARY));
        Ui.run(() -> robot.mouseMove(pane.localToScreen(400, 50)));
        Nodes.await(() -> first.getWidth() > 350);
        Ui.run(() -> robot.mouseRelease(MouseButton.PRIMARY));
        double share = Ui.on(() -> pane.getDividerPositions()[0]);
        assertThat(share).isGreaterThan(0.4);
        becomes(600, share * 600);
        becomes(800, share * 800);
    }

    private Bounds divider() {
        return pane.getChildrenUnmodifiable().stream()
                .filter(each -> each.getStyleClass().contains("split-pane-divider"))
                .findFirst()
                .orElseThrow()
                .getBoundsInParent();
    }
}
