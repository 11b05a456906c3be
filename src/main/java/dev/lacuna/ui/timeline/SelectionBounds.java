package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import java.util.Optional;
import java.util.Set;

/// Where what is selected lies on the lanes, in pixels of the timeline.
record SelectionBounds(double left, double right, double top, double bottom) {

    /// Empty for selections without a place or without a lane in sight.
    static Optional<SelectionBounds> of(TimelineModel model, TimelineLayout layout) {
        Optional<AxisSpan> span = model.selectedSpan();
        Set<PartitionRef> partitions = model.selectedPartitions();
        Lanes lanes = model.lanes();
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (Lanes.Band band : lanes.bands()) {
            for (int row = band.first(); row < band.end(); row++) {
                if (lanes.rows().get(row) instanceof LaneRow.Lane lane && partitions.contains(lane.partition())) {
                    top = Math.min(top, Math.max(band.top(), lanes.top(row)));
                    bottom = Math.max(bottom, lanes.bottom(row));
                }
            }
        }
        if (bottom < top || span.isEmpty()) {
            return Optional.empty();
        }
        var scale = new AxisScale(model.viewport().window(), layout.plotWidth());
        return Optional.of(new SelectionBounds(
                TimelineLayout.HEADER_WIDTH + scale.x(span.get().from()),
                TimelineLayout.HEADER_WIDTH + scale.x(span.get().to()),
                TimelineLayout.LANES_TOP + top,
                TimelineLayout.LANES_TOP + bottom));
    }

    boolean isSeen(TimelineLayout layout) {
        return right > TimelineLayout.HEADER_WIDTH
                && left < layout.width()
                && bottom > TimelineLayout.LANES_TOP
                && top < layout.height();
    }
}
