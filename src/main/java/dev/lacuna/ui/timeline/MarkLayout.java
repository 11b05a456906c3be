package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.MarkShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Places the marks of one lane and their labels: marks never vanish but merge, labels never overlap and never
/// leave the lane.
final class MarkLayout {

    /// A mark in pixels of the plot.
    ///
    /// @param x left edge of its place, at least three pixels before `end`
    /// @param end right edge of its place
    /// @param glyphX left edge of its symbol
    /// @param glyphEnd right edge of its symbol
    /// @param label its words, empty where there is no room
    /// @param labelX left edge of the words
    /// @param labelWidth pixels of the words
    record Placed(
            LaneMark mark,
            double x,
            double end,
            double glyphX,
            double glyphEnd,
            String label,
            double labelX,
            double labelWidth) {

        /// From where to where its symbol and its words reach; empty where it has neither.
        Optional<Extent> named() {
            boolean symbol = symbolWidth(mark) > 0;
            if (label.isEmpty()) {
                return symbol ? Optional.of(new Extent(glyphX, glyphEnd)) : Optional.empty();
            }
            double from = symbol ? Math.min(glyphX, labelX) : labelX;
            double to = symbol ? Math.max(glyphEnd, labelX + labelWidth) : labelX + labelWidth;
            return Optional.of(new Extent(from, to));
        }

        /// From where to where it hatches the lane; empty where it does not.
        Optional<Extent> hatched() {
            return mark.style().shape() == MarkShape.HATCH ? Optional.of(new Extent(x, end)) : Optional.empty();
        }

        boolean covers(double at) {
            return at >= Math.min(x, glyphX) - REACH && at <= Math.max(end, glyphEnd) + REACH;
        }
    }

    /// From where to where something reaches, in pixels of the plot.
    record Extent(double from, double to) {}

    static final double LEAST_WIDTH = 3;
    static final double SYMBOL_HALF = 5;
    static final double DIAMOND_STEP = 9;
    static final double ZIGZAG_WIDTH = 18;
    private static final double REACH = 3;
    private static final double LABEL_GAP = 5;
    private static final double MERGE_GAP = 1;
    private static final double NARROW = 24;

    /// Words keep off the right edge: where lanes are scrolled, that is shown there.
    private static final double EDGE = 8;

    private final AxisScale scale;
    private final ToDoubleFunction<String> textWidth;

    MarkLayout(AxisScale scale, ToDoubleFunction<String> textWidth) {
        this.scale = scale;
        this.textWidth = textWidth;
    }

    List<Placed> place(List<LaneMark> marks) {
        return labelled(merged(marks), MarkLayout::texts);
    }

    /// Places them on a collapsed lane, where only how many were merged is said.
    List<Placed> placeThin(List<LaneMark> marks) {
        return labelled(merged(marks), MarkLayout::thinTexts);
    }

    private List<Placed> merged(List<LaneMark> marks) {
        List<Placed> glyphs = new ArrayList<>();
        for (LaneMark mark : marks) {
            Placed placed = glyph(mark);
            if (Math.max(placed.end(), placed.glyphEnd()) < 0
                    || Math.min(placed.x(), placed.glyphX()) > scale.width()) {
                continue;
            }
            int clash = clash(glyphs, placed);
            if (clash < 0) {
                glyphs.add(placed);
            } else {
                glyphs.set(clash, glyph(glyphs.get(clash).mark().merge(mark)));
            }
        }
        return glyphs;
    }

    private Placed glyph(LaneMark mark) {
        double x = scale.x(mark.from());
        double end = scale.x(mark.to());
        if (end - x < LEAST_WIDTH) {
            double middle = (x + end) / 2;
            x = middle - LEAST_WIDTH / 2;
            end = middle + LEAST_WIDTH / 2;
        }
        double width = symbolWidth(mark);
        if (width == 0) {
            return new Placed(mark, x, end, x, end, "", 0, 0);
        }
        // a symbol whose time began left of the window stays in sight while its time does
        double from = Math.max(x, Math.min(0, end - width));
        double glyphX = end - x > width ? from : (x + end - width) / 2;
        return new Placed(mark, x, end, glyphX, glyphX + width, "", 0, 0);
    }

