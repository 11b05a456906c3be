package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Draws rows as they are: full lanes, collapsed ones and the heads of groups.
final class RowPainter {

    private final Ink ink;
    private final TimelineLayout layout;
    private final Snapshot snapshot;
    private final TrailPainter trails;
    private final NotePainter notePainter;
    private final List<LaneNote> notes;
    private final Axis axis;
    private final AxisMap map;
    private final Map<PartitionRef, LaneHead> heads;
    private final Map<PartitionRef, LaneFrame> frames;
    private final double fullRate;
    private final double laneHeight;
    private final LanePainter full;
    private final LanePainter thin;
    private final MarkPainter fullMarks;
    private final MarkPainter thinMarks;
    private final MarkLayout marks;
    private final HeadPainter headPainter;
    private final AxisScale scale;

    /// Of the lane that was painted last.
    private List<EpochTick> changes = List.of();

    RowPainter(
            Ink ink,
            TimelineLayout layout,
            AxisScale scale,
            double laneHeight,
            Snapshot snapshot,
            TimelineFrame frame,
            TrailPainter trails,
            NotePainter notePainter,
            List<LaneNote> notes,
            Axis axis,
            AxisMap map) {
        this.ink = ink;
        this.layout = layout;
        this.snapshot = snapshot;
        this.trails = trails;
        this.notePainter = notePainter;
        this.notes = notes;
        this.axis = axis;
        this.map = map;
        this.heads = snapshot.heads();
        this.frames = frame.byPartition();
        this.fullRate = frame.fullRate();
        this.laneHeight = laneHeight;
        this.full = new LanePainter(ink, layout, scale, laneHeight);
        this.thin = new LanePainter(ink, layout, scale, Lanes.COLLAPSED);
        this.fullMarks = new MarkPainter(ink, layout.plotWidth(), laneHeight);
        this.thinMarks = new MarkPainter(ink, layout.plotWidth(), Lanes.COLLAPSED);
        this.marks = new MarkLayout(scale, text -> Ink.width(text, Ink.LABEL));
        this.headPainter = new HeadPainter(ink);
        this.scale = scale;
    }

    void paintGround(LaneRow row, double top, boolean odd) {
        if (row instanceof LaneRow.Lane lane) {
            painter(lane).paintGround(top, odd);
        }
    }

    /// Draws a lane, and tells where its marks have come to lie.
    List<MarkLayout.Placed> paint(LaneRow.Lane lane, double top, double height) {
        LaneFrame frame = frames.get(lane.partition());
        List<MarkLayout.Placed> placed = frame == null ? List.of() : paintContent(lane, frame, top);
        painter(lane).paintFoot(top);
        @Nullable LaneHead head = heads.get(lane.partition());
        if (head != null) {
            headPainter.paint(head, lane, top, height);
        }
        return placed;
    }

    void paint(LaneRow.Group group, double top, double height) {
        changes = List.of();
        GroupHead head = snapshot.groups().get(group.stream());
        if (head != null) {
            boolean onAxis = map.holds(axis, group.stream().partition(0));
            headPainter.paintGroup(group, head, onAxis, top, height, layout.width());
        }
    }

    private List<MarkLayout.Placed> paintContent(LaneRow.Lane lane, LaneFrame frame, double top) {
        painter(lane).paintUnknown(frame, top);
        if (lane.collapsed()) {
            thin.paintHeat(frame, top, fullRate);
        } else {
            full.paintBars(frame, top, fullRate);
        }
        double height = lane.collapsed() ? Lanes.COLLAPSED : laneHeight;
        PartitionRef partition = lane.partition();
        List<MarkLayout.Placed> placed = lane.collapsed() ? marks.placeThin(frame.marks()) : marks.place(frame.marks());
        changes = ticks(lane, placed);
        trails.paintEpochs(changes, top, height);
        trails.paintGroups(partition, snapshot.trails().getOrDefault(partition, List.of()), top, height);
        (lane.collapsed() ? thinMarks : fullMarks).paint(placed, top);
        notePainter.paint(partition, notes, top, height);
        return placed;
    }

    /// On a collapsed lane there is no room for words.
    private List<EpochTick> ticks(LaneRow.Lane lane, List<MarkLayout.Placed> placed) {
        List<LaneEpoch> epochs = snapshot.epochs().getOrDefault(lane.partition(), List.of());
        return EpochTick.place(
                epochs,
                epoch -> trails.place(lane.partition(), epoch),
                scale,
                placed,
                changes,
                words -> lane.collapsed() ? Double.MAX_VALUE : Ink.width(words, Ink.SMALL));
    }

    private LanePainter painter(LaneRow.Lane lane) {
        return lane.collapsed() ? thin : full;
    }

    /// Sets what is pinned apart from what scrolls below it.
    void paintRule(double bottom) {
        ink.fill(0, bottom - Lanes.RULE, layout.width(), Lanes.RULE, ink.colors.mixed(ink.colors.muted(), 0.55));
    }
}
