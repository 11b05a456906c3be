package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;

/// Decides by where a drag starts what it does: select, move an edge of the selection, pan, or move the
/// viewport box.
final class DragChooser {

    /// What can be got hold of at a place.
    enum Grip {
        NONE,
        SELECT,
        EDGE,
        BOX
    }

    private static final double HANDLE_REACH = 5;

    private final TimelineModel model;
    private final Supplier<TimelineLayout> layout;

    DragChooser(TimelineModel model, Supplier<TimelineLayout> layout) {
        this.model = model;
        this.layout = layout;
    }

    /// Null where a drag from there means nothing.
    @Nullable
    DragAction choose(Gesture.Press press) {
        boolean pans = press.button() == MouseButton.MIDDLE
                || press.button() == MouseButton.PRIMARY && press.held().shift();
        if (!pans && press.button() != MouseButton.PRIMARY) {
            return null;
        }
        return switch (layout.get().partAt(press.x(), press.y())) {
            case OVERVIEW -> overview(press.x());
            case LANES, AXIS -> pans ? pan(press) : lanes(press);
            case HEADER, CORNER -> (x, y) -> {};
        };
    }

    Grip gripAt(double x, double y) {
        return switch (layout.get().partAt(x, y)) {
            case OVERVIEW -> overviewEdge(x) != 0 ? Grip.EDGE : inBox(x) ? Grip.BOX : Grip.NONE;
            case LANES -> edgeAt(x, y) != 0 ? Grip.EDGE : Grip.SELECT;
            case AXIS -> Grip.SELECT;
            case HEADER, CORNER -> Grip.NONE;
        };
    }

    long placeAt(double x) {
        double inPlot = layout.get().share(x) * layout.get().plotWidth();
        return scale().at(inPlot);
    }

    private AxisScale scale() {
        return new AxisScale(model.viewport().window(), layout.get().plotWidth());
    }

    private DragAction pan(Gesture.Press press) {
        AxisWindow start = model.viewport().window();
        double startScroll = model.lanes().scrollY();
        return (x, y) -> {
            double share = (press.x() - x) / layout.get().plotWidth();
            long shift = Math.round(share * start.length());
            model.viewport()
                    .panFine(start.from() + shift - model.viewport().window().from());
            model.viewport().scrollTo(startScroll + press.y() - y);
        };
    }

    private DragAction lanes(Gesture.Press press) {
        int edge = edgeAt(press.x(), press.y());
        Optional<Area> area = model.area();
        if (edge != 0 && area.isPresent()) {
            AxisSpan span = area.get().span();
            return new SpanDrag(edge < 0 ? span.to() : span.from(), area.get().partitions(), press.y());
        }
        boolean axis = layout.get().partAt(press.x(), press.y()) == TimelineLayout.Part.AXIS;
        Set<PartitionRef> all = axis ? new LinkedHashSet<>(model.lanes().shown()) : Set.of();
        return new SpanDrag(placeAt(press.x()), all, press.y());
    }

    /// Drags one end of a span; the other stays where it is. Over lanes it takes those between start and pointer.
    private final class SpanDrag implements DragAction {
        private final long fixed;
        private final Set<PartitionRef> fixedPartitions;
        private final double startY;
        private final @Nullable PartitionRef startLane;

        /// @param fixedPartitions empty when the lanes touched are to be taken
        SpanDrag(long fixed, Set<PartitionRef> fixedPartitions, double startY) {
            this.fixed = fixed;
            this.fixedPartitions = Set.copyOf(fixedPartitions);
            this.startY = startY;
            this.startLane = model.lanes().partitionAt(layout.get().laneY(startY));
        }

        @Override
        public void move(double x, double y) {
            Set<PartitionRef> partitions =
                    new LinkedHashSet<>(fixedPartitions.isEmpty() ? touched(y) : fixedPartitions);
            partitions.removeIf(
                    lane -> !model.viewport().map().holds(model.viewport().axis(), lane));
            if (partitions.isEmpty()) {
                return;
            }
            long place = placeAt(x);
            long from = Math.min(fixed, place);
            long to = Math.max(from + 1, Math.max(fixed, place));
            model.selected().draft(new AxisSpan(from, to), partitions);
        }

        /// From the lane it started on, also when that was scrolled away meanwhile.
        private Set<PartitionRef> touched(double y) {
            Lanes lanes = model.lanes();
            int start = startLane == null ? -1 : lanes.rowOf(startLane);
            int from = start >= 0 ? start : lanes.nearest(layout.get().laneY(startY));
            return lanes.between(from, lanes.nearest(layout.get().laneY(y)));
        }

        @Override
        public void end() {
            model.selected().commitDraft();
        }
    }

    /// -1 on the left edge of the selected area, 1 on the right one, else 0.
    private int edgeAt(double x, double y) {
        Optional<Area> area = model.area();
        if (area.isEmpty()) {
            return 0;
        }
        PartitionRef partition = model.lanes().partitionAt(layout.get().laneY(y));
        if (partition == null || !area.get().partitions().contains(partition)) {
            return 0;
        }
        double left = scale().x(area.get().span().from());
        double right = scale().x(area.get().span().to());
        return nearer(layout.get().plotX(x), left, right);
    }

    private static int nearer(double x, double left, double right) {
        double toLeft = Math.abs(x - left);
        double toRight = Math.abs(x - right);
        if (Math.min(toLeft, toRight) > HANDLE_REACH) {
            return 0;
        }
        return toRight <= toLeft ? 1 : -1;
    }

    // The overview strip.

    private AxisScale overviewScale() {
        return new AxisScale(model.viewport().limits(), layout.get().plotWidth());
    }

    private int overviewEdge(double x) {
        AxisWindow window = model.viewport().window();
        AxisScale scale = overviewScale();
        return nearer(layout.get().plotX(x), scale.xOfFine(window.from()), scale.xOfFine(window.to()));
    }

    private boolean inBox(double x) {
        long place = overviewFine(x);
        AxisWindow window = model.viewport().window();
        return window.from() <= place && place <= window.to();
    }

    private long overviewFine(double x) {
        return overviewScale().fineAt(layout.get().share(x) * layout.get().plotWidth());
    }

    /// Shows what lies at that place of the overview in the middle.
    void centreFromOverview(double x) {
        if (!inBox(x)) {
            AxisWindow window = model.viewport().window();
            model.viewport().panFine(overviewFine(x) - window.centre());
        }
    }

    private DragAction overview(double startX) {
        AxisWindow start = model.viewport().window();
        int edge = overviewEdge(startX);
        if (edge != 0) {
            return (x, y) -> {
                long place = overviewFine(x);
                long from = edge < 0 ? Math.min(place, start.to() - 1) : start.from();
                long to = edge < 0 ? start.to() : Math.max(place, start.from() + 1);
                model.viewport().lookAt(new AxisWindow(from, to));
            };
        }
        long grabbed = inBox(startX) ? overviewFine(startX) - start.from() : start.length() / 2;
        return (x, y) -> model.viewport()
                .panFine(overviewFine(x) - grabbed - model.viewport().window().from());
    }
}
