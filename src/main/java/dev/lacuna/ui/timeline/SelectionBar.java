package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
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

    private static final List<TimelineAction> SWITCHES = List.of(
            TimelineAction.FIT_ALL,
            TimelineAction.TURN_AXIS,
            TimelineAction.HARMLESS,
            TimelineAction.ONLY_WITH_FINDINGS,
            TimelineAction.CROSSHAIR,
            TimelineAction.WHEEL_ZOOMS);

    private final TimelineModel model;
    private final SelectionActions actions;
    private final Consumer<TimelineAction> perform;
    private final Button replay;
    private final List<MenuItem> choices = new ArrayList<>();

    /// @param perform does what the timeline can do by itself
    SelectionBar(TimelineModel model, SelectionActions actions, Consumer<TimelineAction> perform) {
        this.model = model;
        this.actions = actions;
        this.perform = perform;
        getStyleClass().add("selbar");
        replay = button(TimelineAction.REPLAY);
        replay.setGraphic(Icon.PLAY.node());
        replay.getStyleClass().add("accent");
        Button zoom = button(TimelineAction.ZOOM_TO_SELECTION);
        Button note = button(TimelineAction.NOTE);
        List.of(zoom, note).forEach(button -> button.getStyleClass().add("flat"));
        getChildren()
                .addAll(replay, zoom, menu("action.export", exportItems()), note, menu("action.copy", copyItems()));
        setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    /// Looks anew at what can be done; asked before it is shown.
    void refresh() {
        replay.setDisable(!actions.canReplay());
        choices.forEach(this::refresh);
    }

    private Button button(TimelineAction action) {
        var button = new Button(TEXTS.get("action." + action.name().toLowerCase(Locale.ROOT)));
        button.getStyleClass().add("small");
        button.setAccessibleText(action.words());
        // keys stay with the timeline: they and the context menu do the same
        button.setFocusTraversable(false);
        button.setOnAction(event -> perform.accept(action));
        return button;
    }

    private void refresh(MenuItem item) {
        if (item.getUserData() instanceof TimelineAction action) {
            item.setDisable(!isPossible(action));
        }
    }

    private boolean isPossible(TimelineAction action) {
        boolean nothing = action.isForSelection() && model.selectedPartitions().isEmpty();
        return !nothing && (action != TimelineAction.REPLAY || actions.canReplay());
    }

    private MenuButton menu(String key, List<MenuItem> items) {
        choices.addAll(items);
        var menu = new MenuButton(TEXTS.get(key));
        menu.getStyleClass().addAll("flat", "small");
        menu.setFocusTraversable(false);
        menu.getItems().addAll(items);
        return menu;
    }

    /// Says why something was asked for in vain.
    void tell(String obstacle) {
        actions.tell(obstacle);
    }

    /// Does what is left to the window.
    void performOutside(TimelineAction action) {
        Selection selection = model.selection();
        if (action == TimelineAction.REPLAY && !actions.canReplay()) {
            tell(TEXTS.get("missing.target", Texts.called(action.words())));
            return;
        }
        switch (action) {
            case REPLAY -> actions.replay(selection);
            case NOTE -> actions.note();
            case EXPORT_SELECTION -> actions.exportFindings(selection);
            case EXPORT_EVENTS -> actions.exportEvents(selection, false);
            case EXPORT_EVENTS_CSV -> actions.exportEvents(selection, true);
            case COPY_COMMAND -> actions.copy(selection, SelectionActions.CopyForm.COMMAND);
            case COPY_RANGE -> actions.copy(selection, SelectionActions.CopyForm.RANGE);
            case COPY_EVENTS -> actions.copy(selection, SelectionActions.CopyForm.EVENTS);
            default -> throw new IllegalArgumentException("not for the window: " + action);
        }
    }

    private List<MenuItem> exportItems() {
        return List.of(
                item(TimelineAction.EXPORT_SELECTION),
                item(TimelineAction.EXPORT_EVENTS_CSV),
                item(TimelineAction.EXPORT_EVENTS));
    }

    private List<MenuItem> copyItems() {
        return List.of(
                item(TimelineAction.COPY_COMMAND), item(TimelineAction.COPY_RANGE), item(TimelineAction.COPY_EVENTS));
    }

    private MenuItem item(TimelineAction action) {
        Optional<Boolean> on = action.isOn(model);
        MenuItem item = on.isPresent() ? new CheckMenuItem(action.words()) : new MenuItem(action.words());
        if (item instanceof CheckMenuItem check) {
            check.setSelected(on.orElse(false));
        }
        action.chords().stream().findFirst().ifPresent(chord -> item.setAccelerator(chord.combination()));
        item.setOnAction(event -> perform.accept(action));
        item.setUserData(action);
        refresh(item);
        return item;
    }

    /// The same actions, those on lanes, and the timeline's switches.
    ///
    /// @param lanes that the menu was opened on
    ContextMenu menu(List<PartitionRef> lanes) {
        Menu copy = submenu("action.copy", copyItems());
        Menu export = submenu("action.export", exportItems());
        var menu = new ContextMenu();
        menu.getItems()
                .addAll(
                        item(TimelineAction.REPLAY),
                        item(TimelineAction.ZOOM_TO_SELECTION),
                        export,
                        item(TimelineAction.NOTE),
                        copy,
                        item(TimelineAction.CLEAR),
                        new SeparatorMenuItem());
        menu.getItems().addAll(laneItems(lanes));
        menu.getItems().add(new SeparatorMenuItem());
        for (TimelineAction action : SWITCHES) {
            menu.getItems().add(item(action));
        }
        return menu;
    }

    private Menu submenu(String key, List<MenuItem> items) {
        var submenu = new Menu(TEXTS.get(key));
        submenu.getItems().addAll(items);
        submenu.setDisable(model.selectedPartitions().isEmpty());
        return submenu;
    }

    private List<MenuItem> laneItems(List<PartitionRef> lanes) {
        String pin = lanes.stream().allMatch(model.laneChoice()::isPinned) ? "action.unpin" : "action.pin";
        String collapse =
                lanes.stream().allMatch(model.laneChoice()::isCollapsed) ? "action.expand" : "action.collapse";
        List<MenuItem> items = new ArrayList<>();
        if (!lanes.isEmpty()) {
            items.add(item(pin, lanes, () -> model.laneChoice().togglePinned(lanes)));
            items.add(item(collapse, lanes, () -> model.laneChoice().toggleCollapsed(lanes)));
        }
        // where there is no lead there are not several
        model.streams()
                .lead()
                .flatMap(lead -> lanes.stream().map(PartitionRef::stream).findFirst())
                .ifPresent(stream -> items.add(item(stream)));
        items.add(item(TimelineAction.COLLAPSE_ALL));
        items.add(item(TimelineAction.EXPAND_ALL));
        return items;
    }

    private MenuItem item(StreamRef stream) {
        var item = new MenuItem(TEXTS.get("action.remove", stream.name()));
        item.setOnAction(event -> actions.removeFromView(stream));
        return item;
    }

    private static MenuItem item(String key, List<PartitionRef> lanes, Runnable action) {
        String which = lanes.size() == 1
                ? TEXTS.get("lane", Integer.toString(lanes.getFirst().number()))
                : TEXTS.get("group.lanes", lanes.size());
        var item = new MenuItem(TEXTS.get(key, which));
        item.setOnAction(event -> action.run());
        return item;
    }
}
