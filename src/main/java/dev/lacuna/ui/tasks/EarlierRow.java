package dev.lacuna.ui.tasks;

import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// A task that the journal tells of, with what can be done about it.
final class EarlierRow {

    private static final Texts TEXTS = Texts.of(EarlierRow.class);

    private final HBox box = new HBox(8);
    private final Text icon = Icon.PLAIN.node();
    private final Label title = new Label();
    private final Chip state = new Chip("", Tone.PLAIN);
    private final Label text = new Label();
    private final Tooltip whole = new Tooltip();
    private final Button onward = new Button(TEXTS.get("go-on"), Icon.PLAY.node());
    private final Button command = new Button();
    private @Nullable EarlierLine line;

    EarlierRow(TaskActions actions) {
        title.setMinWidth(60);
        text.getStyleClass().add("muted");
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setTooltip(whole);
        HBox.setHgrow(text, Priority.ALWAYS);
        onward.getStyleClass().addAll("small", "go-on");
        onward.setTooltip(new Tooltip(TEXTS.get("go-on.tip")));
        onward.setMinWidth(Region.USE_PREF_SIZE);
        onward.setOnAction(event -> {
            if (line != null) {
                actions.goOn(line.task());
            }
        });
        command.setGraphic(Icon.COMMAND.node());
        command.getStyleClass().addAll("flat", "button-icon");
        command.setTooltip(new Tooltip(TEXTS.get("command")));
        command.setAccessibleText(TEXTS.get("command"));
        command.setMinWidth(Region.USE_PREF_SIZE);
        command.setOnAction(event -> {
            if (line != null) {
                actions.copyCommand(line.task());
            }
        });
        box.setAlignment(Pos.CENTER_LEFT);
        box.getChildren().addAll(icon, title, state, text, onward, command);
    }

    Node node() {
        return box;
    }

    void show(EarlierLine shown) {
        if (shown.equals(line)) {
            return;
        }
        line = shown;
        title.setText(shown.title());
        state.show(shown.state(), shown.tone());
        text.setText(shown.text());
        whole.setText(shown.text());
        (shown.runsElsewhere() ? Icon.RUNNING : Icon.of(shown.tone())).showIn(icon);
        icon.getStyleClass().removeIf(style -> style.startsWith("icon-"));
        icon.getStyleClass().add(shown.tone().iconClass());
        setShown(onward, shown.canGoOn());
        setShown(command, shown.hasCommand());
        box.setAccessibleText(shown.title() + ", " + shown.state() + ", " + shown.text());
    }

    private static void setShown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
