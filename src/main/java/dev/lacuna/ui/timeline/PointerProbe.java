package dev.lacuna.ui.timeline;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.ui.kit.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/// Tells what lies at a point of the timeline, and what there is to say of it: a mark, a lane, a time of the axis, a
/// header. It asks of what was painted last, which [#painted] tells it.
final class PointerProbe {

    private static final double EPOCH_REACH = 4;

    private final TimelineModel model;
    private final FrameFeed feed;
    private final Supplier<TimelineLayout> layout;
    private final TipText words;
    private Map<PartitionRef, List<MarkLayout.Placed>> placed = Map.of();

    PointerProbe(TimelineModel model, FrameFeed feed, Supplier<TimelineLayout> layout, Formats formats) {
        this.model = model;
        this.feed = feed;
        this.layout = layout;
        this.words = new TipText(formats, model.viewport().clock());
    }

    void painted(Map<PartitionRef, List<MarkLayout.Placed>> marks) {
        placed = marks;
    }

    Map<PartitionRef, List<MarkLayout.Placed>> placed() {
        return placed;
    }

    /// What is not to be hidden of the lanes in sight: what findings are called, with their symbols, and what is
    /// missing.
    List<BarPlace.Box> worthSeeing() {
        Lanes lanes = model.lanes();
        List<BarPlace.Box> boxes = new ArrayList<>();
        for (Lanes.Band band : lanes.bands()) {
            for (int row = band.first(); row < band.end(); row++) {
                if (lanes.rows().get(row) instanceof LaneRow.Lane lane) {
                    double top = TimelineLayout.LANES_TOP + lanes.top(row);
                    double height = lanes.height(row);
                    for (MarkLayout.Placed mark : placed.getOrDefault(lane.partition(), List.of())) {
                        mark.named()
                                .map(span -> box(span, top, Math.min(height, LanePainter.LABEL_ROW)))
                                .ifPresent(boxes::add);
                        mark.hatched().map(span -> box(span, top, height)).ifPresent(boxes::add);
                    }
                }
            }
        }
        return boxes;
    }

    private static BarPlace.Box box(MarkLayout.Extent span, double top, double height) {
        double left = TimelineLayout.HEADER_WIDTH;
        return new BarPlace.Box(left + span.from(), top, left + span.to(), top + height);
    }

    /// The id of the finding there.
    Optional<String> markAt(double x, double y) {
        return topmostAt(x, y).map(mark -> mark.mark().findingId());
    }

    private Optional<MarkLayout.Placed> topmostAt(double x, double y) {
        double there = layout.get().plotX(x);
        return laneAt(x, y)
                .flatMap(partition -> placed.getOrDefault(partition, List.of()).stream()
                        .filter(mark -> mark.covers(there))
                        .max((a, b) -> Integer.compare(
                                a.mark().style().rank(), b.mark().style().rank())));
    }

    private Optional<PartitionRef> laneAt(double x, double y) {
        return layout.get().partAt(x, y) == TimelineLayout.Part.LANES
                ? Optional.ofNullable(model.lanes().partitionAt(layout.get().laneY(y)))
                : Optional.empty();
    }

    /// Empty where there is nothing that isn't seen already.
    Optional<Tips.Tip> tipAt(double x, double y) {
        Axis axis = model.viewport().axis();
        long at = scale().at(layout.get().plotX(x));
        return laneAt(x, y)
                .flatMap(partition ->
                        Optional.ofNullable(feed.frame().byPartition().get(partition)))
                .filter(lane -> feed.frame().request().axis() == axis)
                .map(lane -> {
                    Function<TipText, String> said = laneTip(lane, at, x, y);
                    return new Tips.Tip(
                            said.apply(words),
                            () -> said.apply(words.toBeKept()),
                            Optional.of(lane.partition()),
                            axis,
                            at);
                })
                .or(() -> axisTip(axis, at, x, y)
                        .or(() -> headerTip(x, y))
                        .map(said -> new Tips.Tip(said, () -> said, Optional.empty(), axis, at)));
    }

    private AxisScale scale() {
        return new AxisScale(model.viewport().window(), layout.get().plotWidth());
    }

    private Optional<String> axisTip(Axis axis, long at, double x, double y) {
        return axis == Axis.TIME && layout.get().partAt(x, y) == TimelineLayout.Part.AXIS
                ? Optional.of(words.time(at))
                : Optional.empty();
    }

    /// What the button there does; elsewhere, what a collapsed lane's header has no room for.
    private Optional<String> headerTip(double x, double y) {
        Snapshot snapshot = feed.snapshot();
        return snapshot == null
                ? Optional.empty()
                : HeaderSpot.at(model.lanes(), layout.get(), x, y)
                        .flatMap(spot -> words.at(spot, snapshot.heads(), feed::standing));
    }

    /// What lies there now, told by whatever words: in another zone it is still that.
    private Function<TipText, String> laneTip(LaneFrame lane, long at, double x, double y) {
        Axis axis = model.viewport().axis();
        AxisMap map = model.viewport().map();
        Optional<MarkLayout.Placed> mark = topmostAt(x, y);
        Optional<Finding> finding =
                mark.flatMap(found -> model.finding(found.mark().findingId()));
        int more = mark.map(found -> found.mark().more()).orElse(0);
        String note = NotePainter.at(
                        model.annotations().notes(),
                        lane.partition(),
                        layout.get().plotX(x),
                        scale(),
                        axis,
                        map)
                .map(found -> '\n' + TipText.note(found))
                .orElse("");
        Optional<LaneEpoch> epoch = epochAt(lane.partition(), x);
        return text -> text.at(axis, at, lane, map, epoch, finding, more) + note;
    }

    private Optional<LaneEpoch> epochAt(PartitionRef lane, double x) {
        Snapshot snapshot = feed.snapshot();
        if (snapshot == null) {
            return Optional.empty();
        }
        AxisScale scale = scale();
        double there = layout.get().plotX(x);
        AxisMap map = model.viewport().map();
        boolean offsets = model.viewport().axis() == Axis.OFFSET;
        return snapshot.epochs().getOrDefault(lane, List.of()).stream()
                .filter(epoch -> {
                    OptionalLong at = offsets ? OptionalLong.of(epoch.first()) : map.timeAt(lane, epoch.first());
                    return at.isPresent() && Math.abs(scale.x(at.getAsLong()) - there) <= EPOCH_REACH;
                })
                .findFirst();
    }
}
