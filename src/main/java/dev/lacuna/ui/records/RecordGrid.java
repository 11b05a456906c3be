package dev.lacuna.ui.records;

import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The table of records with a scroll bar for the whole list. The table itself holds no more rows than are seen, so
/// that it takes the same time for a hundred records and for a billion; scrolling and choosing are the model's.
final class RecordGrid {

    private static final Texts TEXTS = Texts.of(RecordGrid.class);
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass KEPT = PseudoClass.getPseudoClass("kept");
    /// Whoever drags the thumb to and fro shall not start a read per pixel.
    private static final Duration BEFORE_JUMPING = Duration.ofMillis(60);

    private static final double HEAD_HEIGHT = 28;

    private final Formats formats;
    private final FxPulse pulse;
    private final RecordsViewModel model;
    private final RecordTable columns;
    private final RecordCopying copying;
    private final RecordPair pair;
    private final TableView<Row> table;
    private final ScrollBar bar = new ScrollBar();
    private final Label instead = new Label();
    private final BorderPane root = new BorderPane();
    private Consumer<Boolean> onFind = forward -> {};
    private Runnable onGoTo = () -> {};
    private Runnable onFilter = () -> {};
    private Consumer<String> onObstacle = words -> {};
    private boolean measuredBeside;
    private Subscription jumping = Subscription.EMPTY;
    private boolean showing;
    private double rest;
    private PayloadReading read = PayloadReading.none();

    /// Those that the table has asked for; it keeps as many as have room, and uses them again.
    private final Set<GridRow> gridRows = Collections.newSetFromMap(new WeakHashMap<>());

    RecordGrid(
            Formats formats,
            FxPulse pulse,
            RecordsViewModel model,
            RecordTable columns,
            RecordCopying copying,
            RecordPair pair) {
        this.formats = formats;
        this.pulse = pulse;
        this.model = model;
        this.columns = columns;
        this.copying = copying;
        this.pair = pair;
        table = columns.node();
        instead.getStyleClass().addAll("muted", "why-empty");
        instead.setWrapText(true);
        table.setPlaceholder(instead);
        table.setContextMenu(menu());
        table.setRowFactory(view -> {
            var row = new GridRow();
            gridRows.add(row);
            return row;
        });
        formats.zoneProperty().subscribe((before, now) -> table.refresh());
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        table.addEventFilter(KeyEvent.KEY_TYPED, this::keyTyped);
        table.addEventFilter(ScrollEvent.SCROLL, this::scrolled);
        table.heightProperty().subscribe(height -> measure());
        table.getSelectionModel().selectedItemProperty().subscribe(this::selected);
        bar.setOrientation(Orientation.VERTICAL);
        bar.setMin(0);
        bar.setMax(1);
        bar.setAccessibleText(TEXTS.get("scroll"));
        bar.valueProperty().subscribe((before, now) -> {
            if (!showing) {
                jumping.unsubscribe();
                jumping = pulse.after(BEFORE_JUMPING, () -> model.scrollTo(fraction(now.doubleValue())));
            }
        });
        root.setCenter(table);
        root.setRight(bar);
        root.setMinWidth(200);
    }

    private ContextMenu menu() {
        ContextMenu menu = copying.menu();
        var compare = new MenuItem(null, Icon.COMPARE.node());
        compare.setOnAction(event -> pair.toggle());
        pair.keptProperty().subscribe(kept -> {
            compare.setText(TEXTS.get(kept.isPresent() ? "compare.end.key" : "compare.key"));
            gridRows.forEach(GridRow::mark);
        });
        menu.getItems().addAll(0, List.of(compare, new SeparatorMenuItem()));
        return menu;
    }

    Node node() {
        return root;
    }

    RecordTable columns() {
        return columns;
    }

    void setOnFind(Consumer<Boolean> action) {
        onFind = action;
    }

    void setOnGoTo(Runnable action) {
        onGoTo = action;
    }

    /// Takes the words on why something was asked for in vain; empty where it was not.
    void setOnObstacle(Consumer<String> action) {
        onObstacle = action;
    }

    void setOnFilter(Runnable action) {
        onFilter = action;
    }

    void sayInstead(String words) {
        instead.setText(words);
    }

    private void measure() {
        Node across = table.lookup(".scroll-bar:horizontal");
        if (across != null && !measuredBeside) {
            measuredBeside = true; // it has its height, or goes, only after the table was laid out
            across.visibleProperty().subscribe((before, now) -> pulse.post(this::measure));
            across.boundsInParentProperty().subscribe((before, now) -> pulse.post(this::measure));
        }
        double taken = across != null && across.isVisible()
                ? across.getBoundsInParent().getHeight()
                : 0;
        int rows = (int) Math.floor((table.getHeight() - HEAD_HEIGHT - taken) / RecordTable.ROW_HEIGHT);
        model.see(Math.max(1, rows));
    }

