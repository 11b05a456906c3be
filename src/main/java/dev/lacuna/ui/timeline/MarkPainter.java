package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.MarkShape;
import dev.lacuna.ui.kit.Tone;
import java.util.List;
import javafx.scene.paint.Color;

/// Draws the marks of a lane, each kind with its own shape.
final class MarkPainter {

    private static final double SYMBOL_MIDDLE = 11;
    private static final double LABEL_BASELINE = 15;
    private static final double THIN_SYMBOL_MIDDLE = 6;
    private static final double THIN_LABEL_BASELINE = 10;
    private static final double THIN_DASH = 3;
    private static final double BAR_BELOW = 8;
    private static final double TINT = 0.12;
    private static final double PLATE = 0.88;
    private static final double PLATE_EDGE = 3;
    private static final double PLATE_ASCENT = 11;
    private static final double PLATE_HEIGHT = 14;

    private final Ink ink;
    private final double plotWidth;
    private final double laneHeight;
    private final boolean thin;

    /// On a collapsed lane the shapes are the same, but nothing lies below the symbols.
    MarkPainter(Ink ink, double plotWidth, double laneHeight) {
        this.ink = ink;
        this.plotWidth = plotWidth;
        this.laneHeight = laneHeight;
        this.thin = laneHeight < Lanes.LOWEST;
    }

    /// Those that matter most come last, on top.
    void paint(List<MarkLayout.Placed> marks, double top) {
        for (Tone tone : List.of(Tone.PLAIN, Tone.INFO, Tone.OK, Tone.ANOMALY, Tone.SUSPECT, Tone.LOSS)) {
            for (MarkLayout.Placed mark : marks) {
                if (mark.mark().style().tone() == tone) {
                    paintShape(mark, top);
                }
            }
        }
        for (MarkLayout.Placed mark : marks) {
            paintLabel(mark, top);
        }
    }

    private void paintShape(MarkLayout.Placed mark, double top) {
        Color color = ink.colors.shape(mark.mark().style().tone());
        double x = TimelineLayout.HEADER_WIDTH + Math.max(-8, mark.x());
        double end = TimelineLayout.HEADER_WIDTH + Math.min(plotWidth + 8, mark.end());
        switch (mark.mark().style().shape()) {
            case HATCH -> hatch(x, end, top, color);
            case THIN_HATCH -> thinHatch(x, end, top, color);
            case BRACKET -> bracket(mark, x, end, top, color);
            case CHECK -> check(x, end, top, color);
            case TICK -> tick(x, end, top, color);
            default -> symbol(mark, x, end, top, color);
        }
    }

    private void hatch(double x, double end, double top, Color color) {
        double y = top + (thin ? 1 : 3);
        double height = laneHeight - (thin ? 3 : 7);
        if (end - x < BAR_BELOW) {
            ink.fill(x, y, end - x, height, color);
            return;
        }
        ink.fill(x, y, end - x, height, color.deriveColor(0, 1, 1, 0.14));
        ink.hatch(x, y, end - x, height, 6, 1, color);
        ink.canvas.setLineWidth(1);
        ink.canvas.strokeRect(Math.floor(x) + 0.5, y + 0.5, Math.floor(end - x), height - 1);
    }

    private void thinHatch(double x, double end, double top, Color color) {
        ink.hatch(x, top + 3, Math.max(end - x, 4), laneHeight - 7, 5, 0.6, color);
    }

    private void bracket(MarkLayout.Placed mark, double x, double end, double top, Color color) {
        double y = Math.rint(top + (thin ? THIN_SYMBOL_MIDDLE : laneHeight / 2)) + 0.5;
        ink.canvas.setLineDashes(4, 3);
        ink.line(x, y, end, y, 1.2, color);
        ink.canvas.setLineDashes();
        double half = thin ? 4 : 6;
        if (mark.x() >= 0) {
            ink.line(x, y - half, x, y + half, 1.4, color);
        }
        if (mark.end() <= plotWidth) {
            ink.line(end, y - half, end, y + half, 1.4, color);
        }
    }

    private void check(double x, double end, double top, Color color) {
        ink.fill(x, top + laneHeight - 4, end - x, 2, color);
    }

    private void tick(double x, double end, double top, Color color) {
        double middle = Math.rint((x + end) / 2) + 0.5;
        if (thin) {
            for (double y = top + 1; y < top + laneHeight - 2; y += THIN_DASH + 2) {
                ink.fill(middle - 1.5, y, MarkLayout.LEAST_WIDTH, THIN_DASH, color);
            }
            return;
        }
        ink.canvas.setLineDashes(2, 3);
        ink.line(middle, top + 3, middle, top + laneHeight - 4, 1.4, color);
        ink.canvas.setLineDashes();
    }

