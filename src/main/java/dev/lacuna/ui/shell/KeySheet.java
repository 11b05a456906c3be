package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Theme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// All keys and gestures on one sheet. The keys are those of the actions themselves.
final class KeySheet {

    private static final Texts TEXTS = Texts.of(KeySheet.class);

    /// A line: keys and what they do.
    private record Line(String keys, String does) {}

    private KeySheet() {}

    static Dialog<ButtonType> create(Window owner, List<PaletteEntry> entries) {
        var dialog = new Dialog<ButtonType>();
        dialog.initOwner(owner);
        dialog.setTitle(TEXTS.get("keys.title"));
        dialog.setHeaderText(TEXTS.get("keys.title"));
        dialog.setGraphic(Icon.KEYS.node());
        dialog.getDialogPane().setContent(columns(entries));
        dialog.getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
        Theme.dress(dialog.getDialogPane());
        return dialog;
    }

    private static Node columns(List<PaletteEntry> entries) {
        Map<String, VBox> groups = new LinkedHashMap<>();
        entries.stream()
                .map(PaletteEntry::group)
                .distinct()
                .forEach(group -> groups.put(
                        group,
                        column(
                                group,
                                entries.stream()
                                        .filter(entry -> entry.group().equals(group)
                                                && !entry.chords().isEmpty())
                                        .map(entry -> new Line(entry.keys(), entry.words()))
                                        .toList())));
        List<VBox> parts = groups.values().stream().toList();
        var columns = new HBox(28);
        // stream and window, lanes and selection share a column each, so that none is much longer than the others
        columns.getChildren()
                .setAll(
                        stacked(parts.get(0), parts.get(1)),
                        parts.get(2),
                        stacked(
                                parts.get(3),
                                parts.get(4),
                                column(TEXTS.get("keys.tables"), gestures(TEXTS.get("keys.tables.list")))),
                        stacked(
                                column(TEXTS.get("keys.mouse"), gestures(TEXTS.get("keys.mouse.list"))),
                                column(TEXTS.get("keys.records"), gestures(TEXTS.get("keys.records.list")))));
        return columns;
    }

    private static VBox stacked(VBox... parts) {
        return new VBox(16, parts);
    }

    /// What is no action of the window: one line per gesture, "gesture = what it does".
    private static List<Line> gestures(String list) {
        return list.lines()
                .map(line -> line.split("\\s+=\\s+", 2))
                .map(parts -> new Line(parts[0], parts[1]))
                .toList();
    }

    private static VBox column(String name, List<Line> lines) {
        var head = new Label(name);
        head.getStyleClass().add("h2");
        var grid = new GridPane(14, 4);
        int row = 0;
        for (Line line : lines) {
            var keys = new Label(line.keys());
            keys.getStyleClass().addAll("mono", "key");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            var does = new Label(line.does());
            does.setMinWidth(Region.USE_PREF_SIZE);
            grid.addRow(row++, keys, does);
        }
        return new VBox(6, head, grid);
    }
}
