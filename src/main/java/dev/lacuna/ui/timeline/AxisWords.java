package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;

/// The words for places on an axis.
final class AxisWords {

    private static final Texts TEXTS = Texts.of(AxisWords.class);

    private final Formats formats;
    private final Axis axis;

    AxisWords(Formats formats, Axis axis) {
        this.formats = formats;
        this.axis = axis;
    }

    /// "08:23:11.482", "offset 4 120"
    String place(long at) {
        return axis == Axis.TIME ? formats.time(at) : TEXTS.get("axis.at", Formats.number(at));
    }

    /// With its length: "08:12:41.003 – 08:15:34.118  ·  2 min 53 s".
    String measured(AxisSpan span) {
        return axis == Axis.TIME
                ? formats.span(span.from(), span.to()) + "  ·  " + Formats.duration(span.length())
                : TEXTS.get("axis.range", Formats.number(span.from()), Formats.number(span.to())) + "  ·  "
                        + TEXTS.get("axis.length", Formats.number(span.length()), span.length());
    }
}
