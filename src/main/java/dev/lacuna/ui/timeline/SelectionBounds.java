package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a selected time lies on the lanes, in pixels of the timeline.
record SelectionBounds(double left, double right, double top, double bottom) {

    /// Empty for selections without a time or without a lane.
    static Optional<SelectionBounds> of(TimelineModel model, TimelineLayout layout) {
        Optional<TimeSpan> time = model.selectedTime();
        Set<PartitionRef> partitions = model.selectedPartitions();
        List<PartitionRef> shown = model.lanes().shown();
        int first = -1;
        int last = -1;
        for (int i = 0; i < shown.size() && time.isPresent(); i++) {
            if (partitions.contains(shown.get(i))) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0 || time.isEmpty()) {
            return Optional.empty();
        }
        var scale = new TimeScale(model.viewport().window(), layout.plotWidth());
        return Optional.of(new SelectionBounds(
                TimelineLayout.HEADER_WIDTH + scale.x(time.get().fromMillis()),
                TimelineLayout.HEADER_WIDTH + scale.x(time.get().toMillis()),
                TimelineLayout.LANES_TOP + model.lanes().top(first),
                TimelineLayout.LANES_TOP
                        + model.lanes().top(last)
                        + model.lanes().laneHeight()));
    }

    boolean isSeen(TimelineLayout layout) {
        return right > TimelineLayout.HEADER_WIDTH
                && left < layout.width()
                && bottom > TimelineLayout.LANES_TOP
                && top < layout.height();
    }
}
