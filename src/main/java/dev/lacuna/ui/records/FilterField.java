package dev.lacuna.ui.records;

import dev.lacuna.filter.BadFilterException;
import dev.lacuna.filter.EventFilter;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Where a filter is typed. Whether it can be understood is said while it is typed, and where it can't be.
final class FilterField {

    private static final Texts TEXTS = Texts.of(FilterField.class);
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final Duration BEFORE_CHECKING = Duration.ofMillis(150);
    private static final KeyCombination COMPLETE = new KeyCodeCombination(KeyCode.SPACE, KeyCombination.CONTROL_DOWN);
    private static final int SHOWN_AROUND = 14;
    private static final int MOST_PROPOSED = 12;

    private final FxPulse pulse;
    private final TaskRunner runner;
    private final Supplier<List<String>> names;
    private final TextField field = new TextField();
    private final ReadOnlyObjectWrapper<String> problem = new ReadOnlyObjectWrapper<>(this, "problem", "");
    private Subscription waiting = Subscription.EMPTY;
    private @Nullable TaskHandle<EventFilter> checking;

    /// @param names what could be typed: names of the language, and fields of the payloads at hand
    FilterField(FxPulse pulse, TaskRunner runner, Supplier<List<String>> names) {
        this.pulse = pulse;
        this.runner = runner;
        this.names = names;
        field.setPromptText(TEXTS.get("filter.prompt"));
        field.setAccessibleText(TEXTS.get("filter"));
        field.setTooltip(new Tooltip(TEXTS.get("filter.tip")));
        field.getStyleClass().addAll("small", "mono", "filter-field");
        field.textProperty().subscribe((before, now) -> {
            waiting.unsubscribe();
            waiting = pulse.after(BEFORE_CHECKING, () -> check(Optional.empty()));
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (COMPLETE.match(event)) {
                propose();
                event.consume();
            }
        });
    }

    TextField node() {
        return field;
    }

    /// What is wrong with it and where, in one line; empty while nothing is.
    ReadOnlyObjectProperty<String> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    boolean isEmpty() {
        return field.getText().isBlank();
    }

    /// Understands what is typed, and does something with it once that is done; nothing where it is wrong.
    void with(java.util.function.Consumer<EventFilter> action) {
        waiting.unsubscribe();
        if (!isEmpty()) {
            check(Optional.of(action));
        }
    }

    private void check(Optional<java.util.function.Consumer<EventFilter>> action) {
        String text = field.getText();
        TaskHandle<EventFilter> old = checking;
        checking = null;
        if (old != null) {
            old.cancel();
        }
        if (text.isBlank()) {
            tell("");
            return;
        }
        TaskHandle<EventFilter> task = runner.start(TEXTS.get("filter"), context -> EventFilter.compile(text));
        checking = task;
        task.onEnd(ended -> pulse.post(() -> {
            if (checking == task) {
                checking = null;
                tell(task.failure().map(failure -> words(text, failure)).orElse(""));
                action.ifPresent(then -> task.result().ifPresent(then));
            }
        }));
    }

    private void tell(String words) {
        problem.set(words);
        field.pseudoClassStateChanged(WRONG, !words.isEmpty());
    }

    /// Shows the place itself, since nobody counts characters.
    private static String words(String text, Exception failure) {
        if (!(failure instanceof BadFilterException bad)) {
            return String.valueOf(failure.getMessage());
        }
        int at = Math.min(bad.position(), text.length());
        String before = text.substring(Math.max(0, at - SHOWN_AROUND), at);
        String behind = text.substring(at, Math.min(text.length(), at + SHOWN_AROUND));
        return TEXTS.get("filter.wrong", at + 1, before + "▸" + behind, bad.problem());
    }

    // Completion.

    private void propose() {
        String text = field.getText();
        int caret = field.getCaretPosition();
        int start = caret;
        while (start > 0 && isOfAName(text.charAt(start - 1))) {
            start--;
        }
        int from = start;
        String begun = text.substring(start, caret);
        ContextMenu menu = new ContextMenu();
        names.get().stream()
                .filter(name -> name.startsWith(begun) && !name.equals(begun))
                .limit(MOST_PROPOSED)
                .forEach(name -> {
                    MenuItem item = new MenuItem(name);
                    item.setMnemonicParsing(false);
                    item.setOnAction(event -> {
                        field.replaceText(from, caret, name);
                        field.positionCaret(from + name.length());
                    });
                    menu.getItems().add(item);
                });
        if (!menu.getItems().isEmpty()) {
            menu.show(field, Side.BOTTOM, 0, 0);
        }
    }

    private static boolean isOfAName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }
}
