package dev.lacuna.ui.findings;

import dev.lacuna.ui.kit.Texts;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Asks why a finding is no problem before it is dismissed: whoever reads the report later wants to know.
final class DismissBar extends VBox {

    private static final Texts TEXTS = Texts.of(DismissBar.class);

    private final TextField reason = new TextField();

    DismissBar(Consumer<String> dismiss) {
        super(6);
        Label question = new Label(TEXTS.get("dismiss.question"));
        question.setLabelFor(reason);
        question.getStyleClass().add("muted");
        reason.setPromptText(TEXTS.get("dismiss.prompt"));
        Button done = new Button(TEXTS.get("dismiss.do"));
        done.disableProperty().bind(reason.textProperty().map(String::isBlank));
        done.setOnAction(event -> {
            dismiss.accept(reason.getText().strip());
            hide();
        });
        reason.setOnAction(event -> done.fire());
        reason.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                hide();
                event.consume();
            }
        });
        HBox.setHgrow(reason, Priority.ALWAYS);
        getChildren().setAll(question, new HBox(6, reason, done));
        hide();
    }

    void toggle() {
        if (isVisible()) {
            hide();
        } else {
            setVisible(true);
            setManaged(true);
            reason.requestFocus();
        }
    }

    void hide() {
        reason.clear();
        setVisible(false);
        setManaged(false);
    }
}
