package dev.lacuna.ui.shell;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// The keys of the window's own commands; the timeline has more.
final class Keys {

    static final KeyCombination CONNECT = new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination RESCAN = new KeyCodeCombination(KeyCode.F5);
    static final KeyCombination EXPORT = new KeyCodeCombination(KeyCode.E, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination TASKS = new KeyCodeCombination(KeyCode.J, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination THEME =
            new KeyCodeCombination(KeyCode.T, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

    private Keys() {}
}
