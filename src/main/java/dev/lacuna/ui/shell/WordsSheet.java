package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Texts;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
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

/// Asks for a few words: of a note, new or kept, or why findings are no problem.
final class WordsSheet implements Sheet {

    /// What the words are for.
    enum Use {
        /// Without words it is a bookmark.
        NOTE("note.prompt", "note.keep", TEXTS.get("note.bookmark")),
        DISMISSAL("dismiss.prompt", "dismiss.do", "");

        private final String prompt;
        private final String done;
        private final String unsaid;

        /// @param unsaid the words where somebody gives none; empty where some are needed
        Use(String prompt, String done, String unsaid) {
            this.prompt = prompt;
            this.done = done;
            this.unsaid = unsaid;
        }
    }

    private static final Texts TEXTS = Texts.of(WordsSheet.class);
    private static final int ROWS = 4;

    private final TextArea text = new TextArea();
    private final VBox box;

    /// @param about what they are about, in the zone of the window
    /// @param before its words so far
    /// @param done takes them
    WordsSheet(Use use, ObservableValue<String> about, String before, Consumer<String> done, Runnable close) {
        text.setText(before);
        text.setPrefRowCount(ROWS);
        text.setWrapText(true);
        text.setPromptText(TEXTS.get(use.prompt));
        text.setAccessibleText(TEXTS.get(use.prompt));
        var keep = new Button(TEXTS.get(use.done));
        keep.getStyleClass().add("accent");
        keep.disableProperty().bind(text.textProperty().map(words -> words.isBlank() && use.unsaid.isEmpty()));
        keep.setOnAction(event -> {
            close.run();
            done.accept(text.getText().isBlank() ? use.unsaid : text.getText());
        });
        var cancel = new Button(TEXTS.get("note.cancel"));
        cancel.setOnAction(event -> close.run());
        text.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                keep.fire();
                event.consume();
            }
        });
        var where = new Label();
        where.textProperty().bind(about);
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
