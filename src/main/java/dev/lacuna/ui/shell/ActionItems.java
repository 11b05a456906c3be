package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Chord;
import dev.lacuna.ui.kit.Motion;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.timeline.TimelineAction;
import dev.lacuna.ui.timeline.TimelineModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuItem;

/// All actions as entries of the palette and as items of menus: what is in the lists of actions is in both.
final class ActionItems {

    private static final Texts TEXTS = Texts.of(ActionItems.class);

    private final TimelineModel timeline;
    private final BooleanSupplier streamShown;
    private final Consumer<WindowAction> onWindow;
    private final Consumer<TimelineAction> onTimeline;

    /// @param streamShown whether there is a stream to act on
    ActionItems(
            TimelineModel timeline,
            BooleanSupplier streamShown,
            Consumer<WindowAction> onWindow,
            Consumer<TimelineAction> onTimeline) {
        this.timeline = timeline;
        this.streamShown = streamShown;
        this.onWindow = onWindow;
        this.onTimeline = onTimeline;
    }

    /// Those of the window first, then those of the timeline, in the order of the lists.
    List<PaletteEntry> entries() {
        boolean shown = streamShown.getAsBoolean();
        List<PaletteEntry> entries = new ArrayList<>();
        for (WindowAction action : WindowAction.values()) {
            entries.add(new PaletteEntry(
                    group(action.group()),
                    action.words(),
                    action.chords(),
                    action == WindowAction.REDUCED_MOTION
                            ? Optional.of(Motion.reducedProperty().get())
                            : Optional.empty(),
                    shown || !action.needsStream(),
                    () -> onWindow.accept(action)));
        }
        for (TimelineAction action : TimelineAction.values()) {
            entries.add(new PaletteEntry(
                    group(action.group()),
                    action.words(),
                    action.chords(),
                    action.isOn(timeline),
                    shown,
                    () -> onTimeline.accept(action)));
        }
        return entries;
    }

    static String group(Enum<?> group) {
        return TEXTS.get("group." + group.name().toLowerCase(Locale.ROOT));
    }

    MenuItem item(WindowAction action) {
        return with(action.chords(), new MenuItem(action.words()), () -> onWindow.accept(action));
    }

    /// A switch shows whether it is on when its menu is opened: see [#refresh].
    MenuItem item(TimelineAction action) {
        MenuItem item =
                action.isOn(timeline).isPresent() ? new CheckMenuItem(action.words()) : new MenuItem(action.words());
        item.setUserData(action);
        return with(action.chords(), item, () -> onTimeline.accept(action));
    }

    private static MenuItem with(List<Chord> chords, MenuItem item, Runnable action) {
        // a key without a modifier would take letters from whoever types: there the window listens itself
        chords.stream()
                .filter(chord -> chord.control() || chord.alt())
                .findFirst()
                .ifPresent(chord -> item.setAccelerator(chord.combination()));
        item.setOnAction(event -> action.run());
        return item;
    }

    void refresh(List<MenuItem> items) {
        for (MenuItem item : items) {
            if (item instanceof CheckMenuItem check && item.getUserData() instanceof TimelineAction action) {
                check.setSelected(action.isOn(timeline).orElse(false));
            }
        }
    }
}
