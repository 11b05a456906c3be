package dev.lacuna.ui.shell;

import dev.lacuna.investigation.Redrives;
import dev.lacuna.model.AbsentPartition;
import dev.lacuna.model.Finding;
import dev.lacuna.source.StreamSummary;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.TextClipboard;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The open source, its streams and their partitions, with a badge where findings are open.
final class StreamTree {

    /// What the tree can ask of the window.
    interface Actions {
        /// Shows a stream alone.
        void open(String stream);

        /// Shows a stream beside those that are shown.
        void addToView(String stream);

        void removeFromView(String stream);

        /// Selects all of a stream that is shown.
        void choose(String stream);

        /// Shows one partition of the stream that is looked at.
        void choose(String stream, int partition);

        /// Asks which dead letters of the stream are to be driven back.
        void redrive(String stream);

        void rescan(String stream);

        void connectOther();

        void refreshStreams();

        void disconnect();

        String commandFor(String stream);
    }

    private static final Texts TEXTS = Texts.of(StreamTree.class);
    private static final double ROW_HEIGHT = 22;

    /// Room for a partition with the number of its findings.
    static final double LEAST_WIDTH = 176;

    /// Wider, names have room that the timeline would miss.
    static final double MOST_WIDTH = 300;

    private final Actions actions;
    private final TreeView<StreamNode> tree = new TreeView<>();
    private final VBox box = new VBox();
    private final StreamSearch search = new StreamSearch(this::narrowDown, tree::requestFocus);
    private final Map<String, Map<Integer, Badge>> badges = new HashMap<>();
    private final Set<String> deadLetters = new HashSet<>();
    private final Map<String, List<AbsentPartition>> absent = new HashMap<>();
    private boolean internalShown;
    private @Nullable Connection connection;
    private String current = "";
    private List<String> shownStreams = List.of();

    StreamTree(Actions actions) {
        this.actions = actions;
        var head = new Label(TEXTS.get("tree.head"));
        head.getStyleClass().add("side-head");
        var connect = Controls.iconButton(Icon.ADD, TEXTS.get("tree.connect"), actions::connectOther);
        var bar = new HBox(head, Controls.gap(), connect);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("side-bar");
        tree.setShowRoot(true);
        tree.setFixedCellSize(ROW_HEIGHT);
        tree.setAccessibleText(TEXTS.get("tree.name"));
        tree.setCellFactory(view -> new StreamCell(this));
        tree.setOnKeyPressed(event -> {
            var item = tree.getSelectionModel().getSelectedItem();
            if (item == null) {
                return;
            }
            KeyCode key = event.getCode();
            if (key == KeyCode.ENTER || key == KeyCode.SPACE) {
                activate(item.getValue(), event.isShortcutDown());
                event.consume();
            } else if (key == KeyCode.DELETE && isBeside(item.getValue())) {
                toggle(item.getValue());
                event.consume();
            }
        });
        new StreamMenu(this, tree, actions).listen();
        VBox.setVgrow(tree, Priority.ALWAYS);
        box.getStyleClass().add("side");
        box.setMinWidth(LEAST_WIDTH);
        box.setPrefWidth(214);
        box.getChildren().addAll(bar, search.node(), tree);
    }

    Node node() {
        return box;
    }

    /// Shows the streams of a connection, which of them are looked at, and which is worked on.
    void show(@Nullable Connection newConnection, String stream, List<String> looked) {
        boolean sameSource = connection != null
                && newConnection != null
                && connection.investigation() == newConnection.investigation();
        if (!sameSource) {
            badges.clear();
            deadLetters.clear();
            absent.clear();
        }
        boolean otherLines = !Objects.equals(connection, newConnection) || !sameSource || lacksOne(looked);
        connection = newConnection;
        current = stream;
        shownStreams = List.copyOf(looked);
        if (otherLines) {
            search.offer(newConnection == null ? 0 : newConnection.streams().size(), !sameSource);
            rebuild();
        }
        selectCurrent();
        tree.refresh();
    }

    /// Whether one is looked at that has no line: one that the product keeps for itself.
    private boolean lacksOne(List<String> looked) {
        TreeItem<StreamNode> root = tree.getRoot();
        Connection shown = connection;
        if (root == null || shown == null) {
            return false;
        }
        Set<String> listed =
                root.getChildren().stream().map(item -> item.getValue().text()).collect(Collectors.toSet());
        return shown.streams().stream()
                .map(StreamSummary::name)
                .anyMatch(name -> looked.contains(name) && !listed.contains(name));
    }

    /// Takes over the findings of a stream.
    void showFindings(String stream, List<Finding> findings) {
        Map<Integer, Badge> fresh = Badge.byPartition(findings);
        if (!fresh.equals(badges.put(stream, fresh))) {
            tree.refresh();
        }
    }

    /// Takes over which partitions of a stream are not where the source looks: they get lines, too.
    void showAbsent(String stream, List<AbsentPartition> partitions) {
        List<AbsentPartition> before = absent.put(stream, partitions);
        if (partitions.equals(before == null ? List.of() : before) || tree.getRoot() == null) {
            return;
        }
        for (TreeItem<StreamNode> item : tree.getRoot().getChildren()) {
            if (item instanceof StreamItem whole && item.getValue().text().equals(stream)) {
                whole.showAbsent(partitions);
            }
        }
    }

    /// Marks a stream of which a look has shown that it holds dead letters.
    void showDeadLetters(String stream) {
        if (deadLetters.add(stream)) {
            tree.refresh();
        }
    }

