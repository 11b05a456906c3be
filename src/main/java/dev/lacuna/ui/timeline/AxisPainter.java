package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.List;

/// Draws the axis and the grid that runs down from it.
final class AxisPainter {

    private static final Texts TEXTS = Texts.of(AxisPainter.class);
    private static final double LEAST_STEP = 72;
    private static final double LEAST_WIDE_STEP = 104;
    private static final int WIDE_LABEL = 9;

    private final Ink ink;
    private final TimelineLayout layout;
    private final Formats formats;
    private final AxisScale scale;
    private final Axis axis;
    private final List<AxisTick> ticks;

    AxisPainter(Ink ink, TimelineLayout layout, Formats formats, AxisScale scale, Axis axis) {
        this.ink = ink;
        this.layout = layout;
        this.formats = formats;
        this.scale = scale;
        this.axis = axis;
        List<AxisTick> close = ticks(LEAST_STEP);
        boolean wide = close.stream().anyMatch(tick -> tick.label().length() > WIDE_LABEL);
        this.ticks = wide ? ticks(LEAST_WIDE_STEP) : close;
    }

    private List<AxisTick> ticks(double leastStep) {
        return axis == Axis.TIME ? TimeTicks.of(scale, formats.zone(), leastStep) : NumberTicks.of(scale, leastStep);
    }

    void paintGrid() {
        for (AxisTick tick : ticks) {
            ink.vertical(x(tick), TimelineLayout.LANES_TOP, layout.height(), ink.colors.grid());
        }
    }

    void paintAxis() {
        TimelineColors colors = ink.colors;
        double top = TimelineLayout.OVERVIEW_HEIGHT;
        ink.fill(0, top, layout.width(), TimelineLayout.AXIS_HEIGHT, colors.frame());
        for (AxisTick tick : ticks) {
            double x = x(tick);
            ink.vertical(x, top + 4, TimelineLayout.LANES_TOP, colors.grid());
            boolean fits =
                    x + 4 + Ink.width(tick.label(), tick.strong() ? Ink.SMALL_BOLD : Ink.SMALL) <= layout.width();
            if (fits) {
                ink.text(
                        tick.label(),
                        x + 4,
                        top + 16,
                        tick.strong() ? Ink.SMALL_BOLD : Ink.SMALL,
                        tick.strong() ? colors.text() : colors.muted());
            }
        }
        ink.fill(0, top, TimelineLayout.HEADER_WIDTH, TimelineLayout.AXIS_HEIGHT, colors.frame());
        String unit =
                axis == Axis.TIME ? formats.date(scale.at(0)) + "  " + formats.zoneName() : TEXTS.get("axis.offset");
        ink.text(unit, 10, top + 16, Ink.SMALL, colors.muted());
        ink.horizontal(TimelineLayout.LANES_TOP - 1, 0, layout.width(), colors.grid());
    }

    private double x(AxisTick tick) {
        return TimelineLayout.HEADER_WIDTH + scale.x(tick.at());
    }
}
