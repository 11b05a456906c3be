package dev.lacuna.ui.timeline;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
    private final TimeScale scale;

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
        this.scale = new TimeScale(model.viewport().window(), layout.plotWidth());
    }

    void paintViewportBox() {
        var overview = new TimeScale(model.viewport().limits(), layout.plotWidth());
        TimeWindow window = model.viewport().window();
        double from = TimelineLayout.HEADER_WIDTH + Math.max(0, overview.xOfMicros(window.fromMicros()));
        double to = Math.min(layout.width(), TimelineLayout.HEADER_WIDTH + overview.xOfMicros(window.toMicros()));
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
        new OverviewPainter(ink, layout, formats)
                .paintTicks(overview, model.viewport().limits());
    }

    void paintReplays(List<TimelineSource.Replay> replays) {
        for (TimelineSource.Replay replay : replays) {
            double from = Math.max(0, scale.x(replay.time().fromMillis()));
            double to = Math.min(scale.width(), scale.x(replay.time().toMillis()));
            if (to <= from) {
                continue;
            }
            forEachLane(replay.partitions(), (lane, top, height) -> replay(replay, from, to, top + height));
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
        Optional<Selection.Span> draft = model.draft();
        if (draft.isPresent()) {
            span(draft.get());
        } else if (model.selection() instanceof Selection.Span span) {
            span(span);
        } else if (model.selection() instanceof Selection.Partitions) {
            forEachLane(
                    partitions,
                    (lane, top, height) ->
                            ink.fill(TimelineLayout.HEADER_WIDTH, top, scale.width(), height - 1, accent(0.08)));
        } else if (model.selection() instanceof Selection.Findings findings) {
            findings(findings, placed);
        }
        Set<PartitionRef> named = draft.map(Selection.Span::partitions).orElse(partitions);
        forEachLane(named, (lane, top, height) -> ink.fill(0, top, 3, height - 1, ink.colors.accent()));
        draft.or(() -> model.selection() instanceof Selection.Span span ? Optional.of(span) : Optional.empty())
                .ifPresent(span -> spanOnAxis(span.time(), draft.isPresent()));
    }

    private void span(Selection.Span span) {
        double from = scale.x(span.time().fromMillis());
        double to = scale.x(span.time().toMillis());
        double left = TimelineLayout.HEADER_WIDTH + Math.max(-4, from);
        double right = TimelineLayout.HEADER_WIDTH + Math.min(scale.width() + 4, to);
        if (right < TimelineLayout.HEADER_WIDTH || left > layout.width()) {
            return;
        }
        Lanes lanes = model.lanes();
        forEachBand(TimelineLayout.HEADER_WIDTH - 3, band -> {
            for (int[] group : groups(span.partitions(), band)) {
                double top = TimelineLayout.LANES_TOP + lanes.top(group[0]);
                double height = lanes.bottom(group[1]) - lanes.top(group[0]) - 1;
                ink.fill(left, top, right - left, height, accent(0.12));
                ink.canvas.setStroke(ink.colors.accent());
                ink.canvas.setLineWidth(1.2);
                ink.canvas.strokeRect(left, top + 0.6, right - left, height - 1.2);
                double middle = top + height / 2;
                ink.handle(left, middle, ink.colors.accent());
                ink.handle(right, middle, ink.colors.accent());
            }
        });
    }

    /// A bar on the axis, so that a selection is seen also where its lanes are scrolled away.
    private void spanOnAxis(TimeSpan time, boolean dragged) {
        double from = Math.max(0, scale.x(time.fromMillis()));
        double to = Math.min(scale.width(), scale.x(time.toMillis()));
        if (to < from) {
            return;
        }
        double x = TimelineLayout.HEADER_WIDTH + from;
        ink.fill(x, TimelineLayout.LANES_TOP - 3, Math.max(1, to - from), 3, ink.colors.accent());
        if (dragged) {
            String words = formats.span(time.fromMillis(), time.toMillis()) + "  ·  " + Formats.duration(time.millis());
            bubble(words, x + (to - from) / 2);
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
                                .anyMatch(finding -> finding.partition().equals(partition)
                                        && finding.time().fromMillis() >= mark.fromMillis()
                                        && finding.time().toMillis() <= mark.toMillis());
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

    void paintCrosshair(double x, double y) {
        if (x < TimelineLayout.HEADER_WIDTH || y < TimelineLayout.OVERVIEW_HEIGHT) {
            return;
        }
        Color line = ink.colors.muted().deriveColor(0, 1, 1, 0.7);
        ink.fill(Math.rint(x), TimelineLayout.LANES_TOP, 1, layout.lanesHeight(), line);
        bubble(formats.time(scale.millisAt(x - TimelineLayout.HEADER_WIDTH)), x);
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
        if (spot.row() instanceof LaneRow.Lane lane && !lane.pinned()) {
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

    /// First and last row of each run of neighbours.
    private List<int[]> groups(Set<PartitionRef> partitions, Lanes.Band band) {
        List<int[]> groups = new ArrayList<>();
        for (int row = band.first(); row < band.end(); row++) {
            if (!(model.lanes().rows().get(row) instanceof LaneRow.Lane lane)
                    || !partitions.contains(lane.partition())) {
                continue;
            }
            int[] last = groups.isEmpty() ? null : groups.getLast();
            if (last != null && last[1] == row - 1) {
                last[1] = row;
            } else {
                groups.add(new int[] {row, row});
            }
        }
        return groups;
    }
}
