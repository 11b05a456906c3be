package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.Formats;
import java.util.ArrayList;
import java.util.List;

/// The lines of the offset axis: at round positions, as many as there is room for.
final class NumberTicks {

    private static final long[] LEADS = {1, 2, 5};

    private NumberTicks() {}

    /// The ticks of the scale, with at least so many pixels from one to the next; never between two positions.
    static List<AxisTick> of(AxisScale scale, double minPixels) {
        long step = step(minPixels / scale.pixelsPerUnit());
        AxisSpan shown = scale.window().span();
        List<AxisTick> ticks = new ArrayList<>();
        for (long at = Math.ceilDiv(shown.from(), step) * step; at <= shown.to(); at += step) {
            if (at >= 0) {
                ticks.add(new AxisTick(at, Formats.number(at), false));
            }
        }
        return ticks;
    }

    private static long step(double least) {
        for (long power = 1; power < Long.MAX_VALUE / 100; power *= 10) {
            for (long lead : LEADS) {
                if (lead * power >= least) {
                    return lead * power;
                }
            }
        }
        return Long.MAX_VALUE / 10;
    }
}
