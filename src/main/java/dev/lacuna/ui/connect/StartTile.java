package dev.lacuna.ui.connect;

import dev.lacuna.ui.kit.Icon;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One way to begin on the start page.
///
/// @param id of its button
/// @param about a sentence on what comes of it
/// @param action what its button says
public record StartTile(String id, Icon icon, String title, String about, String action, Runnable begin) {

    private static final double WIDTH = 215;

    /// @param accented whether it is the one for who comes first
    Node node(boolean accented) {
        var head = new Label(title, icon.node());
        head.getStyleClass().add("start-head");
        head.setGraphicTextGap(8);
        var words = new Label(about);
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        var gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        var button = new Button(action);
        button.setId(id);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(Region.USE_PREF_SIZE);
        if (accented) {
            button.getStyleClass().add("accent");
        }
        button.setOnAction(event -> begin.run());
        var tile = new VBox(6, head, words, gap, button);
        tile.getStyleClass().addAll("start-card", "start-tile");
        tile.setPrefWidth(WIDTH);
        HBox.setHgrow(tile, Priority.ALWAYS);
        return tile;
    }
}
