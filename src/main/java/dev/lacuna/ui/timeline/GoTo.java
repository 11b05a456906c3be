package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Selection;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The ways to a place on a timeline that somebody has named: a time, an offset, a partition, a finding, a span. What
/// is gone to is brought into sight, and selected but for a time.
public final class GoTo {

    private final TimelineModel model;

    GoTo(TimelineModel model) {
        this.model = model;
    }

    /// Brings a time into the middle.
    ///
    /// @return whether there is anything at that time
    public boolean time(long millis) {
        Optional<TimeSpan> time = viewport().map().time();
        if (time.isEmpty() || !time.get().contains(millis)) {
            return false;
        }
        SelectedPlaces.at(viewport(), millis).ifPresent(this::lookAt);
        return true;
    }

    /// Selects the event at an offset, and brings it into the middle.
    ///
    /// @param number of its partition; empty: of those that are selected, or else of all, the ones that reach there
    /// @return whether there is one
    public boolean offset(OptionalInt number, long offset) {
        Set<PartitionRef> there = lanesAt(number, new AxisSpan(offset, offset + 1));
        if (there.isEmpty()) {
            return false;
        }
        model.select(new Area(Axis.OFFSET, new AxisSpan(offset, offset + 1), there).selection());
        PartitionRef first = there.iterator().next();
        viewport()
                .map()
                .place(viewport().axis(), first, PositionRange.offsets(offset, offset + 1))
                .ifPresent(place -> {
                    lookAt(place.from());
                    viewport().reveal(place, model.lanes().rowOf(first));
                });
        return true;
    }

    private Set<PartitionRef> lanesAt(OptionalInt number, AxisSpan offsets) {
        Set<PartitionRef> chosen = model.selectedPartitions();
        return SelectedPlaces.lanesAt(
                viewport(),
                offsets,
                lane -> number.isPresent()
                        ? lane.number() == number.getAsInt()
                        : chosen.isEmpty() || chosen.contains(lane));
    }

    /// Selects a span of time in the lanes that are selected, or else in all, and zooms to it.
    ///
    /// @return whether there is anything in it
    public boolean time(TimeSpan span) {
        Set<PartitionRef> chosen = model.selectedPartitions();
        Set<PartitionRef> lanes = chosen.isEmpty() ? Set.copyOf(model.lanes().shown()) : chosen;
        boolean there = !lanes.isEmpty()
                && viewport().map().time().filter(span::overlaps).isPresent();
        if (there) {
            model.select(new Selection.Span(span, lanes));
            model.zoomToSelection();
        }
        return there;
    }

    /// Selects offsets, and zooms to them.
    ///
    /// @param number of their partition; empty: of those that are selected, or else of all that reach there
    /// @param to exclusive
    /// @return whether there are any
    public boolean offsets(OptionalInt number, long from, long to) {
        AxisSpan span = new AxisSpan(from, to);
        Set<PartitionRef> there = lanesAt(number, span);
        if (!there.isEmpty()) {
            model.select(new Area(Axis.OFFSET, span, there).selection());
            model.zoomToSelection();
        }
        return !there.isEmpty();
    }

    /// Selects a span of an axis over some lanes, and shows it.
    public void span(Axis axis, AxisSpan span, Set<PartitionRef> lanes) {
        model.select(new Area(axis, span, lanes).selection());
        model.selectedSpan().ifPresent(place -> {
            viewport()
                    .reveal(
                            place,
                            lanes.stream().mapToInt(model.lanes()::rowOf).min().orElse(-1));
            viewport().focus(place);
        });
    }

    /// Selects a partition, and brings its lane into sight.
    public void partition(PartitionRef lane) {
        model.select(new Selection.Partitions(Set.of(lane)));
        viewport().reveal(viewport().window().span(), model.lanes().rowOf(lane));
    }

    /// Selects the partition of that number, of several streams in the one that is worked on, and brings its lane into
    /// sight.
    ///
    /// @return whether there is one
    public boolean partition(int number) {
        Optional<StreamRef> lead = model.streams().lead();
        Optional<PartitionRef> lane = model.lanes().shown().stream()
                .filter(each ->
                        each.number() == number && (lead.isEmpty() || lead.get().equals(each.stream())))
                .findFirst();
        lane.ifPresent(this::partition);
        return lane.isPresent();
    }

    /// Selects a finding, and brings it into sight.
    ///
    /// @return whether there is one of that id
    public boolean finding(String id) {
        if (model.finding(id).isEmpty()) {
            return false;
        }
        model.selectFinding(id);
        model.reveal(id);
        return true;
    }

    private void lookAt(long place) {
        model.selected().anchor(place);
        viewport().look(place);
    }

    private Viewport viewport() {
        return model.viewport();
    }
}
