package dev.lacuna.ui.connect;

import dev.lacuna.ui.kit.Motion;
import dev.lacuna.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/// What covers the start page while a source is being opened.
final class BusyCover {

    private static final Texts TEXTS = Texts.of(BusyCover.class);
    private static final double WIDTH = 490;
    private static final double INDICATOR = 34;

    private final Label title = new Label();
    private final Label note = new Label();
    private final Button cancel = new Button(TEXTS.get("busy.cancel"));
    private final StackPane page = new StackPane();

    BusyCover(Runnable onCancel) {
        title.getStyleClass().add("start-head");
        title.setWrapText(true);
        title.setTextAlignment(TextAlignment.CENTER);
        note.getStyleClass().add("muted");
        note.setWrapText(true);
        note.setTextAlignment(TextAlignment.CENTER);
        cancel.setCancelButton(true);
        cancel.setOnAction(event -> onCancel.run());
        var card = new VBox(12, Motion.ring(INDICATOR), title, note, cancel);
        card.getStyleClass().add("start-card");
        card.setAlignment(Pos.CENTER);
        card.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        page.getStyleClass().add("start-busy");
        page.getChildren().add(card);
    }

    Node node() {
        return page;
    }

    void show(String newTitle, String newNote) {
        title.setText(newTitle);
        note.setText(newNote);
        note.setVisible(!newNote.isEmpty());
        note.setManaged(!newNote.isEmpty());
    }

    void focus() {
        cancel.requestFocus();
    }
}
