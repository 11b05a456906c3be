package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.Chord;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

/// What the engineer does, free of any stage: coordinates are pixels of the timeline.
sealed interface Gesture {

    /// Keys held down meanwhile. Control stands for Command on a Mac.
    record Modifiers(boolean shift, boolean control, boolean alt) {
        static final Modifiers NONE = new Modifiers(false, false, false);
        static final Modifiers SHIFT = new Modifiers(true, false, false);
        static final Modifiers CONTROL = new Modifiers(false, true, false);
        static final Modifiers ALT = new Modifiers(false, false, true);
    }

    /// @param clicks how many in a row, this one included
    record Press(double x, double y, MouseButton button, int clicks, Modifiers held) implements Gesture {}

    record Drag(double x, double y) implements Gesture {}

    record Release(double x, double y) implements Gesture {}

    /// @param right notches of the wheel to the right
    /// @param up notches of the wheel away from the engineer
    record Wheel(double x, double y, double right, double up, Modifiers held) implements Gesture {}

    /// @param factor how much larger things are to appear
    record Pinch(double x, double factor) implements Gesture {}

    record Key(KeyCode code, Modifiers held) implements Gesture {
        Chord chord() {
            return new Chord(code, held.shift(), held.control(), held.alt());
        }
    }
}
