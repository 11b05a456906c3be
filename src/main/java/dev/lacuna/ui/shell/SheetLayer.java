package dev.lacuna.ui.shell;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// Shows one sheet at a time above the window. Esc and a click beside it close it, and the focus goes back to where it
/// was.
final class SheetLayer {

    private static final double TOP = 76;

    private final StackPane pane = new StackPane();
    private @Nullable Node focusBefore;

    SheetLayer() {
        pane.setVisible(false);
        pane.setAlignment(Pos.TOP_CENTER);
        pane.setPadding(new Insets(TOP, 20, 20, 20));
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getTarget() == pane) {
                close();
            }
            event.consume();
        });
        pane.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
    }

    Node node() {
        return pane;
    }

    void open(Sheet sheet) {
        if (!pane.isVisible()) {
            focusBefore = pane.getScene().getFocusOwner();
        }
        pane.getChildren().setAll(sheet.node());
        pane.setVisible(true);
        sheet.opened();
    }

    void close() {
        pane.setVisible(false);
        pane.getChildren().clear();
        Node before = focusBefore;
        focusBefore = null;
        if (before != null) {
            before.requestFocus();
        }
    }

    boolean isOpen() {
        return pane.isVisible();
    }
}
