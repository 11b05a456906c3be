package dev.lacuna.ui.timeline;

/// Where the parts of the timeline lie: the overview strip on top, the axis below it, then lanes with their
/// headers.
///
/// @param width pixels of the whole
/// @param height pixels of the whole
record TimelineLayout(double width, double height) {

    static final double HEADER_WIDTH = 156;
    static final double OVERVIEW_HEIGHT = 46;
    static final double AXIS_HEIGHT = 24;
    static final double LANES_TOP = OVERVIEW_HEIGHT + AXIS_HEIGHT;

    /// A part of the timeline.
    enum Part {
        OVERVIEW,
        AXIS,
        HEADER,
        LANES,
        /// Captions, left of overview and axis.
        CORNER
    }

    double plotWidth() {
        return Math.max(1, width - HEADER_WIDTH);
    }

    double lanesHeight() {
        return Math.max(1, height - LANES_TOP);
    }

    Part partAt(double x, double y) {
        if (x < HEADER_WIDTH) {
            return y < LANES_TOP ? Part.CORNER : Part.HEADER;
        }
        if (y < OVERVIEW_HEIGHT) {
            return Part.OVERVIEW;
        }
        return y < LANES_TOP ? Part.AXIS : Part.LANES;
    }

    /// Where in the plot, from 0 to 1; outside it the nearer end.
    double share(double x) {
        return Math.max(0, Math.min(1, plotX(x) / plotWidth()));
    }

    double plotX(double x) {
        return x - HEADER_WIDTH;
    }

    double laneY(double y) {
        return y - LANES_TOP;
    }
}
