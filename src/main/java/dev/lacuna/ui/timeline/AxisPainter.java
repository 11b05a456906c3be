package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.Formats;
import java.util.List;

/// Draws the time axis and the grid that runs down from it.
final class AxisPainter {

    private static final double LEAST_STEP = 72;
    private static final double LEAST_WIDE_STEP = 104;
    private static final int WIDE_LABEL = 9;

    private final Ink ink;
    private final TimelineLayout layout;
    private final Formats formats;
    private final TimeScale scale;
    private final List<TimeTicks.Tick> ticks;

    AxisPainter(Ink ink, TimelineLayout layout, Formats formats, TimeScale scale) {
        this.ink = ink;
        this.layout = layout;
        this.formats = formats;
        this.scale = scale;
        List<TimeTicks.Tick> close = TimeTicks.of(scale, formats.zone(), LEAST_STEP);
        boolean wide = close.stream().anyMatch(tick -> tick.label().length() > WIDE_LABEL);
        this.ticks = wide ? TimeTicks.of(scale, formats.zone(), LEAST_WIDE_STEP) : close;
    }

    void paintGrid() {
        for (TimeTicks.Tick tick : ticks) {
            ink.vertical(x(tick), TimelineLayout.LANES_TOP, layout.height(), ink.colors.grid());
        }
    }

    void paintAxis() {
        TimelineColors colors = ink.colors;
        double top = TimelineLayout.OVERVIEW_HEIGHT;
        ink.fill(0, top, layout.width(), TimelineLayout.AXIS_HEIGHT, colors.frame());
        for (TimeTicks.Tick tick : ticks) {
            double x = x(tick);
            ink.vertical(x, top + 4, TimelineLayout.LANES_TOP, colors.grid());
            boolean fits = x + 4 + Ink.width(tick.label(), tick.day() ? Ink.SMALL_BOLD : Ink.SMALL) <= layout.width();
            if (fits) {
                ink.text(
                        tick.label(),
                        x + 4,
                        top + 16,
                        tick.day() ? Ink.SMALL_BOLD : Ink.SMALL,
                        tick.day() ? colors.text() : colors.muted());
            }
        }
        ink.fill(0, top, TimelineLayout.HEADER_WIDTH, TimelineLayout.AXIS_HEIGHT, colors.frame());
        String day = formats.date(scale.millisAt(0)) + "  " + formats.zoneName();
        ink.text(day, 10, top + 16, Ink.SMALL, colors.muted());
        ink.horizontal(TimelineLayout.LANES_TOP - 1, 0, layout.width(), colors.grid());
    }

    private double x(TimeTicks.Tick tick) {
        return TimelineLayout.HEADER_WIDTH + scale.x(tick.millis());
    }
}
