package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// All actions by name: a few letters find one, Enter does it.
final class CommandPalette implements Sheet {

    private static final Texts TEXTS = Texts.of(CommandPalette.class);
    private static final double ROW = 28;
    private static final int ROWS = 12;

    private final Supplier<List<PaletteEntry>> entries;
    private final Runnable close;
    private final TextField letters = new TextField();
    private final ListView<PaletteEntry> list = new ListView<>();
    private final VBox box = new VBox(6, letters, list);
    private List<PaletteEntry> all = List.of();

    CommandPalette(Supplier<List<PaletteEntry>> entries, Runnable close) {
        this.entries = entries;
        this.close = close;
        letters.setPromptText(TEXTS.get("palette.prompt"));
        letters.setAccessibleText(TEXTS.get("palette.prompt"));
        letters.textProperty().subscribe(text -> show(text));
        letters.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        list.setFixedCellSize(ROW);
        list.setPrefHeight(ROW * ROWS + 2);
        list.setFocusTraversable(false);
        list.setAccessibleText(TEXTS.get("palette.list"));
        list.setPlaceholder(new Label(TEXTS.get("palette.none")));
        list.setCellFactory(view -> new Cell());
        list.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> run());
        box.getStyleClass().addAll("sheet-box", "palette");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void opened() {
        all = entries.get();
        letters.clear();
        show("");
        letters.requestFocus();
    }

    private void show(String text) {
        list.getItems().setAll(PaletteEntry.matching(all, text));
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void pressed(KeyEvent event) {
        int at = list.getSelectionModel().getSelectedIndex();
        int last = list.getItems().size() - 1;
        if (event.getCode() == KeyCode.ENTER) {
            run();
        } else if (event.getCode() == KeyCode.DOWN) {
            select(Math.min(last, at + 1));
        } else if (event.getCode() == KeyCode.UP) {
            select(Math.max(0, at - 1));
        } else if (event.getCode() == KeyCode.PAGE_DOWN) {
            select(Math.min(last, at + ROWS));
        } else if (event.getCode() == KeyCode.PAGE_UP) {
            select(Math.max(0, at - ROWS));
        } else {
            return;
        }
        event.consume();
    }

    private void select(int index) {
        list.getSelectionModel().select(index);
        list.scrollTo(Math.max(0, index - ROWS / 2));
    }

    private void run() {
        PaletteEntry chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.possible()) {
            close.run();
            chosen.action().run();
        }
    }

    /// What it does at the left, its group and its keys at the right.
    private static final class Cell extends ListCell<PaletteEntry> {
        private final Label words = new Label();
        private final Label group = Controls.label("muted");
        private final Label keys = Controls.label("mono", "muted");
        private final HBox row = new HBox(10, words, Controls.gap(), group, keys);

        Cell() {
            row.setAlignment(Pos.CENTER_LEFT);
            keys.setMinWidth(130);
            words.setMinWidth(Region.USE_PREF_SIZE);
        }

        @Override
        protected void updateItem(@Nullable PaletteEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            setGraphic(empty || entry == null ? null : row);
            if (empty || entry == null) {
                setAccessibleText(null);
                return;
            }
            String state = entry.on()
                    .map(on -> "  " + TEXTS.get(on ? "palette.on" : "palette.off"))
                    .orElse("");
            words.setText(entry.words() + state);
            group.setText(entry.group());
            keys.setText(entry.keys());
            row.setOpacity(entry.possible() ? 1 : 0.45);
            setAccessibleText(entry.words() + state + " " + entry.keys());
        }
    }
}
