package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import java.time.Duration;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The field in which findings are narrowed down. Below it stands what can be typed while nothing is, and what is wrong
/// with what is typed, with the place of it.
final class FilterBox {

    private static final Texts TEXTS = Texts.of(FilterBox.class);
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");
    private static final Duration BEFORE_UNDERSTANDING = Duration.ofMillis(120);
    private static final List<String> EXAMPLES =
            TEXTS.get("filter.examples").lines().toList();

    private final FilterModel model;
    private final FxPulse pulse;
    private final Runnable leave;
    private final TextField field = new TextField();
    private final Button clear;
    private final HBox box = new HBox();
    private final Popup below = new Popup();
    private final VBox help = new VBox();
    private final Label before = Controls.label("filter-place");
    private final Label wrong = Controls.label("filter-place", "filter-wrong");
    private final Label problem = new Label();
    private Subscription waiting = Subscription.EMPTY;

    /// @param leave gives the focus back to what is filtered
    FilterBox(FilterModel model, FxPulse pulse, Runnable leave) {
        this.model = model;
        this.pulse = pulse;
        this.leave = leave;
        clear = Controls.iconButton(Icon.CLOSE, TEXTS.get("filter.clear"), this::clear);
        field.setPromptText(TEXTS.get("filter.prompt"));
        field.setAccessibleText(TEXTS.get("filter.name"));
        field.setPrefColumnCount(24);
        HBox.setHgrow(field, Priority.ALWAYS);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("filter-box");
        box.getChildren().addAll(Icon.FILTER.node(), field, clear);
        below.getContent().add(help);
        below.setAutoHide(true);
        below.setConsumeAutoHidingEvents(false); // a drag elsewhere begins with the press that hides it
        below.setHideOnEscape(false); // Esc clears first
        help.getStyleClass().addAll("filter-help");
        listen();
    }

    private void listen() {
        field.textProperty().subscribe(typed -> {
            Controls.show(clear, !typed.isEmpty());
            waiting.unsubscribe();
            waiting = pulse.after(BEFORE_UNDERSTANDING, () -> model.type(typed));
            showHelp();
        });
        field.focusedProperty().subscribe(focused -> showHelp());
        model.troubleProperty().subscribe(trouble -> {
            box.pseudoClassStateChanged(WRONG, trouble != null);
            field.setAccessibleHelp(trouble == null ? "" : trouble.problem());
            showHelp();
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            if (field.getText().isEmpty()) {
                below.hide();
                leave.run();
            } else {
                clear();
            }
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.DOWN) {
            model.type(field.getText());
            leave.run();
            event.consume();
        }
    }

    private void showHelp() {
        FilterModel.@Nullable Trouble trouble = model.troubleProperty().get();
        boolean empty = field.getText().isBlank();
        if (!field.isFocused() || field.getScene() == null || !(empty || trouble != null)) {
            below.hide();
            return;
        }
        if (trouble == null || empty) {
            showExamples();
        } else {
            showTrouble(trouble);
        }
        if (!below.isShowing()) {
            Bounds at = box.localToScreen(box.getBoundsInLocal());
            help.getStylesheets().setAll(field.getScene().getStylesheets());
            help.setPrefWidth(Math.max(340, at.getWidth()));
            below.show(box, at.getMinX(), at.getMaxY() + 2);
        }
    }

    private void showExamples() {
        help.getChildren().setAll(muted(TEXTS.get("filter.words")));
        for (String example : EXAMPLES) {
            var link = new Hyperlink(example);
            link.getStyleClass().add("filter-example");
            link.setFocusTraversable(false);
            link.setOnAction(event -> {
                field.setText(example);
                field.end();
            });
            help.getChildren().add(link);
        }
        help.getChildren().add(muted(TEXTS.get("filter.names")));
    }

    /// What was typed, marked from where the trouble begins.
    private void showTrouble(FilterModel.Trouble trouble) {
        int from = Math.max(0, trouble.position() - 24);
        before.setText((from > 0 ? "…" : "") + trouble.typed().substring(from, trouble.position()));
        String rest = trouble.typed().substring(trouble.position());
        wrong.setText(rest.isBlank() ? "␣" : rest);
        problem.setText(TEXTS.get("filter.trouble", trouble.position() + 1, trouble.problem()));
        problem.setWrapText(true);
        help.getChildren().setAll(new HBox(before, wrong), problem);
    }

    private static Label muted(String words) {
        Label label = Controls.label("muted");
        label.setText(words);
        label.setWrapText(true);
        return label;
    }

    Node node() {
        return box;
    }

    void focus() {
        field.requestFocus();
        field.selectAll();
    }

    String typed() {
        return field.getText();
    }

    /// As if somebody had typed it; nothing shows all findings.
    void type(String words) {
        field.setText(words);
        model.type(words);
    }

    /// Shows all findings again.
    void clear() {
        field.clear();
        model.type("");
    }
}
