package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.ui.kit.Tone;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.paint.Color;

/// Draws on a lane what doesn't come from its events: where leaders changed, and how the chosen groups moved.
final class TrailPainter {

    private static final double[][] DASHES = {{}, {6, 3}, {2, 3}, {8, 3, 2, 3}};
    private static final double FLAG = 5;
    private static final double FOOT = 5;
    private static final double EPOCH_BASELINE = 14;
    private static final double NAME_ROW = 12;

    private final Ink ink;
    private final AxisScale scale;
    private final Axis axis;
    private final AxisMap map;
    private final List<String> groups;

    /// @param groups those that are drawn, in order: the place of a group decides how its line looks
    TrailPainter(Ink ink, AxisScale scale, Axis axis, AxisMap map, List<String> groups) {
        this.ink = ink;
        this.scale = scale;
        this.axis = axis;
        this.map = map;
        this.groups = groups;
    }

    /// Where on the axis a change of leaders stands.
    OptionalLong place(PartitionRef lane, LaneEpoch epoch) {
        return axis == Axis.OFFSET ? OptionalLong.of(epoch.first()) : map.timeAt(lane, epoch.first());
    }

    void paintEpochs(List<EpochTick> ticks, double top, double height) {
        for (EpochTick tick : ticks) {
            double left = TimelineLayout.HEADER_WIDTH + tick.x() + 0.5;
            ink.canvas.setLineDashes(3, 3);
            ink.line(left, top + 1, left, top + height - 2, 1, ink.colors.muted());
            ink.canvas.setLineDashes();
            if (!tick.label().isEmpty()) {
                double x = TimelineLayout.HEADER_WIDTH + tick.labelX();
                ink.text(tick.label(), x, top + EPOCH_BASELINE, Ink.SMALL, ink.colors.muted());
            }
        }
    }

    void paintGroups(PartitionRef lane, List<LaneTrail> trails, double top, double height) {
        var names = new NameRows((int) ((height - 4) / NAME_ROW));
        for (LaneTrail trail : trails) {
            int order = groups.indexOf(trail.group());
            if (order < 0 || trail.points().isEmpty()) {
                continue;
            }
            Color color = order % 2 == 0 ? ink.colors.shape(Tone.INFO) : ink.colors.text();
            ink.canvas.setLineDashes(DASHES[order % DASHES.length]);
            if (axis == Axis.TIME) {
                line(lane, trail, top, height, color);
            }
            mark(lane, trail, top, height, color, names);
            ink.canvas.setLineDashes();
        }
    }

    /// Over time the line rises from the first position that is seen to the last one: a group that keeps up comes from
    /// corner to corner.
    private void line(PartitionRef lane, LaneTrail trail, double top, double height, Color color) {
        AxisSpan seen = scale.window().span();
        Optional<AxisSpan> range = map.place(Axis.OFFSET, lane, seen.time()).filter(span -> span.length() > 0);
        if (range.isEmpty()) {
            return;
        }
        double[] xs = new double[trail.points().size()];
        double[] ys = new double[trail.points().size()];
        int used = 0;
        for (LaneTrail.Point point : trail.points()) {
            if (seen.contains(point.millis())) {
                double share = (double) (point.next() - range.get().from())
                        / range.get().length();
                xs[used] = TimelineLayout.HEADER_WIDTH + scale.x(point.millis());
                ys[used] = top + height - FOOT - Math.clamp(share, 0, 1) * (height - 2 * FOOT);
                used++;
            }
        }
        ink.canvas.setStroke(color);
        ink.canvas.setLineWidth(1.4);
        ink.canvas.strokePolyline(xs, ys, used);
    }

    /// A flag where the group would read next.
    private void mark(PartitionRef lane, LaneTrail trail, double top, double height, Color color, NameRows names) {
        long next = trail.last().next();
        OptionalLong at = axis == Axis.OFFSET ? OptionalLong.of(next) : map.timeAt(lane, next);
        double x = at.isPresent() ? scale.x(at.getAsLong()) : -1;
        if (x < 0 || x > scale.width()) {
            return;
        }
        double left = TimelineLayout.HEADER_WIDTH + Math.rint(x) + 0.5;
        double bottom = top + height - 2;
        ink.line(left, top + 2, left, bottom, 1.4, color);
        ink.canvas.setFill(color);
        ink.canvas.fillPolygon(
                new double[] {left, left, left - FLAG * 1.6},
                new double[] {bottom - 2 * FLAG, bottom, bottom - FLAG},
                3);
        double width = Ink.width(trail.group(), Ink.SMALL_BOLD);
        double nameX = left - width - FLAG * 2;
        if (height >= Lanes.LOWEST && x - width - FLAG * 2 >= 2) {
            names.place(nameX, left).ifPresent(row -> {
                double baseline = bottom - 2 - row * NAME_ROW;
                ink.fill(nameX - 2, baseline - 9, width + 4, NAME_ROW, ink.colors.mixed(ink.colors.frame(), 0.85));
                ink.text(trail.group(), nameX, baseline, Ink.SMALL_BOLD, ink.colors.text());
            });
        }
    }
}
