package dev.lacuna.ui.timeline;

/// A small button in the header of a lane.
enum HeaderButton {
    /// Collapses and expands.
    CHEVRON,
    /// Pins to the top.
    PIN;

    /// Pixels of the place that answers a click.
    static final double TARGET = 24;

    /// Pixels of a line of the header, which has three.
    static final double LINE = 13.5;

    private static final double RIGHT = 2;

    double left() {
        return this == CHEVRON ? 0 : TimelineLayout.HEADER_WIDTH - RIGHT - TARGET;
    }

    double centre() {
        return left() + TARGET / 2;
    }

    /// Its middle below the row's top: beside the first line or the last, and in the middle of a thin row.
    double middle(double rowHeight) {
        if (rowHeight < Lanes.LOWEST) {
            return rowHeight / 2;
        }
        return wordsHeight(rowHeight) / 2 + (this == CHEVRON ? -LINE : LINE);
    }

    /// Pixels of a lane in whose middle its words stand: those of a high lane stay at its top, beside the
    /// words of its findings.
    static double wordsHeight(double rowHeight) {
        return Math.min(rowHeight, Lanes.USUAL);
    }

    /// @param y below the row's top
    boolean covers(double x, double y, double rowHeight) {
        return x >= left() && x < left() + TARGET && Math.abs(y - middle(rowHeight)) <= TARGET / 2;
    }
}
