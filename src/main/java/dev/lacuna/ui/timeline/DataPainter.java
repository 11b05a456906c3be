package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;

/// Draws everything that only changes with the data or the view: overview, axis, lanes and their marks.
final class DataPainter {

    private static final Texts TEXTS = Texts.of(DataPainter.class);

    private final TimelineModel model;
    private final Formats formats;

    DataPainter(TimelineModel model, Formats formats) {
        this.model = model;
        this.formats = formats;
    }

    /// Draws, and tells where the marks of each lane have come to lie.
    Map<PartitionRef, List<MarkLayout.Placed>> paint(
            GraphicsContext canvas,
            TimelineLayout layout,
            TimelineColors colors,
            Snapshot snapshot,
            TimelineFrame frame) {
        var ink = new Ink(canvas, colors);
        var scale = new AxisScale(model.viewport().window(), layout.plotWidth());
        var axis = new AxisPainter(ink, layout, formats, scale, model.viewport().axis());
        ink.fill(0, 0, layout.width(), layout.height(), colors.ground());
        // what was built for the other axis fits nowhere
        TimelineFrame fitting = frame.request().axis() == model.viewport().axis() ? frame : TimelineFrame.EMPTY;
        Map<PartitionRef, List<MarkLayout.Placed>> placed = lanes(ink, layout, scale, axis, snapshot, fitting);
        axis.paintAxis();
        new OverviewPainter(ink, layout, formats)
                .paint(snapshot, model.viewport().axis(), model.viewport().limits());
        return placed;
    }

    private Map<PartitionRef, List<MarkLayout.Placed>> lanes(
            Ink ink, TimelineLayout layout, AxisScale scale, AxisPainter axis, Snapshot snapshot, TimelineFrame frame) {
        Lanes lanes = model.lanes();
        var trails = new TrailPainter(
                ink,
                scale,
                model.viewport().axis(),
                model.viewport().map(),
                model.annotations().groups());
        var notes = new NotePainter(
                ink, scale, model.viewport().axis(), model.viewport().map());
        var painter = new RowPainter(
                ink,
                layout,
                scale,
                lanes.laneHeight(),
                snapshot,
                frame,
                trails,
                notes,
                model.annotations().notes(),
                model.viewport().axis(),
                model.viewport().map());
        Map<PartitionRef, List<MarkLayout.Placed>> placed = new HashMap<>();
        for (Lanes.Band band : lanes.bands()) {
            ink.canvas.save();
            ink.canvas.beginPath();
            ink.canvas.rect(0, TimelineLayout.LANES_TOP + band.top(), layout.width(), band.bottom() - band.top());
            ink.canvas.clip();
            for (int row = band.first(); row < band.end(); row++) {
                painter.paintGround(lanes.rows().get(row), top(lanes, row), row % 2 == 1);
            }
            axis.paintGrid();
            for (int row = band.first(); row < band.end(); row++) {
                switch (lanes.rows().get(row)) {
                    case LaneRow.Lane lane ->
                        placed.put(lane.partition(), painter.paint(lane, top(lanes, row), lanes.height(row)));
                    case LaneRow.Group group -> painter.paint(group, top(lanes, row), lanes.height(row));
                }
            }
            ink.canvas.restore();
        }
        if (model.hidesAllLanes() && !snapshot.heads().isEmpty()) {
            String why = TEXTS.get("lanes.none");
            double x = TimelineLayout.HEADER_WIDTH + Math.max(8, (layout.plotWidth() - Ink.width(why, Ink.SMALL)) / 2);
            double baseline = TimelineLayout.LANES_TOP + Math.rint(layout.lanesHeight() / 2);
            ink.text(why, x, baseline, Ink.SMALL, ink.colors.muted());
        }
        if (lanes.stuck() > 0) {
            painter.paintRule(TimelineLayout.LANES_TOP + lanes.stuckHeight());
        }
        return placed;
    }

    private static double top(Lanes lanes, int row) {
        return Math.rint(TimelineLayout.LANES_TOP + lanes.top(row));
    }
}
