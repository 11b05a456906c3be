package dev.lacuna.ui.tasks;

import dev.lacuna.journal.Journal;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.InScene;
import dev.lacuna.ui.kit.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The strip at the bottom of the window with the running task, and on demand the list of all.
public final class TasksDrawer {

    private static final Texts TEXTS = Texts.of(TasksDrawer.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final TasksModel model;
    private final TaskRow current = new TaskRow();
    private final HBox strip = new HBox();
    private final Region gap = new Region();
    private final Label idle = new Label();
    private final Label last = new Label();
    private final ToggleButton toggle = new ToggleButton();
    private final EarlierRow unfinished;
    private final Label trouble = new Label();
    private final DrawerRows rows = new DrawerRows();
    private final ListView<DrawerRow> list = new ListView<>(rows.rows());
    private final VBox box = new VBox();
    private final Subscription polling;

    /// @param journal tells of earlier tasks, and of those of other processes
    public TasksDrawer(FxPulse pulse, TaskRunner runner, Journal journal, TaskActions actions, Formats formats) {
        this.model = new TasksModel(runner, new EarlierTasks(journal, runner), formats);
        this.unfinished = new EarlierRow(actions);
        list.setCellFactory(view -> new TaskCell(actions));
        list.setPrefHeight(176);
        list.setMinHeight(80);
        list.getStyleClass().add("task-list");
        list.setAccessibleText(TEXTS.get("list"));
        list.setPlaceholder(new Label(TEXTS.get("list.empty")));
        last.getStyleClass().add("muted");
        last.setMinWidth(0);
        idle.getStyleClass().add("muted");
        idle.setText(TEXTS.get("idle"));
        toggle.getStyleClass().addAll("flat", "small");
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.setGraphic(Icon.CHECKS.node());
        toggle.selectedProperty().addListener(change -> refresh());
        HBox.setHgrow(gap, Priority.SOMETIMES);
        HBox.setHgrow(current.node(), Priority.ALWAYS);
        HBox.setHgrow(unfinished.node(), Priority.ALWAYS);
        trouble.getStyleClass().addAll("muted", "task-trouble");
        trouble.setMinWidth(0);
        strip.getStyleClass().add("tasks");
        strip.setAlignment(Pos.CENTER_LEFT);
        refresh();
        polling = pulse.every(POLL, this::refresh);
    }

    public Node node() {
        return box;
    }

    /// Shows or hides the list of all tasks.
    public void toggleList() {
        toggle.setSelected(!toggle.isSelected());
    }

    /// Stops polling.
    public void close() {
        polling.unsubscribe();
    }

    private void refresh() {
        model.refresh(toggle.isSelected());
        Optional<TaskLine> running = model.current();
        // the open list begins with it
        boolean elsewhere = running.isPresent() || toggle.isSelected();
        Optional<EarlierLine> waiting = elsewhere ? Optional.empty() : model.unfinished();
        running.ifPresent(current::show);
        waiting.ifPresent(unfinished::show);
        String ended = model.lastEnded()
                .filter(line -> waiting.isEmpty())
                .map(line -> TEXTS.get("last", line.title(), line.text()))
                .orElse("");
        last.setText(ended);
        List<DrawerLine> all = model.all();
        toggle.setText(
                model.running() > 0 ? TEXTS.get("tasks.running", model.running()) : TEXTS.get("tasks", all.size()));
        trouble.setText(model.trouble().isEmpty() ? "" : TEXTS.get("trouble", model.trouble()));
        if (toggle.isSelected()) {
            rows.take(all);
        }
        Node said = running.isPresent() ? current.node() : waiting.isPresent() ? unfinished.node() : idle;
        InScene.hold(strip, said, gap, ended.isEmpty() ? null : last, toggle);
        boolean open = toggle.isSelected();
        InScene.hold(box, open ? list : null, open && !model.trouble().isEmpty() ? trouble : null, strip);
    }
}
