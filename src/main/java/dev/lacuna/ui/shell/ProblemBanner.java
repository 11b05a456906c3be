package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The line above the timeline that says what went wrong, or stopped early, and what can be done.
final class ProblemBanner {

    private static final Texts TEXTS = Texts.of(ProblemBanner.class);

    private final HBox box = new HBox(10);
    private final Label text = new Label();
    private final Button retry = new Button(TEXTS.get("problem.retry"), Icon.REFRESH.node());
    private final Button details = new Button(TEXTS.get("problem.details"));
    private final BiConsumer<String, Throwable> showDetails;
    private @Nullable Problem problem;

    ProblemBanner(Runnable close, BiConsumer<String, Throwable> showDetails) {
        this.showDetails = showDetails;
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        retry.getStyleClass().add("small");
        retry.setMinWidth(Region.USE_PREF_SIZE);
        retry.setOnAction(event -> retry());
        details.getStyleClass().addAll("small", "flat");
        details.setMinWidth(Region.USE_PREF_SIZE);
        details.setOnAction(event -> showDetails());
        box.setAlignment(Pos.CENTER_LEFT);
        box.getChildren()
                .addAll(text, details, retry, Controls.iconButton(Icon.CLOSE, TEXTS.get("problem.close"), close));
        show(null);
    }

    Node node() {
        return box;
    }

    void show(@Nullable Problem newProblem) {
        problem = newProblem;
        Controls.show(box, newProblem != null);
        if (newProblem == null) {
            return;
        }
        text.setText(newProblem.text());
        text.setGraphic(newProblem.serious() ? Icon.LOSS.node(Tone.LOSS) : Icon.HINT.node());
        box.getStyleClass().setAll("banner", newProblem.serious() ? "banner-serious" : "banner-note");
        Controls.show(retry, newProblem.retry() != null);
        Controls.show(details, newProblem.failure() != null);
    }

    private void retry() {
        Runnable again = problem == null ? null : problem.retry();
        if (again != null) {
            again.run();
        }
    }

    private void showDetails() {
        Throwable failure = problem == null ? null : problem.failure();
        if (problem != null && failure != null) {
            showDetails.accept(problem.text(), failure);
        }
    }
}
