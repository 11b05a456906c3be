package dev.lacuna.ui.kit;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// A word or a number on a rounded ground in a tone's colour: a verdict, a count, an environment.
public final class Chip extends Label {

    private Tone tone;

    public Chip(String text, Tone tone) {
        super(text);
        this.tone = tone;
        getStyleClass().addAll("chip", tone.chipClass());
        setMinWidth(Region.USE_PREF_SIZE);
    }

    /// Shows another word, for cells that are used again.
    public void show(String text, Tone newTone) {
        setText(text);
        if (newTone != tone) {
            getStyleClass().remove(tone.chipClass());
            getStyleClass().add(newTone.chipClass());
            tone = newTone;
        }
    }
}
