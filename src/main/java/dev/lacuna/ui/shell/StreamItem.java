package dev.lacuna.ui.shell;

import dev.lacuna.model.AbsentPartition;
import dev.lacuna.source.StreamSummary;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.collections.ObservableList;
import javafx.scene.control.TreeItem;

/// A stream's line in the tree. Its partitions get lines of their own only when somebody looks at them: a cluster may
/// have a thousand streams, and a stream ten thousand partitions.
final class StreamItem extends TreeItem<StreamNode> {

    /// A stream of more partitions is not opened unasked: its lines would push all others out of sight.
    private static final int MOST_UNASKED = 64;

    private static final Texts TEXTS = Texts.of(StreamItem.class);

    private final StreamSummary stream;
    private List<AbsentPartition> absent;
    private boolean filled;

    /// @param absent those of its partitions that are not where the source looks, as far as is known
    StreamItem(StreamSummary stream, List<AbsentPartition> absent) {
        super(new StreamNode.Stream(stream.name()));
        this.stream = stream;
        this.absent = absent;
    }

    void showAbsent(List<AbsentPartition> now) {
        absent = now;
        if (filled) {
            super.getChildren().setAll(partitions());
        }
    }

    @Override
    public boolean isLeaf() {
        return stream.partitions() == 0;
    }

    @Override
    public ObservableList<TreeItem<StreamNode>> getChildren() {
        ObservableList<TreeItem<StreamNode>> lines = super.getChildren();
        if (!filled) {
            filled = true;
            lines.setAll(partitions());
        }
        return lines;
    }

    private List<TreeItem<StreamNode>> partitions() {
        Map<Integer, StreamNode> lines = new TreeMap<>();
        for (int number : stream.numbers()) {
            String words = TEXTS.get("tree.partition", Integer.toString(number));
            lines.put(number, new StreamNode.Partition(stream.name(), number, words));
        }
        for (AbsentPartition each : absent) {
            String words = TEXTS.get("tree.absent", Integer.toString(each.number()));
            lines.putIfAbsent(each.number(), new StreamNode.Absent(stream.name(), each.number(), words, each.where()));
        }
        List<TreeItem<StreamNode>> items = new ArrayList<>(lines.size());
        lines.values().forEach(line -> items.add(new TreeItem<>(line)));
        return items;
    }

    /// Whether its partitions have lines by now.
    boolean isFilled() {
        return filled;
    }

    /// Shows its partitions, where these are not too many.
    void openUnasked() {
        if (stream.partitions() <= MOST_UNASKED) {
            setExpanded(true);
        }
    }
}
