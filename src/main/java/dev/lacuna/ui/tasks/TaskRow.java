package dev.lacuna.ui.tasks;

import dev.lacuna.task.TaskState;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Motion;
import dev.lacuna.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// One task with its progress and the buttons that steer it.
final class TaskRow {

    private static final Texts TEXTS = Texts.of(TaskRow.class);
    private static final double BAR_WIDTH = 240;

    private final HBox box = new HBox(8);
    private final Text icon = Icon.RUNNING.node();
    private final Label title = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Label text = new Label();
    private final Button pause = new Button();
    private final Button cancel = new Button();
    private final Text pauseIcon = Icon.PAUSE.node();
    private final Text resumeIcon = Icon.PLAY.node();
    private @Nullable TaskLine line;

    TaskRow() {
        title.setMinWidth(60);
        text.getStyleClass().add("muted");
        text.setMinWidth(60);
        bar.setPrefWidth(BAR_WIDTH);
        bar.setMinWidth(80);
        pause.getStyleClass().addAll("flat", "button-icon");
        cancel.getStyleClass().addAll("flat", "button-icon");
        cancel.setGraphic(Icon.CLOSE.node());
        describe(cancel, TEXTS.get("cancel"));
        cancel.setOnAction(event -> {
            if (line != null) {
                line.task().cancel();
            }
        });
        pause.setOnAction(event -> {
            if (line != null && line.isPaused()) {
                line.task().resume();
            } else if (line != null) {
                line.task().pause();
            }
        });
        pause.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getChildren().addAll(icon, title, bar, text, pause, cancel);
    }

    Node node() {
        return box;
    }

    void show(TaskLine shown) {
        line = shown;
        title.setText(shown.title());
        text.setText(shown.text());
        Motion.show(bar, shown.fraction());
        boolean running = shown.isRunning();
        setShown(bar, running);
        setShown(pause, running);
        setShown(cancel, running);
        pause.setDisable(!shown.mayPause());
        cancel.setDisable(shown.state() == TaskState.CANCELLING);
        pause.setGraphic(shown.isPaused() ? resumeIcon : pauseIcon);
        describe(pause, TEXTS.get(shown.isPaused() ? "resume" : "pause"));
        showIcon(shown);
    }

    private void showIcon(TaskLine shown) {
        (shown.isRunning() ? Icon.RUNNING : Icon.of(shown.tone())).showIn(icon);
        icon.getStyleClass().removeIf(style -> style.startsWith("icon-"));
        if (!shown.isRunning()) {
            icon.getStyleClass().add(shown.tone().iconClass());
        }
    }

    private static void describe(Button button, String words) {
        if (button.getTooltip() == null) {
            button.setTooltip(new Tooltip(words));
        } else {
            button.getTooltip().setText(words);
        }
        button.setAccessibleText(words);
    }

    private static void setShown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
