package dev.lacuna.ui.timeline;

import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/// Turns a node's input events into gestures, and consumes those that meant something.
final class GestureEvents {

    private final Predicate<Gesture> handler;

    private GestureEvents(Predicate<Gesture> handler) {
        this.handler = handler;
    }

    static void install(Node node, Predicate<Gesture> handler) {
        var events = new GestureEvents(handler);
        node.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            node.requestFocus();
            events.pass(
                    event,
                    new Gesture.Press(
                            event.getX(), event.getY(), event.getButton(), event.getClickCount(), held(event)));
        });
        node.addEventHandler(
                MouseEvent.MOUSE_DRAGGED, event -> events.pass(event, new Gesture.Drag(event.getX(), event.getY())));
        node.addEventHandler(
                MouseEvent.MOUSE_RELEASED,
                event -> events.pass(event, new Gesture.Release(event.getX(), event.getY())));
        node.addEventHandler(ScrollEvent.SCROLL, event -> events.pass(event, wheel(event)));
        node.addEventHandler(
                ZoomEvent.ZOOM, event -> events.pass(event, new Gesture.Pinch(event.getX(), event.getZoomFactor())));
        node.addEventHandler(KeyEvent.KEY_PRESSED, event -> events.pass(event, key(event)));
    }

    static Gesture.Key key(KeyEvent event) {
        return new Gesture.Key(
                event.getCode(),
                new Gesture.Modifiers(
                        event.isShiftDown(), event.isControlDown() || event.isShortcutDown(), event.isAltDown()));
    }

    private void pass(javafx.event.Event event, Gesture gesture) {
        if (handler.test(gesture)) {
            event.consume();
        }
    }

    private static Gesture.Modifiers held(MouseEvent event) {
        return new Gesture.Modifiers(
                event.isShiftDown(), event.isControlDown() || event.isShortcutDown(), event.isAltDown());
    }

    /// Pixels divided by the multiplier are notches; positive ones point up and, in JavaFX, to the left.
    private static Gesture.Wheel wheel(ScrollEvent event) {
        return new Gesture.Wheel(
                event.getX(),
                event.getY(),
                -notches(event.getDeltaX(), event.getMultiplierX()),
                notches(event.getDeltaY(), event.getMultiplierY()),
                new Gesture.Modifiers(
                        event.isShiftDown(), event.isControlDown() || event.isShortcutDown(), event.isAltDown()));
    }

    private static double notches(double delta, double multiplier) {
        return delta == 0 ? 0 : delta / (multiplier == 0 ? 40 : multiplier);
    }
}
