package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which of several streams is worked on: the one that was selected in last. Its offsets are those of the axis of
/// offsets.
public final class StreamFocus {

    private final Viewport viewport;
    private final LaneChoice lanes;
    private final SelectionState selected;

    StreamFocus(Viewport viewport, LaneChoice lanes, SelectionState selected) {
        this.viewport = viewport;
        this.lanes = lanes;
        this.selected = selected;
    }

    /// Empty where there are not several.
    public Optional<StreamRef> lead() {
        return viewport.offsetsOf();
    }

    /// The streams that the selection lies in, from top to bottom.
    public Set<StreamRef> selected() {
        return selected.partitions().stream()
                .map(PartitionRef::stream)
                .sorted(Comparator.comparingInt(lanes.streams()::indexOf))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Selects all lanes of a stream, and brings them into sight.
    ///
    /// @return whether it has any yet
    public boolean select(StreamRef stream) {
        Set<PartitionRef> all = lanes.lanesOf(stream);
        if (all.isEmpty()) {
            return false;
        }
        selected.select(new Selection.Partitions(all));
        int first = viewport.lanes().rowOf(all.iterator().next());
        // with the head above it
        viewport.reveal(viewport.window().span(), first > 0 && lanes.streams().size() > 1 ? first - 1 : first);
        return true;
    }

    /// Keeps of what is selected only what lies in one stream.
    public void narrowTo(StreamRef stream) {
        selected.narrowTo(stream);
    }

    /// Turns to the stream that alone is selected in; else stays, as far as that stream is still there.
    void follow() {
        List<StreamRef> streams = lanes.streams();
        Set<StreamRef> chosen = selected();
        Optional<StreamRef> wanted =
                chosen.size() == 1 ? Optional.of(chosen.iterator().next()) : lead();
        viewport.showOffsetsOf(
                streams.size() < 2
                        ? Optional.empty()
                        : wanted.filter(streams::contains).or(() -> Optional.of(streams.getFirst())));
    }
}
