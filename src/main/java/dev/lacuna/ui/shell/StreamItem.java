package dev.lacuna.ui.shell;

import dev.lacuna.source.StreamSummary;
import dev.lacuna.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.scene.control.TreeItem;

/// A stream's line in the tree. Its partitions get lines of their own only when somebody looks at them: a cluster may
/// have a thousand streams, and a stream ten thousand partitions.
final class StreamItem extends TreeItem<StreamNode> {

    /// A stream of more partitions is not opened unasked: its lines would push all others out of sight.
    private static final int MOST_UNASKED = 64;

    private static final Texts TEXTS = Texts.of(StreamItem.class);

    private final StreamSummary stream;
    private boolean filled;

    StreamItem(StreamSummary stream) {
        super(new StreamNode.Stream(stream.name()));
        this.stream = stream;
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
        List<TreeItem<StreamNode>> lines = new ArrayList<>(stream.partitions());
        for (int number = 0; number < stream.partitions(); number++) {
            String words = TEXTS.get("tree.partition", Integer.toString(number));
            lines.add(new TreeItem<>(new StreamNode.Partition(stream.name(), number, words)));
        }
        return lines;
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