    /// Whether it holds dead letters, as far as is known.
    boolean isDead(StreamNode node) {
        return node instanceof StreamNode.Stream stream
                && (deadLetters.contains(stream.text()) || Redrives.isUsualName(stream.text()));
    }

    private void rebuild() {
        Connection shown = connection;
        if (shown == null) {
            tree.setRoot(null);
            return;
        }
        Set<String> open = openLines();
        StreamNode chosen = chosenLine();
        var root = new TreeItem<StreamNode>(new StreamNode.Source(
                shown.calledName(), shown.isReadOnly(), !shown.production().isEmpty()));
        List<StreamItem> items = new ArrayList<>();
        for (StreamSummary stream : shown.streams()) {
            if (isListed(stream)) {
                var item = new StreamItem(stream, absent.getOrDefault(stream.name(), List.of()));
                item.setExpanded(open.contains(stream.name()));
                items.add(item);
            }
        }
        search.tell(items.size());
        root.getChildren().setAll(items);
        root.setExpanded(true);
        tree.setRoot(root);
        items.stream()
                .flatMap(item -> Stream.concat(Stream.of(item), linesBelow(item)))
                .filter(item -> item.getValue().equals(chosen))
                .findFirst()
                .ifPresent(tree.getSelectionModel()::select);
    }

    /// What is looked at has its line whatever is searched for.
    private boolean isListed(StreamSummary stream) {
        return shownStreams.contains(stream.name())
                || (internalShown || !stream.internal()) && search.takes(stream.name());
    }

    private static Stream<TreeItem<StreamNode>> linesBelow(StreamItem item) {
        return item.isFilled() ? item.getChildren().stream() : Stream.empty();
    }

    private void narrowDown() {
        rebuild();
        selectCurrent();
    }

    private Set<String> openLines() {
        TreeItem<StreamNode> root = tree.getRoot();
        return root == null
                ? Set.of()
                : root.getChildren().stream()
                        .filter(TreeItem::isExpanded)
                        .map(item -> item.getValue().text())
                        .collect(Collectors.toSet());
    }

    private @Nullable StreamNode chosenLine() {
        TreeItem<StreamNode> chosen = tree.getSelectionModel().getSelectedItem();
        return chosen == null ? null : chosen.getValue();
    }

    private void selectCurrent() {
        TreeItem<StreamNode> root = tree.getRoot();
        if (root == null) {
            return;
        }
        boolean known = false;
        for (TreeItem<StreamNode> item : root.getChildren()) {
            if (item.getValue() instanceof StreamNode.Stream stream
                    && stream.text().equals(current)) {
                known = true;
                TreeItem<StreamNode> selected = tree.getSelectionModel().getSelectedItem();
                if (selected == null || selected != item && selected.getParent() != item) {
                    if (item instanceof StreamItem whole) {
                        whole.openUnasked();
                    }
                    tree.getSelectionModel().select(item);
                    tree.scrollTo(Math.max(0, tree.getRow(item) - 2));
                }
            }
        }
        if (!known) {
            // what is looked at is none of these, and no other may pass for it
            tree.getSelectionModel().clearSelection();
        }
    }

    @Nullable
    Badge badge(StreamNode node) {
        return switch (node) {
            case StreamNode.Source source -> null;
            case StreamNode.Stream stream ->
                Badge.whole(badges.getOrDefault(stream.text(), Map.of())).orElse(null);
            case StreamNode.Partition partition ->
                badges.getOrDefault(partition.stream(), Map.of()).get(partition.number());
            case StreamNode.Absent partition -> null;
        };
    }

    boolean isCurrent(StreamNode node) {
        return node instanceof StreamNode.Stream stream && stream.text().equals(current);
    }

    boolean isInternalShown() {
        return internalShown;
    }

    /// Whether it is one of those that are shown.
    boolean isShown(StreamNode.Stream stream) {
        return shownStreams.contains(stream.text());
    }

    int countShown() {
        return shownStreams.size();
    }

    /// Whether it is shown beside others.
    boolean isBeside(StreamNode node) {
        return node instanceof StreamNode.Stream stream
                && shownStreams.size() > 1
                && shownStreams.contains(stream.text());
    }

    /// @param add whether what is meant is to be shown beside the rest, or to leave it
    void activate(StreamNode node, boolean add) {
        if (add && !shownStreams.isEmpty()) {
            toggle(node);
            return;
        }
        switch (node) {
            case StreamNode.Source source -> {}
            case StreamNode.Absent partition -> {}
            case StreamNode.Stream stream -> {
                if (isBeside(stream)) {
                    actions.choose(stream.text());
                } else if (!stream.text().equals(current)) {
                    actions.open(stream.text());
                }
            }
            case StreamNode.Partition partition -> {
                if (shownStreams.contains(partition.stream())) {
                    actions.choose(partition.stream(), partition.number());
                } else {
                    actions.open(partition.stream());
                }
            }
        }
    }

    /// Shows it beside the rest, or no more.
    void toggle(StreamNode node) {
        String stream = switch (node) {
            case StreamNode.Source source -> "";
            case StreamNode.Stream whole -> whole.text();
            case StreamNode.Partition part -> part.stream();
            case StreamNode.Absent part -> part.stream();
        };
        if (stream.isEmpty()) {
            return;
        }
        if (!shownStreams.contains(stream)) {
            actions.addToView(stream);
        } else if (shownStreams.size() > 1) {
            actions.removeFromView(stream);
        }
    }

    void copyAddress() {
        if (connection != null) {
            TextClipboard.copy(connection.uri());
        }
    }

    /// Lists also the streams that the product keeps for itself, or no more.
    void toggleInternal() {
        internalShown = !internalShown;
        narrowDown();
    }
}
