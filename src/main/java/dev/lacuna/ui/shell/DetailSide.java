package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What stands beside the timeline on demand: the details of the finding that is chosen.
final class DetailSide {

    private static final Texts TEXTS = Texts.of(DetailSide.class);
    private static final double WIDTH = 372;
    private static final double LEAST_WIDTH = 280;
    private static final double SHARE = 0.29;
    private static final double SHARE_BEFORE_LAYOUT = 0.66;

    private final SplitPane columns = new SplitPane();
    private final VBox box = new VBox();

    /// @param beside what the details stand beside
    /// @param close takes the selection back, which takes the details away
    DetailSide(Node beside, Node details, Runnable close) {
        columns.getItems().setAll(beside);
        columns.getStyleClass().add("columns");
        var head = new Label(TEXTS.get("detail.head"));
        head.getStyleClass().add("side-head");
        var bar = new HBox(head, Controls.gap(), Controls.iconButton(Icon.CLOSE, TEXTS.get("detail.close"), close));
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("detail-bar");
        VBox.setVgrow(details, Priority.ALWAYS);
        box.getChildren().setAll(bar, details);
        box.getStyleClass().add("detail-side");
        box.setMinWidth(LEAST_WIDTH);
        box.setPrefWidth(WIDTH);
        SplitPane.setResizableWithParent(box, false);
    }

    Node node() {
        return columns;
    }

    void show(boolean wanted) {
        boolean open = columns.getItems().contains(box);
        if (wanted && !open) {
            columns.getItems().add(box);
            double width = columns.getWidth();
            columns.setDividerPositions(width > 0 ? 1 - Math.min(WIDTH, width * SHARE) / width : SHARE_BEFORE_LAYOUT);
        } else if (!wanted && open) {
            columns.getItems().remove(box);
        }
    }
}
