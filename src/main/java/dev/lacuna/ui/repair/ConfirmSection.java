package dev.lacuna.ui.repair;

import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks for the name of a production profile before anything is written there.
final class ConfirmSection extends VBox {

    private static final Texts TEXTS = Texts.of(ConfirmSection.class);
    private static final double FIELD_WIDTH = 220;

    private final ReplayViewModel model;
    private final Label words = Lines.text("");
    private final TextField name = new TextField();

    ConfirmSection(ReplayViewModel model) {
        super(6);
        this.model = model;
        Chip chip = new Chip(TEXTS.get("confirm.chip"), Tone.LOSS);
        HBox head = new HBox(8, chip, words);
        head.setAlignment(Pos.CENTER_LEFT);
        name.setPrefWidth(FIELD_WIDTH);
        name.setMaxWidth(FIELD_WIDTH);
        name.setAccessibleText(TEXTS.get("confirm.field"));
        name.textProperty().subscribe(text -> model.confirm(text));
        getStyleClass().addAll("outcome", "confirm");
        getChildren().setAll(head, name);
    }

    void show() {
        boolean asked = !model.consent().names().isEmpty() && !model.isReadOnly() && !model.isVerified();
        String typed = model.consent().typed();
        if (!name.getText().strip().equals(typed)) {
            name.setText(typed);
        }
        setVisible(asked);
        setManaged(asked);
        if (asked) {
            String wanted = model.consent().names().getFirst();
            words.setText(TEXTS.get("confirm.words", wanted));
            name.setPromptText(wanted);
            boolean due = model.step() == ReplayStep.READY || model.step() == ReplayStep.DONE;
            name.setDisable(!due);
        }
    }
}
