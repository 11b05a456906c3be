package dev.lacuna.ui.repair;

import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks for the name of a production profile before anything is written there.
final class ConfirmSection extends VBox {

    private static final Texts TEXTS = Texts.of(ConfirmSection.class);
    private static final double FIELD_WIDTH = 220;

    private final Label words = Lines.text("");
    private final TextField name = new TextField();

    /// @param typed takes what is typed
    ConfirmSection(Consumer<String> typed) {
        super(6);
        Chip chip = new Chip(TEXTS.get("confirm.chip"), Tone.LOSS);
        HBox head = new HBox(8, chip, words);
        head.setAlignment(Pos.CENTER_LEFT);
        name.setPrefWidth(FIELD_WIDTH);
        name.setMaxWidth(FIELD_WIDTH);
        name.setAccessibleText(TEXTS.get("confirm.field"));
        name.textProperty().subscribe(typed);
        getStyleClass().addAll("outcome", "confirm");
        getChildren().setAll(head, name);
    }

    /// @param asked whether a name must be typed at all
    /// @param names of which one; empty where only the refusal tells them
    /// @param typed what was typed, as it is known
    /// @param due whether it may be typed now
    void show(boolean asked, List<String> names, String typed, boolean due) {
        if (!name.getText().strip().equals(typed)) {
            name.setText(typed);
        }
        setVisible(asked);
        setManaged(asked);
        if (asked) {
            String wanted = names.isEmpty() ? "" : names.getFirst();
            words.setText(names.isEmpty() ? TEXTS.get("rewind.confirm") : TEXTS.get("confirm.words", wanted));
            name.setPromptText(wanted);
            name.setDisable(!due);
        }
    }
}
