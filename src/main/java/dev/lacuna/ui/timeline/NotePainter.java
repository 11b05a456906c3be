package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import java.util.List;
import java.util.Optional;

/// Draws notes on lanes: a flag where one begins, and a line along the foot as far as it reaches.
final class NotePainter {

    private static final double POLE = 13;
    private static final double CLOTH_WIDTH = 9;
    private static final double CLOTH_HEIGHT = 7;
    private static final double REACH = 5;

    private final Ink ink;
    private final AxisScale scale;
    private final Axis axis;
    private final AxisMap map;

    NotePainter(Ink ink, AxisScale scale, Axis axis, AxisMap map) {
        this.ink = ink;
        this.scale = scale;
        this.axis = axis;
        this.map = map;
    }

    void paint(PartitionRef lane, List<LaneNote> notes, double top, double height) {
        double bottom = top + height - 1;
        for (LaneNote note : notes) {
            note.place(axis, lane, map).ifPresent(place -> paint(place, bottom, height));
        }
    }

    private void paint(AxisSpan place, double bottom, double height) {
        double from = scale.x(place.from());
        double to = scale.x(place.to());
        if (to < 0 || from > scale.width()) {
            return;
        }
        double left = TimelineLayout.HEADER_WIDTH + Math.max(0, from);
        double right = TimelineLayout.HEADER_WIDTH + Math.min(scale.width(), to);
        ink.fill(left, bottom - 2, Math.max(1, right - left), 2, ink.colors.accent());
        if (from >= 0) {
            double x = Math.rint(left) + 0.5;
            double pole = Math.min(POLE, height - 3);
            ink.line(x, bottom - pole, x, bottom, 1.2, ink.colors.accent());
            ink.canvas.setFill(ink.colors.accent());
            ink.canvas.fillPolygon(
                    new double[] {x, x + CLOTH_WIDTH, x},
                    new double[] {bottom - pole, bottom - pole + CLOTH_HEIGHT / 2, bottom - pole + CLOTH_HEIGHT},
                    3);
        }
    }

    /// The note whose flag or line lies at that place of the plot.
    static Optional<LaneNote> at(
            List<LaneNote> notes, PartitionRef lane, double x, AxisScale scale, Axis axis, AxisMap map) {
        return notes.stream()
                .filter(note -> note.place(axis, lane, map)
                        .filter(place -> x >= scale.x(place.from()) - REACH
                                && x <= Math.max(scale.x(place.to()), scale.x(place.from()) + CLOTH_WIDTH) + REACH)
                        .isPresent())
                .findFirst();
    }
}
