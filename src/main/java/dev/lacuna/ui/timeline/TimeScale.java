package dev.lacuna.ui.timeline;

/// The mapping between time and pixels for one window and width.
record TimeScale(TimeWindow window, double width) {

    double x(long millis) {
        return xOfMicros(TimeWindow.micros(millis));
    }

    /// Differences are taken before the change to floating point: no millisecond is lost however far from the
    /// epoch.
    double xOfMicros(long micros) {
        return (double) (micros - window.fromMicros()) * width / window.micros();
    }

    long microsAt(double x) {
        return window.fromMicros() + Math.round(x / width * window.micros());
    }

    long millisAt(double x) {
        return Math.floorDiv(microsAt(x), TimeWindow.MICROS);
    }

    double pixelsPerMilli() {
        return width * TimeWindow.MICROS / window.micros();
    }
}
