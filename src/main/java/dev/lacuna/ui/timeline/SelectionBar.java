package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// The bar that floats under a selection, and the context menu with the same actions.
final class SelectionBar extends HBox {

    private static final Texts TEXTS = Texts.of(SelectionBar.class);

    private final TimelineModel model;
    private final SelectionActions actions;

    SelectionBar(TimelineModel model, SelectionActions actions) {
        this.model = model;
        this.actions = actions;
        getStyleClass().add("selbar");
        Button replay = button("action.replay", this::replay);
        replay.setGraphic(Icon.PLAY.node());
        replay.getStyleClass().add("accent");
        Button zoom = button("action.zoom", model::zoomToSelection);
        Button csv = button("action.csv", this::exportCsv);
        var copy = new MenuButton(TEXTS.get("action.copy"));
        copy.getStyleClass().addAll("flat", "small");
        copy.setFocusTraversable(false);
        copy.getItems().addAll(copyItems());
        List.of(zoom, csv).forEach(button -> button.getStyleClass().add("flat"));
        getChildren().addAll(replay, zoom, csv, copy);
        setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    private static Button button(String key, Runnable action) {
        var button = new Button(TEXTS.get(key));
        button.getStyleClass().add("small");
        // keys stay with the timeline: Z, Enter and the context menu do the same
        button.setFocusTraversable(false);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void replay() {
        actions.replay(model.selection());
    }

    private void exportCsv() {
        actions.exportCsv(model.selection());
    }

    private List<MenuItem> copyItems() {
        return List.of(
                copyItem(SelectionActions.CopyForm.COMMAND),
                copyItem(SelectionActions.CopyForm.RANGE),
                copyItem(SelectionActions.CopyForm.EVENTS));
    }

    private MenuItem copyItem(SelectionActions.CopyForm form) {
        return item("action.copy." + form.name().toLowerCase(Locale.ROOT), () -> actions.copy(model.selection(), form));
    }

    private static MenuItem item(String key, Runnable action) {
        var item = new MenuItem(TEXTS.get(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    /// The same actions, those on lanes, and the timeline's switches.
    ///
    /// @param lanes that the menu was opened on
    ContextMenu menu(List<PartitionRef> lanes) {
        boolean none = model.selectedPartitions().isEmpty();
        var copy = new Menu(TEXTS.get("action.copy"));
        copy.getItems().addAll(copyItems());
        List<MenuItem> onSelection = List.of(
                item("action.replay", this::replay),
                item("action.zoom", model::zoomToSelection),
                item("action.csv", this::exportCsv),
                copy,
                item("action.clear", model::clear));
        onSelection.forEach(item -> item.setDisable(none));
        var menu = new ContextMenu();
        menu.getItems().addAll(onSelection);
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().addAll(laneItems(lanes));
        menu.getItems()
                .addAll(
                        new SeparatorMenuItem(),
                        item("action.fit", () -> model.viewport().fitAll()),
                        check("action.benign", model.showsBenign(), () -> model.showBenign(!model.showsBenign())),
                        check(
                                "action.onlyFindings",
                                model.showsOnlyLanesWithFindings(),
                                () -> model.showOnlyLanesWithFindings(!model.showsOnlyLanesWithFindings())),
                        check("action.crosshair", model.hasCrosshair(), model::toggleCrosshair),
                        check("action.wheel", model.wheelZooms(), () -> model.setWheelZooms(!model.wheelZooms())));
        return menu;
    }

    private List<MenuItem> laneItems(List<PartitionRef> lanes) {
        String pin = lanes.stream().allMatch(model::isPinned) ? "action.unpin" : "action.pin";
        String collapse = lanes.stream().allMatch(model::isCollapsed) ? "action.expand" : "action.collapse";
        List<MenuItem> items = new ArrayList<>();
        if (!lanes.isEmpty()) {
            items.add(item(pin, lanes, () -> model.togglePinned(lanes)));
            items.add(item(collapse, lanes, () -> model.toggleCollapsed(lanes)));
        }
        items.add(item("action.collapseAll", () -> model.collapseAll(true)));
        items.add(item("action.expandAll", () -> model.collapseAll(false)));
        return items;
    }

    private static MenuItem item(String key, List<PartitionRef> lanes, Runnable action) {
        String which = lanes.size() == 1
                ? TEXTS.get("lane", Integer.toString(lanes.getFirst().number()))
                : TEXTS.get("group.lanes", lanes.size());
        var item = new MenuItem(TEXTS.get(key, which));
        item.setOnAction(event -> action.run());
        return item;
    }

    private static MenuItem check(String key, boolean on, Runnable toggle) {
        var item = new CheckMenuItem(TEXTS.get(key));
        item.setSelected(on);
        item.setOnAction(event -> toggle.run());
        return item;
    }
}
