package dev.lacuna.ui.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.Modifier;

/// Keys that are pressed together. Control stands for Command on a Mac.
public record Chord(KeyCode code, boolean shift, boolean control, boolean alt) {

    private static final Texts TEXTS = Texts.of(Chord.class);

    public static Chord of(KeyCode code) {
        return new Chord(code, false, false, false);
    }

    public static Chord shift(KeyCode code) {
        return new Chord(code, true, false, false);
    }

    public static Chord control(KeyCode code) {
        return new Chord(code, false, true, false);
    }

    public static Chord controlShift(KeyCode code) {
        return new Chord(code, true, true, false);
    }

    public static Chord alt(KeyCode code) {
        return new Chord(code, false, false, true);
    }

    Chord withoutShift() {
        return new Chord(code, false, control, alt);
    }

    /// Whether pressing `keys` means this chord: a Shift that nothing else asks for does no harm.
    public boolean isMeantBy(Chord keys) {
        return equals(keys) || equals(keys.withoutShift());
    }

    public KeyCombination combination() {
        List<Modifier> modifiers = new ArrayList<>();
        if (shift) {
            modifiers.add(KeyCombination.SHIFT_DOWN);
        }
        if (control) {
            modifiers.add(KeyCombination.SHORTCUT_DOWN);
        }
        if (alt) {
            modifiers.add(KeyCombination.ALT_DOWN);
        }
        return new KeyCodeCombination(code, modifiers.toArray(Modifier[]::new));
    }

    /// "Ctrl+Shift+T", "Page Up", "+"
    public String words() {
        String name = switch (code) {
            case PLUS, ADD, EQUALS -> "+";
            case MINUS, SUBTRACT -> "-";
            case ESCAPE -> TEXTS.get("key.escape");
            default -> code.getName();
        };
        return (control ? TEXTS.get("key.control") : "")
                + (alt ? TEXTS.get("key.alt") : "")
                + (shift ? TEXTS.get("key.shift") : "")
                + name;
    }

    /// Each way to press it once: "W, Up, +".
    public static String words(List<Chord> chords) {
        return String.join(", ", chords.stream().map(Chord::words).distinct().toList());
    }
}
