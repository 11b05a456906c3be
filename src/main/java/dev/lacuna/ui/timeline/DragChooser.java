package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import java.util.LinkedHashSet;
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

    long millisAt(double x) {
        double inPlot = layout.get().share(x) * layout.get().plotWidth();
        return scale().millisAt(inPlot);
    }

    private TimeScale scale() {
        return new TimeScale(model.viewport().window(), layout.get().plotWidth());
    }

    private DragAction pan(Gesture.Press press) {
        TimeWindow start = model.viewport().window();
        double startScroll = model.lanes().scrollY();
        return (x, y) -> {
            double share = (press.x() - x) / layout.get().plotWidth();
            long shift = Math.round(share * start.micros());
            model.viewport()
                    .panMicros(start.fromMicros()
                            + shift
                            - model.viewport().window().fromMicros());
            model.viewport().scrollTo(startScroll + press.y() - y);
        };
    }

    private DragAction lanes(Gesture.Press press) {
        int edge = edgeAt(press.x(), press.y());
        if (edge != 0 && model.selection() instanceof Selection.Span span) {
            long fixed = edge < 0 ? span.time().toMillis() : span.time().fromMillis();
            return new SpanDrag(fixed, span.partitions(), press.y());
        }
        boolean axis = layout.get().partAt(press.x(), press.y()) == TimelineLayout.Part.AXIS;
        Set<PartitionRef> all = axis ? new LinkedHashSet<>(model.lanes().shown()) : Set.of();
        return new SpanDrag(millisAt(press.x()), all, press.y());
    }

    /// Drags one end of a span; the other stays where it is. Over lanes it takes those between start and pointer.
    private final class SpanDrag implements DragAction {
        private final long fixedMillis;
        private final Set<PartitionRef> fixedPartitions;
        private final double startY;
        private final @Nullable PartitionRef startLane;

        /// @param fixedPartitions empty when the lanes touched are to be taken
        SpanDrag(long fixedMillis, Set<PartitionRef> fixedPartitions, double startY) {
            this.fixedMillis = fixedMillis;
            this.fixedPartitions = Set.copyOf(fixedPartitions);
            this.startY = startY;
            this.startLane = model.lanes().partitionAt(layout.get().laneY(startY));
        }

        @Override
        public void move(double x, double y) {
            Set<PartitionRef> partitions = fixedPartitions.isEmpty() ? touched(y) : fixedPartitions;
            if (partitions.isEmpty()) {
                return;
            }
            long millis = millisAt(x);
            long from = Math.min(fixedMillis, millis);
            long to = Math.max(from + 1, Math.max(fixedMillis, millis));
            model.draft(new TimeSpan(from, to), partitions);
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
            model.commitDraft();
        }
    }

    /// -1 on the left edge of the selected span, 1 on the right one, else 0.
    private int edgeAt(double x, double y) {
        if (!(model.selection() instanceof Selection.Span span)) {
            return 0;
        }
        PartitionRef partition = model.lanes().partitionAt(layout.get().laneY(y));
        if (partition == null || !span.partitions().contains(partition)) {
            return 0;
        }
        double left = scale().x(span.time().fromMillis());
        double right = scale().x(span.time().toMillis());
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

    private TimeScale overviewScale() {
        return new TimeScale(model.viewport().limits(), layout.get().plotWidth());
    }

    private int overviewEdge(double x) {
        TimeWindow window = model.viewport().window();
        TimeScale scale = overviewScale();
        return nearer(layout.get().plotX(x), scale.xOfMicros(window.fromMicros()), scale.xOfMicros(window.toMicros()));
    }

    private boolean inBox(double x) {
        long micros = overviewMicros(x);
        TimeWindow window = model.viewport().window();
        return window.fromMicros() <= micros && micros <= window.toMicros();
    }

    private long overviewMicros(double x) {
        return overviewScale().microsAt(layout.get().share(x) * layout.get().plotWidth());
    }

    /// Shows the time at that place of the overview in the middle.
    void centreFromOverview(double x) {
        if (!inBox(x)) {
            TimeWindow window = model.viewport().window();
            model.viewport().panMicros(overviewMicros(x) - window.centreMicros());
        }
    }

    private DragAction overview(double startX) {
        TimeWindow start = model.viewport().window();
        int edge = overviewEdge(startX);
        if (edge != 0) {
            return (x, y) -> {
                long micros = overviewMicros(x);
                long from = edge < 0 ? Math.min(micros, start.toMicros() - 1) : start.fromMicros();
                long to = edge < 0 ? start.toMicros() : Math.max(micros, start.fromMicros() + 1);
                model.viewport().lookAt(new TimeWindow(from, to));
            };
        }
        long grabbed = inBox(startX) ? overviewMicros(startX) - start.fromMicros() : start.micros() / 2;
        return (x, y) -> model.viewport()
                .panMicros(
                        overviewMicros(x) - grabbed - model.viewport().window().fromMicros());
    }
}
