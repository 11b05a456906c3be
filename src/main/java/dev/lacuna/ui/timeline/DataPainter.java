package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.Formats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;

/// Draws everything that only changes with the data or the view: overview, axis, lanes and their marks.
final class DataPainter {

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
        var scale = new TimeScale(model.viewport().window(), layout.plotWidth());
        var axis = new AxisPainter(ink, layout, formats, scale);
        ink.fill(0, 0, layout.width(), layout.height(), colors.ground());
        canvas.save();
        canvas.beginPath();
        canvas.rect(0, TimelineLayout.LANES_TOP, layout.width(), layout.lanesHeight());
        canvas.clip();
        Map<PartitionRef, List<MarkLayout.Placed>> placed = lanes(ink, layout, scale, axis, snapshot, frame);
        canvas.restore();
        axis.paintAxis();
        new OverviewPainter(ink, layout, formats)
                .paint(snapshot, model.viewport().limits());
        return placed;
    }

    private Map<PartitionRef, List<MarkLayout.Placed>> lanes(
            Ink ink, TimelineLayout layout, TimeScale scale, AxisPainter axis, Snapshot snapshot, TimelineFrame frame) {
        Lanes lanes = model.lanes();
        var lanePainter = new LanePainter(ink, layout, scale, lanes.laneHeight());
        for (int i = lanes.firstVisible(); i < lanes.endVisible(); i++) {
            lanePainter.paintGround(top(lanes, i), i % 2 == 1);
        }
        axis.paintGrid();
        var marks = new MarkLayout(scale, text -> Ink.width(text, Ink.LABEL));
        var markPainter = new MarkPainter(ink, layout.plotWidth(), lanes.laneHeight());
        var headPainter = new HeadPainter(ink, lanes.laneHeight());
        Map<PartitionRef, LaneFrame> frames = frame.byPartition();
        Map<PartitionRef, List<MarkLayout.Placed>> placed = new HashMap<>();
        for (int i = lanes.firstVisible(); i < lanes.endVisible(); i++) {
            PartitionRef partition = lanes.shown().get(i);
            double top = top(lanes, i);
            LaneFrame lane = frames.get(partition);
            if (lane != null) {
                TimeSpan extent = snapshot.extent().orElse(scale.window().millis());
                lanePainter.paintUnknown(lane, top, extent);
                lanePainter.paintBars(lane, top, frame.fullRate(), extent);
                List<MarkLayout.Placed> here = marks.place(lane.marks());
                markPainter.paint(here, top);
                placed.put(partition, here);
            }
            lanePainter.paintFoot(top);
            LaneHead head = snapshot.heads().get(partition);
            if (head != null) {
                headPainter.paint(head, top);
            }
        }
        return placed;
    }

    private static double top(Lanes lanes, int lane) {
        return Math.rint(TimelineLayout.LANES_TOP + lanes.top(lane));
    }
}
