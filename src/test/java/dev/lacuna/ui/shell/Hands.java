package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Ui;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;

/// A pointer and keys on a real display, at places of one node. Between two movements there is a beat: what comes at
/// once is taken for one.
final class Hands {

    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final Supplier<Node> surface;
    private final Robot robot = Ui.on(Robot::new);

    /// @param surface asked for on the FX thread
    Hands(Supplier<Node> surface) {
        this.surface = surface;
    }

    static void beat() {
        LockSupport.parkNanos(BEAT_NANOS);
        Ui.run(() -> {});
    }

    void move(double x, double y) {
        Ui.run(() -> {
            Point2D at = surface.get().localToScreen(x, y);
            robot.mouseMove(at);
        });
        beat();
    }

    void press(MouseButton button) {
        Ui.run(() -> robot.mousePress(button));
        beat();
    }

    void release(MouseButton button) {
        Ui.run(() -> robot.mouseRelease(button));
        beat();
    }

    void drag(MouseButton button, double x1, double y1, double x2, double y2) {
        move(x1, y1);
        press(button);
        for (int step = 1; step <= 4; step++) {
            move(x1 + (x2 - x1) * step / 4, y1 + (y2 - y1) * step / 4);
        }
        release(button);
    }

    void click(double x, double y) {
        move(x, y);
        press(MouseButton.PRIMARY);
        release(MouseButton.PRIMARY);
    }

    void wheel(int notches) {
        Ui.run(() -> robot.mouseWheel(notches));
        beat();
    }

    void holding(KeyCode key, Runnable action) {
        Ui.run(() -> robot.keyPress(key));
        beat();
        try {
            action.run();
        } finally {
            Ui.run(() -> robot.keyRelease(key));
            beat();
        }
    }

    void type(KeyCode... keys) {
        for (KeyCode key : keys) {
            Ui.run(() -> robot.keyType(key));
            beat();
        }
    }
}
