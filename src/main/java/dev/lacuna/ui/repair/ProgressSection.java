package dev.lacuna.ui.repair;

import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Motion;
import dev.lacuna.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How far the running step is, as a whole and for each part, with pause and cancel.
final class ProgressSection extends VBox {

    private static final Texts TEXTS = Texts.of(ProgressSection.class);
    private static final int MOST_PARTS = 8;

    private final ReplayViewModel model;
    private final Label phase = new Label();
    private final Label count = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final GridPane parts = new GridPane();
    private final Button pause = new Button();
    private final Button cancel = new Button(null, Icon.CLOSE.node());

    ProgressSection(ReplayViewModel model) {
        super(8);
        this.model = model;
        phase.getStyleClass().add("strong");
        count.getStyleClass().add("muted");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(TEXTS.get("progress.bar"));
        parts.setHgap(10);
        parts.setVgap(4);
        pause.getStyleClass().addAll("flat", "button-icon");
        pause.setOnAction(event -> model.pauseOrResume());
        cancel.getStyleClass().addAll("flat", "button-icon");
        cancel.setAccessibleText(TEXTS.get("cancel"));
        cancel.setTooltip(new Tooltip(TEXTS.get("cancel")));
        cancel.setOnAction(event -> model.cancel());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, phase, count, gap, pause, cancel);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(head, bar, parts);
    }

    void show() {
        boolean running = model.isRunning();
        setVisible(running);
        setManaged(running);
        if (!running) {
            return;
        }
        ProgressSnapshot progress = model.progress();
        phase.setText(phase(progress));
        count.setText(ReplayWords.progress(progress));
        Motion.show(bar, progress.unit().isEmpty() ? -1 : progress.fraction());
        showPause();
        showParts(progress);
    }

    private String phase(ProgressSnapshot progress) {
        String step = model.step().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        if (model.isCancelling()) {
            return TEXTS.get("phase.cancelling");
        }
        if (model.isPaused()) {
            return TEXTS.get("phase.paused");
        }
        return progress.phase().isEmpty() ? TEXTS.get("phase." + step) : progress.phase();
    }

    private void showPause() {
        boolean paused = model.isPaused();
        String words = TEXTS.get(paused ? "resume" : "pause");
        if (!words.equals(pause.getAccessibleText())) {
            pause.setGraphic((paused ? Icon.PLAY : Icon.PAUSE).node());
            pause.setAccessibleText(words);
            pause.setTooltip(new Tooltip(words));
        }
        boolean cancelling = model.isCancelling();
        pause.setDisable(cancelling);
        cancel.setDisable(cancelling);
    }

    private void showParts(ProgressSnapshot progress) {
        int shown = Math.min(MOST_PARTS, progress.parts().size());
        if (shown < 2) {
            parts.getChildren().clear(); // the one bar above says it all
            return;
        }
        if (parts.getChildren().size() != shown * 3) {
            parts.getChildren().clear();
            for (int row = 0; row < shown; row++) {
                ProgressBar one = new ProgressBar();
                one.setPrefWidth(180);
                one.getStyleClass().add("small-bar");
                Label name = new Label();
                Label at = new Label();
                at.getStyleClass().add("muted");
                parts.addRow(row, name, one, at);
            }
        }
        for (int row = 0; row < shown; row++) {
            ProgressSnapshot.Part part = progress.parts().get(row);
            ((Label) parts.getChildren().get(row * 3)).setText(part.name());
            Motion.show(
                    (ProgressBar) parts.getChildren().get(row * 3 + 1),
                    part.total() <= 0 ? (part.ended().isEmpty() ? 0 : 1) : (double) part.done() / part.total());
            ((Label) parts.getChildren().get(row * 3 + 2))
                    .setText(TEXTS.get(
                            "progress.part",
                            Formats.number(part.done()),
                            Formats.number(Math.max(0, part.total())),
                            part.at()));
        }
    }
}