    /// Pixels of the symbol at the lane's top; 0 where the mark covers its time and has none.
    static double symbolWidth(LaneMark mark) {
        return switch (mark.style().shape()) {
            case HATCH, THIN_HATCH, BRACKET, CHECK, TICK -> 0;
            case DIAMONDS -> 2 * SYMBOL_HALF + (mark.more() > 0 ? 2 : 1) * DIAMOND_STEP;
            case ZIGZAG -> ZIGZAG_WIDTH;
            case CROSS, CARET, RING -> 2 * SYMBOL_HALF;
            case CHEVRONS, CHEVRONS_BACK -> 2 * SYMBOL_HALF + 4;
        };
    }

    /// The last mark that would hide this one, or be hidden by it. Wide marks of different kinds lie over each
    /// other without harm.
    private static int clash(List<Placed> placed, Placed next) {
        for (int i = placed.size() - 1; i >= 0; i--) {
            Placed other = placed.get(i);
            boolean touches =
                    next.glyphX() <= other.glyphEnd() + MERGE_GAP && next.glyphEnd() >= other.glyphX() - MERGE_GAP;
            boolean narrow = width(next) <= NARROW && width(other) <= NARROW;
            boolean same = next.mark().style().shape() == other.mark().style().shape();
            if (touches && (narrow || same && isArea(next))) {
                return i;
            }
        }
        return -1;
    }

    private static double width(Placed placed) {
        return placed.glyphEnd() - placed.glyphX();
    }

    private static boolean isArea(Placed placed) {
        return symbolWidth(placed.mark()) == 0;
    }

    private List<Placed> labelled(List<Placed> glyphs, Function<LaneMark, List<String>> words) {
        List<double[]> taken = new ArrayList<>();
        glyphs.forEach(glyph -> taken.add(new double[] {glyph.glyphX(), glyph.glyphEnd()}));
        Placed[] result = glyphs.toArray(Placed[]::new);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < result.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingInt(i -> -result[i].mark().style().rank()));
        for (int i : order) {
            result[i] = label(result[i], words.apply(result[i].mark()), taken, taken.get(i));
        }
        return List.of(result);
    }

    private Placed label(Placed glyph, List<String> texts, List<double[]> taken, double[] own) {
        for (String text : texts) {
            double width = textWidth.applyAsDouble(text);
            for (double x : candidates(glyph, width)) {
                if (x >= 0 && x + width <= scale.width() - EDGE && isFree(x, x + width, taken, own)) {
                    taken.add(new double[] {x - LABEL_GAP, x + width + LABEL_GAP});
                    return new Placed(
                            glyph.mark(), glyph.x(), glyph.end(), glyph.glyphX(), glyph.glyphEnd(), text, x, width);
                }
            }
        }
        return glyph;
    }

    private double[] candidates(Placed glyph, double width) {
        double right = glyph.glyphEnd() + LABEL_GAP;
        double left = glyph.glyphX() - LABEL_GAP - width;
        if (glyph.mark().style().shape() == MarkShape.BRACKET) {
            double seenFrom = Math.max(0, glyph.x());
            double seenTo = Math.min(scale.width(), glyph.end());
            double middle = (seenFrom + seenTo - width) / 2;
            return seenTo - seenFrom >= width + 2 * LABEL_GAP ? new double[] {middle} : new double[] {right, left};
        }
        return new double[] {right, left};
    }

    /// Where the words find no room, how many were merged still may.
    private static List<String> texts(LaneMark mark) {
        String merged = "+" + mark.more();
        return mark.more() == 0
                ? List.of(mark.style().label())
                : List.of(mark.style().label() + "  " + merged, merged);
    }

    private static List<String> thinTexts(LaneMark mark) {
        return mark.more() == 0 ? List.of() : List.of("+" + mark.more());
    }

    private static boolean isFree(double from, double to, List<double[]> taken, double[] own) {
        return taken.stream().allMatch(other -> other == own || to < other[0] || from > other[1]);
    }
}
