package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Icon;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The small parts of the window's frame, each with what a screen reader needs.
final class Controls {

    private Controls() {}

    /// A flat button with an icon; the words are its tooltip.
    static Button iconButton(Icon icon, String words, Runnable action) {
        var button = new Button(null, icon.node());
        button.getStyleClass().addAll("flat", "button-icon");
        button.setOnAction(event -> action.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        describe(button, words);
        return button;
    }

    static void describe(ButtonBase button, String words) {
        if (button.getTooltip() == null) {
            button.setTooltip(new Tooltip(words));
        } else {
            button.getTooltip().setText(words);
        }
        button.setAccessibleText(words);
    }

    static Label label(String... styles) {
        var label = new Label();
        label.getStyleClass().addAll(styles);
        return label;
    }

    /// Takes the room that is left over.
    static Region gap() {
        var region = new Region();
        HBox.setHgrow(region, Priority.ALWAYS);
        return region;
    }

    static MenuItem item(String text, Runnable action) {
        var item = new MenuItem(text);
        item.setOnAction(event -> action.run());
        return item;
    }

    static MenuItem item(String text, KeyCombination keys, Runnable action) {
        MenuItem item = item(text, action);
        item.setAccelerator(keys);
        return item;
    }

    static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
