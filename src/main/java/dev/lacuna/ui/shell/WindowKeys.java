package dev.lacuna.ui.shell;

import dev.lacuna.ui.timeline.TimelineAction;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The keys of the window: those of its actions hold everywhere, those of the timeline wherever no other control needs
/// them for itself.
final class WindowKeys {

    /// What the keys that are no action's do.
    interface Actions {

        void showKeys();

        void escape();

        /// Whether a timeline is there to take keys, and nothing lies above it.
        boolean isTimelineOpen();

        /// @return whether it meant something to the timeline
        boolean pressOnTimeline(KeyEvent event);
    }

    private final WindowCommands commands;
    private final Actions actions;

    private WindowKeys(WindowCommands commands, Actions actions) {
        this.commands = commands;
        this.actions = actions;
    }

    static void listen(Scene scene, WindowCommands commands, Actions actions) {
        var listener = new WindowKeys(commands, actions);
        var keys = scene.getAccelerators();
        for (WindowAction action : WindowAction.values()) {
            action.chords().forEach(chord -> keys.put(chord.combination(), () -> commands.perform(action)));
        }
        scene.addEventHandler(KeyEvent.KEY_TYPED, listener::typed);
        scene.addEventHandler(KeyEvent.KEY_PRESSED, listener::pressed);
    }

    private void typed(KeyEvent event) {
        if (isTyping(event)) {
            return;
        }
        switch (event.getCharacter()) {
            case "?" -> actions.showKeys();
            case "/" -> commands.perform(WindowAction.FILTER);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            actions.escape();
            event.consume();
        } else if (isForTimeline(event) && press(event)) {
            event.consume();
        }
    }

    private boolean press(KeyEvent event) {
        if (actions.isTimelineOpen()) {
            return actions.pressOnTimeline(event);
        }
        TimelineAction.meantBy(event).ifPresent(action -> commands.sayWithoutStream(action.words()));
        return false;
    }

    /// Keys that no table, tree or button needs for itself. Enter stays with the control that has the focus.
    private boolean isForTimeline(KeyEvent event) {
        boolean walks = event.getCode().isArrowKey() && !event.isAltDown();
        return !walks && event.getCode() != KeyCode.ENTER && !isTyping(event);
    }

    private static boolean isTyping(Event event) {
        return event.getTarget() instanceof TextInputControl;
    }
}
