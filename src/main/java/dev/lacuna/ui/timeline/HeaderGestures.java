package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What clicks in the headers of the lanes do, and the keys that pin and collapse.
final class HeaderGestures {

    private final TimelineModel model;
    private final Supplier<TimelineLayout> layout;
    private double pointerX = -1;
    private double pointerY = -1;
    private List<PartitionRef> pointedAt = List.of();
    private @Nullable HeaderSpot pressed;
    private @Nullable PartitionRef from;

    HeaderGestures(TimelineModel model, Supplier<TimelineLayout> layout) {
        this.model = model;
        this.layout = layout;
    }

    void hover(double x, double y) {
        if (x != pointerX || y != pointerY) {
            pointerX = x;
            pointerY = y;
            forget();
        }
    }

    /// Keys mean anew what is pointed at. Until then they mean the lane of the last key: it may have moved away
    /// from under a pointer that kept still.
    void forget() {
        pointedAt = List.of();
    }

    void click(Gesture.Press at) {
        Optional<HeaderSpot> spot = spotAt(at.x(), at.y());
        pressed = spot.orElse(null);
        if (spot.isEmpty()) {
            model.clear();
        } else if (spot.get().button().isPresent()) {
            press(spot.get().button().get(), spot.get().row());
        } else {
            select(spot.get().row(), at.held());
        }
    }

    /// On a button it is a second click, elsewhere it collapses and expands: a target larger than the chevron. It
    /// means the row of the first click, which may have moved away by it.
    ///
    /// @return whether it was in the headers
    boolean doubleClick(Gesture.Press at) {
        HeaderSpot first = pressed;
        if (first == null || layout.get().partAt(at.x(), at.y()) != TimelineLayout.Part.HEADER) {
            return false;
        }
        press(first.button().orElse(HeaderButton.CHEVRON), first.row());
        return true;
    }

    private void press(HeaderButton button, LaneRow row) {
        switch (button) {
            case CHEVRON -> model.laneChoice().toggleCollapsed(row.partitions());
            case PIN -> model.laneChoice().togglePinned(row.partitions());
        }
    }

    private void select(LaneRow row, Gesture.Modifiers held) {
        if (held.shift() && !model.selectedPartitions().isEmpty()) {
            extendTo(row);
            return;
        }
        from = row.partitions().getFirst();
        if (!held.control()) {
            model.select(new Selection.Partitions(Set.copyOf(row.partitions())));
            return;
        }
        boolean all = model.selectedPartitions().containsAll(row.partitions());
        row.partitions().stream()
                .filter(partition -> all == model.selectedPartitions().contains(partition))
                .forEach(model::togglePartition);
    }

    /// Adds all lanes between the one that was clicked last, if it is selected still, else the first that is selected,
    /// and the row.
    private void extendTo(LaneRow row) {
        Lanes lanes = model.lanes();
        Set<PartitionRef> selected = model.selectedPartitions();
        PartitionRef start = from != null && selected.contains(from)
                ? from
                : lanes.shown().stream().filter(selected::contains).findFirst().orElse(null);
        if (start != null) {
            Set<PartitionRef> added = new LinkedHashSet<>(lanes.between(
                    lanes.rowOf(start), lanes.rowOf(row.partitions().getLast())));
            added.addAll(row.partitions());
            added.stream().filter(lane -> !selected.contains(lane)).forEach(model::togglePartition);
        }
    }

    /// The lanes that a key means: those whose header is pointed at, else those selected, else the one pointed at.
    List<PartitionRef> targets() {
        Set<PartitionRef> selected = model.selectedPartitions();
        boolean inHeaders = layout.get().partAt(pointerX, pointerY) == TimelineLayout.Part.HEADER;
        if (!selected.isEmpty() && !(inHeaders && !pointed().isEmpty())) {
            return model.lanes().shown().stream().filter(selected::contains).toList();
        }
        return pointed();
    }

    private List<PartitionRef> pointed() {
        if (pointedAt.isEmpty()) {
            pointedAt = lanesAt(pointerX, pointerY);
        }
        return pointedAt;
    }

    /// The lanes of the row at that place, also right of the headers.
    List<PartitionRef> lanesAt(double x, double y) {
        TimelineLayout now = layout.get();
        boolean outside = x < 0 || y < TimelineLayout.LANES_TOP;
        int row = outside ? -1 : model.lanes().at(now.laneY(y));
        return row < 0 ? List.of() : model.lanes().rows().get(row).partitions();
    }

    @Nullable
    PartitionRef partitionAt(double y) {
        return model.lanes().partitionAt(layout.get().laneY(y));
    }

    private Optional<HeaderSpot> spotAt(double x, double y) {
        return HeaderSpot.at(model.lanes(), layout.get(), x, y);
    }
}
