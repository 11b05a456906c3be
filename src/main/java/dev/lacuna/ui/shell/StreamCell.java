package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Chip;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.kit.Tone;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// A line of the tree: its name and, at the right, how many findings are open there.
final class StreamCell extends TreeCell<StreamNode> {

    private static final Texts TEXTS = Texts.of(StreamCell.class);

    private final StreamTree tree;
    private final Label name = new Label();
    private final Chip badge = new Chip("", Tone.PLAIN);
    private final Chip dead = new Chip(TEXTS.get("tree.dead"), Tone.PLAIN);
    private final HBox line = new HBox(6, name, dead, badge);

    StreamCell(StreamTree tree) {
        this.tree = tree;
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMinWidth(20);
        dead.setTooltip(new Tooltip(TEXTS.get("tree.dead.tip")));
        HBox.setHgrow(name, Priority.ALWAYS);
        line.setAlignment(Pos.CENTER_LEFT);
        // without a width of its own the line takes the cell's, and the badges align at the right
        line.setPrefWidth(0);
        setOnMouseClicked(event -> {
            StreamNode node = getItem();
            if (node != null && event.getButton() == MouseButton.PRIMARY && !isOnArrow(event)) {
                tree.activate(node, event.isShortcutDown());
            }
        });
    }

    /// Whoever only wants to see the partitions of a stream doesn't want to leave the one that is shown.
    private boolean isOnArrow(MouseEvent event) {
        Node arrow = getDisclosureNode();
        return arrow != null
                && arrow.isVisible()
                && arrow.getParent() == this
                && arrow.getBoundsInParent().contains(event.getX(), event.getY());
    }

    @Override
    protected void updateItem(@Nullable StreamNode node, boolean empty) {
        super.updateItem(node, empty);
        if (empty || node == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        name.setText(node.text());
        name.setGraphic(node instanceof StreamNode.Source ? Icon.SOURCE.node() : null);
        name.getStyleClass().remove("tree-current");
        if (tree.isCurrent(node)) {
            name.getStyleClass().add("tree-current");
        }
        Controls.show(dead, tree.isDead(node));
        name.getStyleClass().remove("tree-beside");
        if (tree.isBeside(node)) {
            name.getStyleClass().add("tree-beside");
        }
        // of a folder the end tells most
        name.setTextOverrun(
                node instanceof StreamNode.Source && node.text().contains("/")
                        ? OverrunStyle.LEADING_ELLIPSIS
                        : OverrunStyle.ELLIPSIS);
        name.getStyleClass().remove("muted");
        if (node instanceof StreamNode.Absent absent) {
            name.getStyleClass().add("muted");
            setTooltip(new Tooltip(TEXTS.get("tree.absent.tip", absent.where())));
        } else {
            setTooltip(node instanceof StreamNode.Source ? new Tooltip(node.text()) : null);
        }
        showBadge(node);
        setGraphic(line);
    }

    private void showBadge(StreamNode node) {
        Badge open = tree.badge(node);
        StreamNode.Source source = node instanceof StreamNode.Source root ? root : null;
        boolean production = source != null && source.production();
        Controls.show(badge, open != null || production || source != null && source.readOnly());
        if (open != null) {
            badge.show(Integer.toString(open.count()), open.tone());
            setAccessibleText(TEXTS.get("tree.badge", node.text(), open.count()));
        } else if (production) {
            badge.show(TEXTS.get("tree.production"), Tone.LOSS);
            setAccessibleText(TEXTS.get("tree.production.of", node.text()));
        } else {
            badge.show(TEXTS.get("tree.readonly"), Tone.INFO);
            setAccessibleText(node.text());
        }
    }
}