    /// A symbol at the lane's top, and a tint over the time that it speaks of.
    private void symbol(MarkLayout.Placed mark, double x, double end, double top, Color color) {
        if (thin) {
            ink.fill(x, top + laneHeight - 6, end - x, 4, color);
        } else if (end - x > MarkLayout.LEAST_WIDTH) {
            ink.fill(
                    x,
                    top + LanePainter.LABEL_ROW,
                    end - x,
                    laneHeight - LanePainter.LABEL_ROW - 4,
                    color.deriveColor(0, 1, 1, TINT));
        } else {
            ink.fill(
                    x + 1,
                    top + LanePainter.LABEL_ROW,
                    1,
                    laneHeight - LanePainter.LABEL_ROW - 4,
                    color.deriveColor(0, 1, 1, 0.6));
        }
        double left = TimelineLayout.HEADER_WIDTH + mark.glyphX();
        double right = TimelineLayout.HEADER_WIDTH + mark.glyphEnd();
        double y = top + (thin ? THIN_SYMBOL_MIDDLE : SYMBOL_MIDDLE);
        switch (mark.mark().style().shape()) {
            case DIAMONDS -> diamonds(left, right, y, color);
            case ZIGZAG -> zigzag(left, y, color);
            case CROSS -> cross(left, y, color);
            case CARET -> caret(left, y, color);
            case CHEVRONS -> chevrons(left, y, 5, color);
            case CHEVRONS_BACK -> chevrons(left + 5, y, -5, color);
            default -> ring(left, y, color);
        }
    }

    private void diamonds(double left, double right, double y, Color color) {
        ink.canvas.setFill(color);
        double half = MarkLayout.SYMBOL_HALF;
        for (double x = left + half; x + half <= right + 0.5; x += MarkLayout.DIAMOND_STEP) {
            ink.canvas.fillPolygon(new double[] {x, x + half, x, x - half}, new double[] {y - half, y, y + half, y}, 4);
        }
    }

    private void zigzag(double left, double y, Color color) {
        stroke(color);
        ink.canvas.strokePolyline(
                new double[] {left, left + 6, left + 12, left + 18},
                new double[] {y + 3.5, y - 3.5, y + 3.5, y - 3.5},
                4);
    }

    private void cross(double left, double y, Color color) {
        ink.line(left + 1, y - 4, left + 9, y + 4, 1.8, color);
        ink.line(left + 1, y + 4, left + 9, y - 4, 1.8, color);
    }

    private void caret(double left, double y, Color color) {
        stroke(color);
        ink.canvas.strokePolyline(new double[] {left + 1, left + 5, left + 9}, new double[] {y + 1, y - 4, y + 1}, 3);
        ink.line(left + 5, y - 4, left + 5, y + 5, 1.8, color);
    }

    private void chevrons(double left, double y, double depth, Color color) {
        stroke(color);
        double start = depth > 0 ? left : left + 1;
        for (int i = 0; i < 2; i++) {
            double x = start + i * 6;
            ink.canvas.strokePolyline(new double[] {x, x + depth, x}, new double[] {y - 4, y, y + 4}, 3);
        }
    }

    private void ring(double left, double y, Color color) {
        stroke(color);
        ink.canvas.strokeOval(left + 1, y - 4, 8, 8);
    }

    private void stroke(Color color) {
        ink.canvas.setStroke(color);
        ink.canvas.setLineWidth(1.8);
    }

    private void paintLabel(MarkLayout.Placed mark, double top) {
        if (mark.label().isEmpty()) {
            return;
        }
        boolean within = mark.labelX() >= mark.x() && mark.labelX() < mark.end();
        boolean bracket = !thin && mark.mark().style().shape() == MarkShape.BRACKET;
        double baseline = bracket && within
                ? Math.rint(top + laneHeight / 2) - 6
                : top + (thin ? THIN_LABEL_BASELINE : LABEL_BASELINE);
        double x = TimelineLayout.HEADER_WIDTH + mark.labelX();
        if (bracket && within) {
            // a group that stands still, unlike a silence, is told over the bars of what comes meanwhile
            Color ground = ink.colors.mixed(ink.colors.ground(), PLATE);
            ink.fill(x - PLATE_EDGE, baseline - PLATE_ASCENT, mark.labelWidth() + 2 * PLATE_EDGE, PLATE_HEIGHT, ground);
        }
        ink.text(
                mark.label(),
                x,
                baseline,
                Ink.LABEL,
                ink.colors.words(mark.mark().style().tone()));
    }
}
