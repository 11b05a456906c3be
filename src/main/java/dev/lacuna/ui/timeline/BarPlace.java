package dev.lacuna.ui.timeline;

import java.util.List;

/// Where the bar of a selection goes: below the selection, else beside or above it, wherever it hides least of what
/// findings are called, and of what is missing.
final class BarPlace {

    /// What is not to be hidden, in pixels of the timeline.
    record Box(double left, double top, double right, double bottom) {

        double shared(double x, double y, double width, double height) {
            double across = Math.min(right, x + width) - Math.max(left, x);
            double down = Math.min(bottom, y + height) - Math.max(top, y);
            return Math.max(0, across) * Math.max(0, down);
        }
    }

    /// The upper left corner of the bar.
    record Place(double x, double y) {}

    private static final double GAP = 6;

    /// What is selected is what one wants to read while the bar is there.
    private static final double SELECTED_WEIGHS = 8;

    private final SelectionBounds selection;
    private final TimelineLayout layout;
    private final double width;
    private final double height;

    /// @param width of the bar
    /// @param height of the bar
    BarPlace(SelectionBounds selection, TimelineLayout layout, double width, double height) {
        this.selection = selection;
        this.layout = layout;
        this.width = width;
        this.height = height;
    }

    /// The first of the places that hides least.
    Place best(List<Box> worthSeeing) {
        Place best = null;
        double least = Double.MAX_VALUE;
        for (double y : heights()) {
            for (double x : new double[] {selection.left(), selection.right() - width, selection.right() + GAP}) {
                Place place = within(x, y);
                double hidden = worthSeeing.stream()
                        .mapToDouble(box -> weight(box) * box.shared(place.x(), place.y(), width, height))
                        .sum();
                if (hidden < least) {
                    least = hidden;
                    best = place;
                }
            }
        }
        return best == null ? within(selection.left(), selection.bottom() + GAP) : best;
    }

    private double weight(Box box) {
        return box.top() < selection.bottom() && box.bottom() > selection.top() ? SELECTED_WEIGHS : 1;
    }

    /// Right below, below the words of the next lane, above the selection, and over its lower end.
    private double[] heights() {
        return new double[] {
            selection.bottom() + GAP,
            selection.bottom() + LanePainter.LABEL_ROW + 2,
            selection.top() - height - GAP,
            selection.bottom() - height - GAP
        };
    }

    private Place within(double x, double y) {
        double left = Math.max(TimelineLayout.HEADER_WIDTH + GAP, Math.min(x, layout.width() - width - GAP));
        double top = Math.max(TimelineLayout.LANES_TOP + GAP, Math.min(y, layout.height() - height - GAP));
        return new Place(Math.rint(left), Math.rint(top));
    }
}
