package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Texts;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/// The field that narrows the tree down to the streams whose name has the words in it. Where all are seen at a glance
/// there is none.
final class StreamSearch {

    private static final Texts TEXTS = Texts.of(StreamSearch.class);
    private static final int MANY = 20;

    private final TextField field = new TextField();
    private final Label none = Controls.label("muted");
    private final VBox box = new VBox(4, field, none);

    /// @param changed called when other streams are wanted
    /// @param leave gives the focus to what is listed
    StreamSearch(Runnable changed, Runnable leave) {
        field.setId("stream-search");
        field.setPromptText(TEXTS.get("tree.search"));
        field.setAccessibleText(TEXTS.get("tree.search"));
        none.setText(TEXTS.get("tree.search.none"));
        none.setWrapText(true);
        Controls.show(none, false);
        box.getStyleClass().add("side-search");
        Controls.show(box, false);
        field.textProperty().addListener((property, before, now) -> changed.run());
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
                field.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                leave.run();
                event.consume();
            }
        });
    }

    Node node() {
        return box;
    }

    /// Takes over how many streams there are to be narrowed down; another source begins with all of them.
    void offer(int streams, boolean otherSource) {
        boolean many = streams > MANY;
        Controls.show(box, many);
        if ((otherSource || !many) && !field.getText().isEmpty()) {
            field.clear();
        }
    }

    boolean takes(String stream) {
        return stream.toLowerCase(Locale.ROOT).contains(field.getText().strip().toLowerCase(Locale.ROOT));
    }

    /// Tells how many streams it takes.
    void tell(long taken) {
        Controls.show(none, taken == 0 && !field.getText().isBlank());
    }
}
