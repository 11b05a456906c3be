package dev.lacuna.ui.repair;

import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Tone;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Lines of text that the sections of the dialog are made of.
final class Lines {

    private Lines() {}

    static Label text(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    static Label muted(String words) {
        Label label = text(words);
        label.getStyleClass().add("muted");
        return label;
    }

    static HBox icon(Icon icon, Tone tone, String words) {
        Label label = text(words);
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox line = new HBox(8, icon.node(tone), label);
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }
}
