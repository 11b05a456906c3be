package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import java.util.List;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// All keys and gestures on one sheet.
final class KeySheet {

    private static final Texts TEXTS = Texts.of(KeySheet.class);
    private static final List<String> GROUPS = List.of("look", "select", "window");

    private KeySheet() {}

    static Dialog<ButtonType> create(Window owner) {
        var dialog = new Dialog<ButtonType>();
        dialog.initOwner(owner);
        dialog.setTitle(TEXTS.get("keys.title"));
        dialog.setHeaderText(TEXTS.get("keys.title"));
        dialog.setGraphic(Icon.KEYS.node());
        var columns = new HBox(28);
        GROUPS.forEach(group -> columns.getChildren().add(column(group)));
        dialog.getDialogPane().setContent(columns);
        dialog.getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
        Theme.dress(dialog.getDialogPane());
        return dialog;
    }

    private static VBox column(String group) {
        var head = new Label(TEXTS.get("keys." + group));
        head.getStyleClass().add("h2");
        var grid = new GridPane(14, 5);
        int row = 0;
        // one line per key: "keys = what they do"
        for (String line : TEXTS.get("keys." + group + ".list").split("\n")) {
            String[] parts = line.split("\\s+=\\s+", 2);
            var keys = new Label(parts[0]);
            keys.getStyleClass().addAll("mono", "key");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            var does = new Label(parts[1]);
            does.setMinWidth(Region.USE_PREF_SIZE);
            grid.addRow(row++, keys, does);
        }
        return new VBox(8, head, grid);
    }
}
