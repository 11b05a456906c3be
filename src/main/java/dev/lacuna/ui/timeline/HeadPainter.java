package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.Tone;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// Draws a lane's header: name, positions, events, the badge of open findings and the progress of a scan.
final class HeadPainter {

    private static final double LEFT = 10;
    private static final double RIGHT = 10;
    private static final double LINE = 13.5;
    private static final double BADGE_HEIGHT = 15;
    private static final Color DARK_ON_LIGHT = Color.web("#1b1f24");

    private final Ink ink;
    private final double laneHeight;

    HeadPainter(Ink ink, double laneHeight) {
        this.ink = ink;
        this.laneHeight = laneHeight;
    }

    void paint(LaneHead head, double top) {
        TimelineColors colors = ink.colors;
        double width = TimelineLayout.HEADER_WIDTH;
        ink.fill(0, top, width, laneHeight, colors.frame());
        ink.vertical(width - 1, top, top + laneHeight, colors.grid());
        double baseline = Math.rint(top + (laneHeight - 3 * LINE) / 2) + 10;
        double badge = badge(head, baseline);
        ink.text(cutName(head.name(), width - LEFT - RIGHT - badge), LEFT, baseline, Ink.NAME, colors.text());
        double room = width - LEFT - 4;
        String positions = Ink.width(head.positions(), Ink.SMALL) <= room ? head.positions() : head.shortPositions();
        ink.text(OverviewPainter.cut(positions, room), LEFT, baseline + LINE, Ink.SMALL, colors.muted());
        ink.text(OverviewPainter.cut(head.events(), room), LEFT, baseline + 2 * LINE, Ink.SMALL, colors.muted());
        progress(head.coverage(), top);
        ink.horizontal(top + laneHeight - 1, 0, width, colors.grid());
    }

    private static String cutName(String name, double room) {
        if (Ink.width(name, Ink.NAME) <= room) {
            return name;
        }
        // the partition's number at the end tells lanes apart, so the stream's name gives way
        int slash = name.lastIndexOf(" / ");
        String tail = slash < 0 ? "" : name.substring(slash);
        int end = slash < 0 ? name.length() : slash;
        while (end > 1 && Ink.width(name.substring(0, end) + "…" + tail, Ink.NAME) > room) {
            end--;
        }
        return name.substring(0, end) + "…" + tail;
    }

    /// The width that it takes.
    private double badge(LaneHead head, double baseline) {
        Tone worst = head.worst();
        if (worst == null) {
            return 0;
        }
        String count = Integer.toString(head.open());
        double text = Ink.width(count, Ink.SMALL_BOLD);
        double width = Math.max(20, text + 12);
        double left = TimelineLayout.HEADER_WIDTH - RIGHT - width;
        double top = baseline - 12;
        ink.canvas.setFill(ink.colors.shape(worst));
        ink.canvas.fillRoundRect(left, top, width, BADGE_HEIGHT, 8, 8);
        Color words = worst == Tone.LOSS || worst == Tone.OK ? Color.WHITE : DARK_ON_LIGHT;
        ink.text(count, left + (width - text) / 2, top + 11, Ink.SMALL_BOLD, words);
        return width + 6;
    }

    private void progress(TimelineSource.@Nullable Coverage coverage, double top) {
        if (coverage != null && coverage.running()) {
            double y = top + laneHeight - 3;
            ink.fill(0, y, TimelineLayout.HEADER_WIDTH - 1, 2, ink.colors.grid());
            ink.fill(0, y, (TimelineLayout.HEADER_WIDTH - 1) * coverage.fraction(), 2, ink.colors.accent());
        }
    }
}
