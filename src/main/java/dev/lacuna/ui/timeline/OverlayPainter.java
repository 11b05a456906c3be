package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// Draws what follows the pointer or the clock above the lanes: viewport box, selection, crosshair, running
/// repairs.
final class OverlayPainter {

    private static final double REPLAY_HEIGHT = 4;
    private static final double SCROLL_WIDTH = 4;

    private final Ink ink;
    private final TimelineModel model;
    private final TimelineLayout layout;
    private final Formats formats;
    private final AxisScale scale;

    OverlayPainter(
            GraphicsContext canvas,
            TimelineColors colors,
            TimelineModel model,
            TimelineLayout layout,
            Formats formats) {
        canvas.clearRect(0, 0, layout.width(), layout.height());
        this.ink = new Ink(canvas, colors);
        this.model = model;
        this.layout = layout;
        this.formats = formats;
        this.scale = new AxisScale(model.viewport().window(), layout.plotWidth());
    }

    void paintViewportBox() {
        var overview = new AxisScale(model.viewport().limits(), layout.plotWidth());
        AxisWindow window = model.viewport().window();
        double from = TimelineLayout.HEADER_WIDTH + Math.max(0, overview.xOfFine(window.from()));
        double to = Math.min(layout.width(), TimelineLayout.HEADER_WIDTH + overview.xOfFine(window.to()));
        double width = Math.max(4, to - from);
        double height = TimelineLayout.OVERVIEW_HEIGHT;
        ink.fill(TimelineLayout.HEADER_WIDTH, 0, from - TimelineLayout.HEADER_WIDTH, height, ink.colors.shade());
        ink.fill(from + width, 0, Math.max(0, layout.width() - from - width), height, ink.colors.shade());
        ink.canvas.setStroke(ink.colors.accent());
        ink.canvas.setLineWidth(1.2);
        ink.canvas.strokeRect(from + 0.6, 0.6, width - 1.2, height - 1.2);
        if (width > 16) {
            ink.handle(from + 1, height / 2, ink.colors.accent());
            ink.handle(from + width - 1, height / 2, ink.colors.accent());
        }
    }

    void paintTicks(Overview overview) {
        if (overview.axis() == model.viewport().axis()) {
            new OverviewPainter(ink, layout, formats)
                    .paintTicks(overview, model.viewport().limits(), model.hiddenClasses());
        }
    }

    void paintReplays(List<TimelineSource.Replay> replays) {
        for (TimelineSource.Replay replay : replays) {
            forEachLane(
                    replay.partitions(),
                    (lane, top, height) -> model.viewport()
                            .map()
                            .place(model.viewport().axis(), lane, replay.time())
                            .ifPresent(place -> replay(replay, place, top + height)));
        }
    }

    private void replay(TimelineSource.Replay replay, AxisSpan place, double bottom) {
        double from = Math.max(0, scale.x(place.from()));
        double to = Math.min(scale.width(), scale.x(place.to()));
        if (to > from) {
            replay(replay, from, to, bottom);
        }
    }

    private void replay(TimelineSource.Replay replay, double from, double to, double bottom) {
        double x = TimelineLayout.HEADER_WIDTH + from;
        double y = bottom - REPLAY_HEIGHT - 1;
        Color color = switch (replay.stage()) {
            case RUNNING -> ink.colors.accent();
            case PAUSED, WRITTEN -> ink.colors.shape(Tone.INFO);
            case VERIFIED -> ink.colors.shape(Tone.OK);
            case FAILED -> ink.colors.shape(Tone.LOSS);
        };
        ink.fill(x, y, to - from, REPLAY_HEIGHT, ink.colors.mixed(color, 0.25));
        ink.fill(x, y, (to - from) * replay.fraction(), REPLAY_HEIGHT, color);
    }

    void paintSelection(Map<PartitionRef, List<MarkLayout.Placed>> placed) {
        Set<PartitionRef> partitions = model.selectedPartitions();
        Optional<Area> draft = model.draft();
        Map<PartitionRef, AxisSpan> boxes = boxes(draft);
        if (!boxes.isEmpty()) {
            boxes(boxes);
        } else if (model.selection() instanceof Selection.Partitions) {
            forEachLane(
                    partitions,
                    (lane, top, height) ->
                            ink.fill(TimelineLayout.HEADER_WIDTH, top, scale.width(), height - 1, accent(0.08)));
        } else if (model.selection() instanceof Selection.Findings findings) {
            findings(findings, placed);
        }
        Set<PartitionRef> named = draft.map(Area::partitions).orElse(partitions);
        forEachLane(named, (lane, top, height) -> ink.fill(0, top, 3, height - 1, ink.colors.accent()));
        boxes.values().stream().reduce(AxisSpan::union).ifPresent(span -> spanOnAxis(span, draft.isPresent()));
    }

