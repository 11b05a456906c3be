package dev.lacuna.ui.timeline;

import javafx.scene.paint.Color;

/// Draws the buttons of the headers.
final class HeaderIcons {

    private static final double GROUND = 20;
    private static final double CHEVRON_LONG = 3.5;
    private static final double CHEVRON_SHORT = 2;
    private static final double STROKE = 1.6;

    // a pin seen from the side, around its middle: head, neck, collar, needle
    private static final double[] PIN_X = {
        -3.5, 3.5, 3.5, 2.3, 2.3, 4.5, 4.5, 0.7, 0.7, -0.7, -0.7, -4.5, -4.5, -2.3, -2.3, -3.5
    };
    private static final double[] PIN_Y = {-6, -6, -4.6, -4.6, -1, 1, 2.2, 2.2, 6.2, 6.2, 2.2, 2.2, 1, -1, -4.6, -4.6};

    private final Ink ink;

    HeaderIcons(Ink ink) {
        this.ink = ink;
    }

    /// The ground under a button that is pointed at.
    void ground(HeaderButton button, double top, double rowHeight) {
        double height = Math.min(GROUND, rowHeight - 2);
        ink.canvas.setFill(ink.colors.muted().deriveColor(0, 1, 1, 0.18));
        ink.canvas.fillRoundRect(
                button.centre() - GROUND / 2, top + button.middle(rowHeight) - height / 2, GROUND, height, 6, 6);
    }

    /// Points right when collapsed, else down.
    void chevron(double top, double rowHeight, boolean collapsed, Color color) {
        double x = HeaderButton.CHEVRON.centre();
        double y = top + HeaderButton.CHEVRON.middle(rowHeight);
        double across = collapsed ? CHEVRON_SHORT : CHEVRON_LONG;
        double down = collapsed ? CHEVRON_LONG : CHEVRON_SHORT;
        ink.canvas.setStroke(color);
        ink.canvas.setLineWidth(STROKE);
        double[] xs = {x - across, collapsed ? x + across : x, collapsed ? x - across : x + across};
        double[] ys = {y - down, collapsed ? y : y + down, collapsed ? y + down : y - down};
        ink.canvas.strokePolyline(xs, ys, 3);
    }

    /// Solid when pinned, else an outline.
    void pin(double top, double rowHeight, boolean pinned, Color color) {
        ink.canvas.save();
        ink.canvas.translate(HeaderButton.PIN.centre(), top + HeaderButton.PIN.middle(rowHeight));
        if (pinned) {
            ink.canvas.setFill(color);
            ink.canvas.fillPolygon(PIN_X, PIN_Y, PIN_X.length);
        } else {
            ink.canvas.setStroke(color);
            ink.canvas.setLineWidth(1);
            ink.canvas.strokePolygon(PIN_X, PIN_Y, PIN_X.length);
        }
        ink.canvas.restore();
    }
}
