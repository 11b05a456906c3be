package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.ContextMenuEvent;
import org.jspecify.annotations.Nullable;

/// The menu of a line of the tree, for a right click on it and for the menu key on the chosen one.
final class StreamMenu {

    private static final Texts TEXTS = Texts.of(StreamMenu.class);

    /// Where a name begins, about.
    private static final double INSET = 20;

    private final StreamTree streams;
    private final TreeView<StreamNode> tree;
    private final StreamTree.Actions actions;
    private ContextMenu open = new ContextMenu();

    StreamMenu(StreamTree streams, TreeView<StreamNode> tree, StreamTree.Actions actions) {
        this.streams = streams;
        this.tree = tree;
        this.actions = actions;
    }

    void listen() {
        tree.setOnContextMenuRequested(event -> {
            open(event);
            event.consume();
        });
    }

    /// Made when it is asked for, and by the tree: a key on the keyboard asks no cell for one.
    private void open(ContextMenuEvent event) {
        open.hide();
        var chosen = tree.getSelectionModel().getSelectedItem();
        StreamNode node = event.isKeyboardTrigger()
                ? chosen == null ? null : chosen.getValue()
                : lineUnder(event.getPickResult().getIntersectedNode());
        if (node == null) {
            return;
        }
        open = of(node);
        Bounds line = event.isKeyboardTrigger() ? boundsOf(node) : null;
        if (line == null) {
            open.show(tree, event.getScreenX(), event.getScreenY());
        } else {
            open.show(tree, line.getMinX() + INSET, line.getMaxY());
        }
    }

    private static @Nullable StreamNode lineUnder(@Nullable Node picked) {
        for (Node at = picked; at != null; at = at.getParent()) {
            if (at instanceof StreamCell cell) {
                return cell.getItem();
            }
        }
        return null;
    }

    private @Nullable Bounds boundsOf(StreamNode node) {
        return tree.lookupAll(".tree-cell").stream()
                .filter(cell -> cell instanceof StreamCell line && node.equals(line.getItem()) && cell.isVisible())
                .map(cell -> cell.localToScreen(cell.getBoundsInLocal()))
                .findFirst()
                .orElse(null);
    }

    private ContextMenu of(StreamNode node) {
        var menu = new ContextMenu();
        var items = menu.getItems();
        switch (node) {
            case StreamNode.Source source ->
                items.addAll(
                        Controls.item(TEXTS.get("tree.refresh"), actions::refreshStreams),
                        Controls.item(
                                TEXTS.get(streams.isInternalShown() ? "tree.internal.hide" : "tree.internal.show"),
                                streams::toggleInternal),
                        Controls.item(TEXTS.get("tree.copy.address"), streams::copyAddress),
                        new SeparatorMenuItem(),
                        Controls.item(TEXTS.get("tree.disconnect"), actions::disconnect));
            case StreamNode.Stream stream -> {
                boolean open = streams.isShown(stream);
                if (open) {
                    items.add(Controls.item(TEXTS.get("tree.rescan"), () -> actions.rescan(stream.text())));
                }
                if (!open || streams.countShown() > 1) {
                    items.add(Controls.item(
                            TEXTS.get(streams.countShown() == 0 ? "tree.open" : "tree.open.alone"),
                            () -> actions.open(stream.text())));
                }
                if (!open && streams.countShown() > 0) {
                    items.add(Controls.item(TEXTS.get("tree.add"), () -> streams.toggle(stream)));
                } else if (open && streams.countShown() > 1) {
                    items.add(Controls.item(TEXTS.get("tree.remove"), () -> streams.toggle(stream)));
                }
                if (streams.isDead(stream)) {
                    items.add(Controls.item(TEXTS.get("tree.redrive"), () -> actions.redrive(stream.text())));
                }
                items.addAll(
                        new SeparatorMenuItem(),
                        Controls.item(TEXTS.get("tree.copy.name"), () -> TextClipboard.copy(stream.text())),
                        Controls.item(
                                TEXTS.get("tree.copy.command"),
                                () -> TextClipboard.copy(actions.commandFor(stream.text()))));
            }
            case StreamNode.Absent partition ->
                items.add(Controls.item(
                        TEXTS.get("tree.copy.name"),
                        () -> TextClipboard.copy(partition.stream() + "/" + partition.number())));
            case StreamNode.Partition partition ->
                items.addAll(
                        Controls.item(TEXTS.get("tree.choose"), () -> streams.activate(partition, false)),
                        Controls.item(
                                TEXTS.get("tree.copy.name"),
                                () -> TextClipboard.copy(partition.stream() + "/" + partition.number())));
        }
        return menu;
    }
}
