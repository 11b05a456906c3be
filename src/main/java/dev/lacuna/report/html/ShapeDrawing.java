package dev.lacuna.report.html;

import static dev.lacuna.report.html.Markup.px;

import dev.lacuna.report.html.FindingLook.Shape;
import dev.lacuna.report.html.FindingLook.Tone;
import java.util.Locale;

/// Draws the shapes of findings as SVG; colours come from the stylesheet, by class.
final class ShapeDrawing {

    /// The room that an icon takes.
    static final int ICON = 16;

    private ShapeDrawing() {}

    /// The hatches, one per tone, that shapes refer to.
    static void patterns(Markup page) {
        page.line("<svg width=\"0\" height=\"0\" class=\"defs\" aria-hidden=\"true\"><defs>");
        for (Tone tone : Tone.values()) {
            page.line("<pattern id=\"hatch-" + word(tone)
                    + "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                    + "<line class=\"" + tone.css()
                    + " stroke\" x1=\"1\" y1=\"0\" x2=\"1\" y2=\"6\" stroke-width=\"2\"/>"
                    + "</pattern>");
        }
        page.line("</defs></svg>");
    }

    private static String word(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    /// Beside words.
    static String icon(FindingLook look) {
        return "<svg class=\"icon " + look.tone().css() + "\" width=\"" + ICON + "\" height=\"" + ICON
                + "\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">" + symbol(look, 2, 14, 2, 14) + "</svg>";
    }

    /// A mark on a lane, between two places and from its top to its foot.
    static String mark(FindingLook look, double x, double end, double top, double foot) {
        return symbol(look, x, Math.max(end, x + 3), top, foot);
    }

    private static String symbol(FindingLook look, double x, double end, double top, double foot) {
        double middle = (top + foot) / 2;
        boolean narrow = end - x < 6;
        return switch (look.shape()) {
            case HATCH ->
                narrow
                        ? rect("fill", x, top, end - x, foot - top, "")
                        : rect("tint", x, top, end - x, foot - top, "")
                                + hatched(look.tone(), x, top, end, foot)
                                + rect("edge", x, top, end - x, foot - top, "");
            case THIN_HATCH -> hatched(look.tone(), x, top, Math.max(end, x + 4), foot);
            case BRACKET -> bracket(x, end, middle);
            case CHECK -> spanned(x, end, foot) + path("M" + at(x, top + 5) + " l4 4 l7 -8");
            case TICK -> "<path class=\"line dashed\" d=\"M" + at((x + end) / 2, top) + " V" + px(foot) + "\"/>";
            case DIAMONDS ->
                spanned(x, end, foot) + "<path class=\"fill\" d=\"M" + at(x + 5, top) + " l5 5 l-5 5 l-5 -5z\"/>";
            case ZIGZAG -> spanned(x, end, foot) + path("M" + at(x, top + 8) + " l4 -7 l4 7 l4 -7");
            case CROSS -> spanned(x, end, foot) + path("M" + at(x, top + 1) + " l9 9 M" + at(x, top + 10) + " l9 -9");
            case CARET -> spanned(x, end, foot) + path("M" + at(x, top + 6) + " l5 -5 l5 5 m-5 -5 v10");
            case CHEVRONS -> spanned(x, end, foot) + path("M" + at(x, top + 1) + " l5 5 l-5 5 m6 -10 l5 5 l-5 5");
            case CHEVRONS_BACK ->
                spanned(x, end, foot) + path("M" + at(x + 5, top + 1) + " l-5 5 l5 5 m6 -10 l-5 5 l5 5");
            case RING -> "<circle class=\"line\" cx=\"" + px(x + 5) + "\" cy=\"" + px(top + 5) + "\" r=\"4\"/>";
        };
    }

    /// The time that a symbol speaks of, as a line at the lane's foot.
    private static String spanned(double x, double end, double foot) {
        return end - x > 14 ? rect("fill", x, foot - 2, end - x, 2, "") : "";
    }

    private static String bracket(double x, double end, double middle) {
        return "<path class=\"line dashed\" d=\"M" + at(x, middle) + " H" + px(end) + "\"/>"
                + path("M" + at(x, middle - 5) + " v10 M" + at(end, middle - 5) + " v10");
    }

    private static String hatched(Tone tone, double x, double top, double end, double foot) {
        return rect("", x, top, end - x, foot - top, " fill=\"url(#hatch-" + word(tone) + ")\"");
    }

    private static String rect(String type, double x, double y, double width, double height, String more) {
        return "<rect" + (type.isEmpty() ? "" : " class=\"" + type + "\"") + " x=\"" + px(x) + "\" y=\"" + px(y)
                + "\" width=\"" + px(width) + "\" height=\"" + px(height) + "\"" + more + "/>";
    }

    private static String path(String way) {
        return "<path class=\"line\" d=\"" + way + "\"/>";
    }

    private static String at(double x, double y) {
        return px(x) + " " + px(y);
    }

    /// Whether it is drawn over all the time that it speaks of.
    static boolean isWide(Shape shape) {
        return shape == Shape.HATCH || shape == Shape.BRACKET || shape == Shape.THIN_HATCH;
    }
}
