package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Texts;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks for the words of a note, new or kept.
final class NoteSheet implements Sheet {

    private static final Texts TEXTS = Texts.of(NoteSheet.class);
    private static final int ROWS = 4;

    private final TextArea text = new TextArea();
    private final VBox box;

    /// @param about what the note is about, in words
    /// @param before its words so far
    /// @param done takes them
    NoteSheet(String about, String before, Consumer<String> done, Runnable close) {
        text.setText(before);
        text.setPrefRowCount(ROWS);
        text.setWrapText(true);
        text.setPromptText(TEXTS.get("note.prompt"));
        text.setAccessibleText(TEXTS.get("note.prompt"));
        var keep = new Button(TEXTS.get("note.keep"));
        keep.getStyleClass().add("accent");
        keep.disableProperty().bind(text.textProperty().map(String::isBlank));
        keep.setOnAction(event -> {
            close.run();
            done.accept(text.getText());
        });
        var cancel = new Button(TEXTS.get("note.cancel"));
        cancel.setOnAction(event -> close.run());
        text.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                keep.fire();
                event.consume();
            }
        });
        var where = new Label(about);
        where.getStyleClass().add("muted");
        var buttons = new HBox(8, Controls.gap(), cancel, keep);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        box = new VBox(8, where, text, buttons);
        box.getStyleClass().addAll("sheet-box", "note-sheet");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void opened() {
        text.requestFocus();
        text.end();
    }
}
