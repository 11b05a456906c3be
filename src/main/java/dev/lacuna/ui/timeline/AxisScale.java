package dev.lacuna.ui.timeline;

/// The mapping between an axis and pixels for one window and width.
record AxisScale(AxisWindow window, double width) {

    double x(long value) {
        return xOfFine(AxisWindow.fine(value));
    }

    /// Differences are taken before the change to floating point: no unit is lost however far from zero.
    double xOfFine(long fine) {
        return (double) (fine - window.from()) * width / window.length();
    }

    long fineAt(double x) {
        return window.from() + Math.round(x / width * window.length());
    }

    /// The time or the position there.
    long at(double x) {
        return Math.floorDiv(fineAt(x), AxisWindow.FINE);
    }

    double pixelsPerUnit() {
        return width * AxisWindow.FINE / window.length();
    }
}
