package dev.lacuna.ui.repair;

import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The edits that copies are to show, one on a line, each marked as one.
final class EditRows extends VBox {

    private static final Texts TEXTS = Texts.of(EditRows.class);

    private final Consumer<List<EditWish>> answer;
    private final VBox lines = new VBox(6);
    private final MenuButton add = new MenuButton(TEXTS.get("edit.add"), Icon.ADD.node());
    private final List<Row> rows = new ArrayList<>();

    EditRows(Consumer<List<EditWish>> answer) {
        super(6);
        this.answer = answer;
        HBox.setHgrow(this, Priority.ALWAYS);
        add.getStyleClass().add("small");
        for (EditWish.Kind kind : EditWish.Kind.values()) {
            var item = new MenuItem(TEXTS.get(key(kind)));
            item.setOnAction(event -> add(kind));
            add.getItems().add(item);
        }
        getChildren().setAll(lines, add);
        lines.managedProperty().bind(lines.visibleProperty());
        lines.setVisible(false);
    }

    private static String key(EditWish.Kind kind) {
        return "edit." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void add(EditWish.Kind kind) {
        var row = new Row(new EditWish(kind, "", ""));
        rows.add(row);
        arrange();
        row.focus();
    }

    private void arrange() {
        lines.getChildren().setAll(rows.stream().map(Row::node).toList());
        lines.setVisible(!rows.isEmpty());
    }

    private void tell() {
        answer.accept(rows.stream().map(Row::wish).toList());
    }

    /// Says of each line what is wrong with it; lines of its own it keeps as they are.
    void show(ReplayWishes wishes) {
        List<EditWish> shown = rows.stream().map(Row::wish).toList();
        boolean same = shown.stream()
                .filter(wish -> !wish.isBlank())
                .toList()
                .equals(wishes.edits().stream().filter(wish -> !wish.isBlank()).toList());
        if (!same) {
            rows.clear();
            wishes.edits().forEach(wish -> rows.add(new Row(wish)));
            arrange();
        }
        rows.forEach(row -> row.complain(wishes.complaint(row.wish()).orElse("")));
    }

    /// One edit.
    private final class Row {

        private final EditWish.Kind kind;
        private final TextField name = new TextField();
        private final TextField value = new TextField();
        private final Label slip = Lines.text("");
        private final VBox box = new VBox(3);

        Row(EditWish wish) {
            kind = wish.kind();
            name.setText(wish.name());
            value.setText(wish.value());
            var chip = new Chip(TEXTS.get("edit.chip"), Tone.ANOMALY);
            chip.setTooltip(new Tooltip(TEXTS.get("edit.marked")));
            var what = new Label(TEXTS.get(key(kind)));
            what.setMinWidth(Region.USE_PREF_SIZE);
            var remove = new Button(null, Icon.CLOSE.node());
            remove.getStyleClass().addAll("flat", "button-icon");
            remove.setAccessibleText(TEXTS.get("edit.remove"));
            remove.setOnAction(event -> remove());
            var line = new HBox(8, chip, what);
            line.setAlignment(Pos.CENTER_LEFT);
            if (kind.isOfAHeader()) {
                name.setPromptText(TEXTS.get("edit.name.prompt"));
                name.setAccessibleText(TEXTS.get("edit.name.prompt"));
                name.setPrefWidth(130);
                line.getChildren().add(name);
            }
            value.setPromptText(TEXTS.get(key(kind) + ".prompt"));
            value.setAccessibleText(TEXTS.get(key(kind)));
            HBox.setHgrow(value, Priority.ALWAYS);
            line.getChildren().addAll(value, remove);
            slip.getStyleClass().add(Tone.LOSS.textClass());
            box.getChildren().setAll(line);
            name.textProperty().subscribe((before, now) -> tell());
            value.textProperty().subscribe((before, now) -> tell());
        }

        VBox node() {
            return box;
        }

        EditWish wish() {
            return new EditWish(kind, name.getText(), value.getText());
        }

        void focus() {
            (kind.isOfAHeader() ? name : value).requestFocus();
        }

        void complain(String why) {
            slip.setText(why);
            if (why.isEmpty()) {
                box.getChildren().remove(slip);
            } else if (!box.getChildren().contains(slip)) {
                box.getChildren().add(slip);
            }
        }

        private void remove() {
            rows.remove(this);
            arrange();
            tell();
        }
    }
}
