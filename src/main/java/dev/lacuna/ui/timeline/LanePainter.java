package dev.lacuna.ui.timeline;

import dev.lacuna.index.Buckets;
import dev.lacuna.ui.kit.Tone;
import java.util.List;
import javafx.scene.paint.Color;

/// Draws one lane below its marks: the ground, where nothing was scanned, and the density as bars on whole pixels.
final class LanePainter {

    /// Kept free at a lane's top, for symbols and words.
    static final double LABEL_ROW = 20;

    private static final double FOOT = 5;
    private static final double CAP = 2;
    private static final double REPAIRED_SHARE = 0.6;
    private static final double HEAT = 4;
    private static final double LEAST_HEAT = 0.25;

    private final Ink ink;
    private final TimelineLayout layout;
    private final AxisScale scale;
    private final double laneHeight;
    private final Color repairedColor;

    LanePainter(Ink ink, TimelineLayout layout, AxisScale scale, double laneHeight) {
        this.ink = ink;
        this.layout = layout;
        this.scale = scale;
        this.laneHeight = laneHeight;
        this.repairedColor = ink.colors.mixed(ink.colors.shape(Tone.OK), REPAIRED_SHARE);
    }

    void paintGround(double top, boolean odd) {
        ink.fill(0, top, layout.width(), laneHeight, odd ? ink.colors.groundOdd() : ink.colors.ground());
    }

    /// Hatches what the lane may reach to but was not scanned.
    void paintUnknown(LaneFrame lane, double top) {
        long from = lane.extent().from();
        for (AxisSpan scanned : lane.scanned()) {
            hatch(from, scanned.from(), top);
            from = Math.max(from, scanned.to());
        }
        hatch(from, lane.extent().to(), top);
    }

    private void hatch(long fromPlace, long toPlace, double top) {
        double from = Math.max(0, scale.x(fromPlace));
        double to = Math.min(scale.width(), scale.x(toPlace));
        if (to - from > 2) {
            ink.hatch(
                    TimelineLayout.HEADER_WIDTH + from, top + 1, to - from, laneHeight - 2, 9, 1, ink.colors.unknown());
        }
    }

    void paintBars(LaneFrame lane, double top, double fullRate) {
        double room = laneHeight - LABEL_ROW - FOOT;
        double foot = top + laneHeight - FOOT;
        forEachBucket(lane, fullRate, (left, right, share, color) -> {
            double gap = right - left >= 3 ? 1 : 0;
            double height = Math.max(1, Math.rint(Math.min(1, share) * room));
            ink.fill(left, foot - height, Math.max(1, right - left - gap), height, color);
            if (share > 1) {
                ink.fill(left, foot - height - CAP - 1, Math.max(1, right - left - gap), CAP, ink.colors.accent());
            }
        });
    }

    /// The density of a collapsed lane: a line whose colour tells how much there is.
    void paintHeat(LaneFrame lane, double top, double fullRate) {
        double y = top + laneHeight - HEAT - 2;
        forEachBucket(lane, fullRate, (left, right, share, color) -> {
            double strength = LEAST_HEAT + (1 - LEAST_HEAT) * Math.min(1, share);
            ink.fill(left, y, Math.max(1, right - left), HEAT, ink.colors.mixed(color, strength));
        });
    }

    @FunctionalInterface
    private interface BucketStroke {
        /// @param share of the full rate; more than 1 for peaks
        void paint(double left, double right, double share, Color color);
    }

    private void forEachBucket(LaneFrame lane, double fullRate, BucketStroke stroke) {
        Buckets buckets = lane.buckets();
        if (buckets.size() == 0) {
            return;
        }
        double width = scale.pixelsPerUnit() * buckets.width();
        double base = scale.x(buckets.start());
        int first = (int) Math.max(0, Math.floor(-base / width));
        int end = (int) Math.min(buckets.size(), Math.ceil((scale.width() - base) / width) + 1);
        for (int i = first; i < end; i++) {
            long count = buckets.counts()[i];
            if (count == 0) {
                continue;
            }
            double left = Math.max(0, Math.rint(base + i * width));
            double right = Math.min(scale.width(), Math.rint(base + (i + 1) * width));
            double share = count / (filled(buckets, i, lane.extent()) * fullRate);
            Color color = isRepaired(lane.repaired(), buckets, i) ? repairedColor : ink.colors.density();
            stroke.paint(TimelineLayout.HEADER_WIDTH + left, TimelineLayout.HEADER_WIDTH + right, share, color);
        }
    }

    /// How much of a bucket lies within the lane: where that begins and ends they are only partly filled.
    private static long filled(Buckets buckets, int bucket, AxisSpan extent) {
        long from = buckets.start() + bucket * buckets.width();
        long to = from + buckets.width();
        long filled = Math.min(to, extent.to()) - Math.max(from, extent.from());
        return filled > 0 ? filled : buckets.width();
    }

    private static boolean isRepaired(List<AxisSpan> repaired, Buckets buckets, int bucket) {
        if (repaired.isEmpty()) {
            return false;
        }
        long from = buckets.start() + bucket * buckets.width();
        var span = new AxisSpan(from, from + buckets.width());
        return repaired.stream().anyMatch(span::overlaps);
    }

    void paintFoot(double top) {
        ink.horizontal(top + laneHeight - 1, 0, layout.width(), ink.colors.grid());
    }
}