    /// What is drawn as a box in each lane: what is dragged, else the selection unless that is findings.
    private Map<PartitionRef, AxisSpan> boxes(Optional<Area> draft) {
        if (draft.isPresent()) {
            return draft.get().partitions().stream()
                    .collect(Collectors.toMap(lane -> lane, lane -> draft.get().span()));
        }
        return model.selection() instanceof Selection.Findings ? Map.of() : model.places();
    }

    private void boxes(Map<PartitionRef, AxisSpan> boxes) {
        forEachBand(TimelineLayout.HEADER_WIDTH - 3, band -> {
            for (Run run : runs(boxes, band)) {
                box(run);
            }
        });
    }

    private void box(Run run) {
        double left =
                TimelineLayout.HEADER_WIDTH + Math.max(-4, scale.x(run.span().from()));
        double right = TimelineLayout.HEADER_WIDTH
                + Math.min(scale.width() + 4, scale.x(run.span().to()));
        if (right < TimelineLayout.HEADER_WIDTH || left > layout.width()) {
            return;
        }
        double top = TimelineLayout.LANES_TOP + model.lanes().top(run.first());
        double height = model.lanes().bottom(run.last()) - model.lanes().top(run.first()) - 1;
        ink.fill(left, top, right - left, height, accent(0.12));
        ink.canvas.setStroke(ink.colors.accent());
        ink.canvas.setLineWidth(1.2);
        ink.canvas.strokeRect(left, top + 0.6, right - left, height - 1.2);
        if (model.draft().isPresent() || model.area().isPresent()) {
            double middle = top + height / 2;
            ink.handle(left, middle, ink.colors.accent());
            ink.handle(right, middle, ink.colors.accent());
        }
    }

    /// A bar on the axis, so that a selection is seen also where its lanes are scrolled away.
    private void spanOnAxis(AxisSpan span, boolean dragged) {
        double from = Math.max(0, scale.x(span.from()));
        double to = Math.min(scale.width(), scale.x(span.to()));
        if (to < from) {
            return;
        }
        double x = TimelineLayout.HEADER_WIDTH + from;
        ink.fill(x, TimelineLayout.LANES_TOP - 3, Math.max(1, to - from), 3, ink.colors.accent());
        if (dragged) {
            bubble(new AxisWords(formats, model.viewport().axis()).measured(span), x + (to - from) / 2);
        }
    }

    private void findings(Selection.Findings findings, Map<PartitionRef, List<MarkLayout.Placed>> placed) {
        forEachLane(model.selectedPartitions(), (partition, top, height) -> {
            for (MarkLayout.Placed mark : placed.getOrDefault(partition, List.of())) {
                if (isSelected(mark.mark(), findings, partition)) {
                    outline(mark, top, height);
                }
            }
        });
    }

    /// Also when the finding was merged into another's mark.
    private boolean isSelected(LaneMark mark, Selection.Findings findings, PartitionRef partition) {
        return findings.ids().contains(mark.findingId())
                || mark.more() > 0
                        && findings.ids().stream()
                                .flatMap(id -> model.finding(id).stream())
                                .filter(finding -> finding.partition().equals(partition))
                                .flatMap(finding ->
                                        AxisMap.place(model.viewport().axis(), finding).stream())
                                .anyMatch(place -> place.from() >= mark.from() && place.to() <= mark.to());
    }

    private void outline(MarkLayout.Placed mark, double top, double height) {
        double from = Math.max(-6, Math.min(mark.x(), mark.glyphX())) - 3;
        double to = Math.min(scale.width() + 6, Math.max(mark.end(), mark.glyphEnd())) + 3;
        double x = TimelineLayout.HEADER_WIDTH + Math.max(1, from);
        ink.canvas.setFill(accent(0.10));
        ink.canvas.fillRoundRect(x, top + 1, TimelineLayout.HEADER_WIDTH + to - x, height - 3, 6, 6);
        ink.canvas.setStroke(ink.colors.accent());
        ink.canvas.setLineWidth(1.4);
        ink.canvas.strokeRoundRect(x, top + 1, TimelineLayout.HEADER_WIDTH + to - x, height - 3, 6, 6);
    }

    /// A line through its lane, and an arrow head, where the record stands that is looked at.
    void paintRecord() {
        model.annotations()
                .record()
                .ifPresent(spot -> forEachLane(Set.of(spot.partition()), (lane, top, height) -> {
                    boolean time = model.viewport().axis() == Axis.TIME;
                    double x = scale.x(time ? spot.millis() : spot.position().asOffset());
                    if (x >= 0 && x <= scale.width()) {
                        double at = Math.rint(TimelineLayout.HEADER_WIDTH + x);
                        ink.fill(at - 0.5, top, 2, height - 1, ink.colors.accent());
                        ink.canvas.setFill(ink.colors.accent());
                        ink.canvas.fillPolygon(
                                new double[] {at - 4.5, at + 5.5, at + 0.5}, new double[] {top, top, top + 6}, 3);
                    }
                }));
    }