    /// Draws what the model shows now.
    void show() {
        showing = true;
        try {
            List<Row> rows = model.rows();
            boolean otherWords = columns.fit(model.atHand(), model.areSeveralStreams()) || model.reading() != read;
            read = model.reading();
            if (!table.getItems().equals(rows)) {
                table.getItems().setAll(rows);
            } else if (otherWords) {
                table.refresh();
            }
            gridRows.forEach(GridRow::mark);
            selectLead(rows);
            double seen = model.seenFraction();
            bar.setVisible(seen < 1);
            bar.setManaged(seen < 1);
            bar.setVisibleAmount(Math.max(0.02, seen));
            bar.setUnitIncrement(Math.max(seen / 10, 1e-6));
            bar.setBlockIncrement(Math.max(seen, 1e-6));
            bar.setValue(seen >= 1 ? 0 : Math.clamp(model.topFraction() / (1 - seen), 0, 1));
        } finally {
            showing = false;
        }
    }

    private double fraction(double value) {
        return value >= 1 ? 1 : value * (1 - model.seenFraction());
    }

    private void selectLead(List<Row> rows) {
        Optional<RecordPlace> lead = model.selection().lead();
        for (int i = 0; lead.isPresent() && i < rows.size(); i++) {
            if (rows.get(i).place().equals(lead.get())) {
                table.getSelectionModel().clearAndSelect(i);
                table.getFocusModel().focus(i);
                return;
            }
        }
        table.getSelectionModel().clearSelection();
    }

    /// What a screen reader, or anything else beside mouse and keys, selects.
    private void selected(@Nullable Row row) {
        if (!showing
                && row != null
                && !Optional.of(row.place()).equals(model.selection().lead())) {
            model.choose(row, false, false);
        }
    }

    private void scrolled(ScrollEvent event) {
        if (Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY()) || event.isShortcutDown()) {
            return;
        }
        rest -= event.getDeltaY() / RecordTable.ROW_HEIGHT;
        int rows = (int) rest;
        if (rows != 0) {
            rest -= rows;
            model.scrollBy(rows);
        }
        event.consume();
    }

    private void keyPressed(KeyEvent event) {
        boolean extend = event.isShiftDown();
        int page = Math.max(1, model.seen() - 1);
        switch (event.getCode()) {
            case UP, KP_UP -> model.moveBy(-1, extend);
            case DOWN, KP_DOWN -> model.moveBy(1, extend);
            case PAGE_UP -> model.moveBy(-page, extend);
            case PAGE_DOWN -> model.moveBy(page, extend);
            case HOME -> model.goToStart();
            case END -> model.goToEnd(true);
            case F3 -> onFind.accept(!extend);
            case ESCAPE -> {
                if (model.hits().isSearching()) {
                    model.hits().stop();
                } else if (pair.keptProperty().get().isPresent()) {
                    pair.toggle();
                } else {
                    return;
                }
            }
            default -> {
                if (!withShortcut(event)) {
                    return;
                }
            }
        }
        event.consume();
    }

    /// By what is typed and not by the key: elsewhere it is another one, and who is given the focus at the press gets
    /// the letter.
    private void keyTyped(KeyEvent event) {
        if (event.getCharacter().equals("/")) {
            onFilter.run();
            event.consume();
        }
    }

    private void compare() {
        boolean nothing = pair.keptProperty().get().isEmpty()
                && model.leadProperty().get().isEmpty();
        onObstacle.accept(nothing ? TEXTS.get("compare.none") : "");
        pair.toggle();
    }

    private boolean withShortcut(KeyEvent event) {
        if (!event.isShortcutDown()) {
            return false;
        }
        if (event.getCode() == KeyCode.A) {
            model.chooseAll();
        } else if (event.getCode() == KeyCode.C) {
            copying.copy(event.isShiftDown() ? RecordCopies.VALUE : RecordCopies.REFERENCE);
        } else if (event.getCode() == KeyCode.D) {
            compare();
        } else if (event.getCode() == KeyCode.F) {
            onFilter.run();
        } else if (event.getCode() == KeyCode.G && event.isShiftDown()) {
            onGoTo.run();
        } else {
            return false;
        }
        return true;
    }

    /// A row that asks the model whether it is chosen, and tells it of clicks.
    private final class GridRow extends TableRow<Row> {

        GridRow() {
            addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        }

        private void pressed(MouseEvent event) {
            Row row = getItem();
            if (row == null) {
                return;
            }
            boolean other = event.getButton() != MouseButton.PRIMARY;
            if (!other || !model.selection().contains(row.place())) {
                model.choose(row, event.isShiftDown(), event.isShortcutDown());
            }
            table.requestFocus();
            if (!other) {
                event.consume();
            }
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            Row shown = empty ? null : row;
            setAccessibleText(shown == null ? null : RecordWords.aloud(shown, formats));
            mark();
        }

        /// To choose takes no cell to be made anew.
        private void mark() {
            Row row = isEmpty() ? null : getItem();
            pseudoClassStateChanged(CHOSEN, row != null && model.selection().contains(row.place()));
            pseudoClassStateChanged(
                    KEPT,
                    row != null
                            && pair.keptProperty()
                                    .get()
                                    .filter(kept -> kept.place().equals(row.place()))
                                    .isPresent());
        }
    }
}
