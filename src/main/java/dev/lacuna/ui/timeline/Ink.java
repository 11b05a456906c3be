package dev.lacuna.ui.timeline;

import dev.lacuna.ui.kit.Theme;
import java.util.HashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// A canvas with its colours and the few strokes that all painters share.
final class Ink {

    static final Font SMALL = Font.font(Theme.family(), 10);
    static final Font SMALL_BOLD = Font.font(Theme.family(), FontWeight.BOLD, 10);
    static final Font NAME = Font.font(Theme.family(), FontWeight.BOLD, 11.5);
    static final Font LABEL = Font.font(Theme.family(), FontWeight.BOLD, 11);

    private static final int MOST_REMEMBERED = 4_000;
    private static final Map<Font, Map<String, Double>> WIDTHS = new HashMap<>();

    final GraphicsContext canvas;
    final TimelineColors colors;

    Ink(GraphicsContext canvas, TimelineColors colors) {
        this.canvas = canvas;
        this.colors = colors;
        canvas.setTextBaseline(VPos.BASELINE);
        canvas.setTextAlign(TextAlignment.LEFT);
        canvas.setLineDashes();
    }

    /// Pixels of a text. Measuring is slow and texts come again, so widths are kept; on the FX thread only.
    static double width(String text, Font font) {
        Map<String, Double> known = WIDTHS.computeIfAbsent(font, key -> new HashMap<>());
        if (known.size() > MOST_REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(text, key -> {
            var node = new Text(key);
            node.setFont(font);
            return node.getLayoutBounds().getWidth();
        });
    }

    void fill(double x, double y, double width, double height, Color color) {
        canvas.setFill(color);
        canvas.fillRect(x, y, width, height);
    }

    void text(String text, double x, double baseline, Font font, Color color) {
        canvas.setFont(font);
        canvas.setFill(color);
        canvas.fillText(text, x, baseline);
    }

    /// A line one pixel wide, on whole pixels.
    void vertical(double x, double from, double to, Color color) {
        canvas.setFill(color);
        canvas.fillRect(Math.floor(x), from, 1, to - from);
    }

    void horizontal(double y, double from, double to, Color color) {
        canvas.setFill(color);
        canvas.fillRect(from, Math.floor(y), to - from, 1);
    }

    void line(double x1, double y1, double x2, double y2, double width, Color color) {
        canvas.setStroke(color);
        canvas.setLineWidth(width);
        canvas.strokeLine(x1, y1, x2, y2);
    }

    /// Rising diagonals that end at the box and reach nowhere beyond it: they are cut square, and the corners of a cut
    /// lie this far from the end of the stroke's middle.
    void hatch(double x, double y, double width, double height, double step, double thickness, Color color) {
        canvas.setStroke(color);
        canvas.setLineWidth(thickness);
        canvas.setLineCap(StrokeLineCap.BUTT);
        double corner = thickness / 2 * Math.sqrt(0.5);
        double right = x + width;
        double bottom = y + height;
        for (double foot = x - Math.ceil(height / step) * step; foot < right; foot += step) {
            double from = Math.max(foot, x) + corner;
            double to = Math.min(foot + height, right) - corner;
            if (to > from) {
                canvas.strokeLine(from, bottom - (from - foot), to, bottom - (to - foot));
            }
        }
        canvas.setLineCap(StrokeLineCap.SQUARE);
    }

    /// A grip to drag an edge by.
    void handle(double x, double middle, Color color) {
        canvas.setFill(color);
        canvas.fillRoundRect(x - 2.5, middle - 9, 5, 18, 3, 3);
    }

    /// Words on a rounded ground, centred on x as far as the bounds allow.
    void bubble(String text, double x, double top, double from, double to, Color ground, Color words) {
        double width = width(text, SMALL) + 14;
        double left = Math.max(from, Math.min(to - width, x - width / 2));
        canvas.setFill(ground);
        canvas.fillRoundRect(left, top, width, 16, 6, 6);
        text(text, left + 7, top + 11.5, SMALL, words);
    }
}