    void paintCrosshair(double x, double y) {
        if (x < TimelineLayout.HEADER_WIDTH || y < TimelineLayout.OVERVIEW_HEIGHT) {
            return;
        }
        Color line = ink.colors.muted().deriveColor(0, 1, 1, 0.7);
        ink.fill(Math.rint(x), TimelineLayout.LANES_TOP, 1, layout.lanesHeight(), line);
        long place = scale.at(x - TimelineLayout.HEADER_WIDTH);
        if (place >= 0 || model.viewport().axis() == Axis.TIME) { // there are no offsets below the first
            bubble(new AxisWords(formats, model.viewport().axis()).place(place), x);
        }
    }

    private void bubble(String words, double x) {
        ink.bubble(
                words,
                x,
                TimelineLayout.OVERVIEW_HEIGHT + 4,
                TimelineLayout.HEADER_WIDTH + 2,
                layout.width() - 2,
                ink.colors.bubble(),
                ink.colors.bubbleText());
    }

    void paintScroll() {
        Lanes lanes = model.lanes();
        if (lanes.contentHeight() <= lanes.areaHeight()) {
            return;
        }
        double track = lanes.areaHeight() - lanes.stuckHeight();
        double height = Math.max(24, track * track / (lanes.contentHeight() - lanes.stuckHeight()));
        double share = lanes.scrollY() / (lanes.contentHeight() - lanes.areaHeight());
        double y = TimelineLayout.LANES_TOP + lanes.stuckHeight() + share * (track - height);
        ink.canvas.setFill(ink.colors.muted().deriveColor(0, 1, 1, 0.5));
        ink.canvas.fillRoundRect(
                layout.width() - SCROLL_WIDTH - 2, y, SCROLL_WIDTH, height, SCROLL_WIDTH, SCROLL_WIDTH);
    }

    /// Offers to pin the lane whose header is pointed at, and shows which button a click would press.
    void paintHeaderButtons(double x, double y) {
        HeaderSpot.at(model.lanes(), layout, x, y)
                .ifPresent(spot -> forEachBand(0, band -> {
                    if (spot.index() >= band.first() && spot.index() < band.end()) {
                        headerButtons(spot);
                    }
                }));
    }

    private void headerButtons(HeaderSpot spot) {
        Lanes lanes = model.lanes();
        double top = Math.rint(TimelineLayout.LANES_TOP + lanes.top(spot.index()));
        double height = lanes.height(spot.index());
        var icons = new HeaderIcons(ink);
        spot.button().ifPresent(button -> icons.ground(button, top, height));
        if (!spot.row().pinned()) {
            boolean over = spot.button().filter(HeaderButton.PIN::equals).isPresent();
            icons.pin(top, height, false, over ? ink.colors.text() : ink.colors.muted());
        }
    }

    void paintFocus() {
        ink.canvas.setStroke(ink.colors.accent());
        ink.canvas.setLineWidth(2);
        ink.canvas.strokeRect(1, 1, layout.width() - 2, layout.height() - 2);
    }

    private Color accent(double opacity) {
        return ink.colors.accent().deriveColor(0, 1, 1, opacity);
    }

    @FunctionalInterface
    private interface LaneStroke {
        void paint(PartitionRef lane, double top, double height);
    }

    private void forEachLane(Set<PartitionRef> partitions, LaneStroke stroke) {
        Lanes lanes = model.lanes();
        forEachBand(0, band -> {
            for (int row = band.first(); row < band.end(); row++) {
                if (lanes.rows().get(row) instanceof LaneRow.Lane lane && partitions.contains(lane.partition())) {
                    stroke.paint(lane.partition(), TimelineLayout.LANES_TOP + lanes.top(row), lanes.height(row));
                }
            }
        });
    }

    /// Draws pinned lanes and the others each within their part of the area.
    ///
    /// @param left where that begins
    private void forEachBand(double left, Consumer<Lanes.Band> paint) {
        for (Lanes.Band band : model.lanes().bands()) {
            ink.canvas.save();
            ink.canvas.beginPath();
            ink.canvas.rect(
                    left,
                    TimelineLayout.LANES_TOP + band.top(),
                    layout.width() - left,
                    Math.max(0, band.bottom() - band.top()));
            ink.canvas.clip();
            paint.accept(band);
            ink.canvas.restore();
        }
    }

    /// Neighbouring rows with the same box.
    private record Run(int first, int last, AxisSpan span) {}

    private List<Run> runs(Map<PartitionRef, AxisSpan> boxes, Lanes.Band band) {
        List<Run> runs = new ArrayList<>();
        for (int row = band.first(); row < band.end(); row++) {
            AxisSpan span =
                    model.lanes().rows().get(row) instanceof LaneRow.Lane lane ? boxes.get(lane.partition()) : null;
            if (span == null) {
                continue;
            }
            Run last = runs.isEmpty() ? null : runs.getLast();
            if (last != null && last.last() == row - 1 && last.span().equals(span)) {
                runs.set(runs.size() - 1, new Run(last.first(), row, span));
            } else {
                runs.add(new Run(row, row, span));
            }
        }
        return runs;
    }
}
