package dev.lacuna.ui.timeline;

import dev.lacuna.model.TimeSpan;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which part of all there is is seen: a window of time and the lanes that are scrolled into sight. It has a
/// history.
public final class Viewport {

    static final double ZOOM_STEP = 0.25;
    static final double ITEM_MARGIN = 0.10;
    private static final double MARGIN = 0.02;
    private static final double MOST_PIXELS_PER_MILLI = 8;
    private static final double LEAST_PLOT_WIDTH = 100;
    private static final long HOUR_MILLIS = 3_600_000;

    private final InstantSource clock;
    private final Runnable changed;
    private final ViewHistory history = new ViewHistory();

    private @Nullable TimeSpan extent;
    private TimeWindow window;
    private double plotWidth = 1;
    private Lanes lanes = new Lanes(List.of(), 1, 0);
    private boolean fitted = true;

    /// @param changed called after every move
    Viewport(InstantSource clock, Runnable changed) {
        this.clock = clock;
        this.changed = changed;
        long now = clock.millis();
        this.window = TimeWindow.around(new TimeSpan(now - HOUR_MILLIS, now), 0);
    }

    /// Takes over what there is to see. A view that shows all goes on showing all.
    void hold(@Nullable TimeSpan newExtent) {
        extent = newExtent;
        window = fitted ? fit() : window.atLeast(minMicros(), limits());
    }

    /// Forgets where one looked: what comes next is another stream, and is shown as a whole.
    void reset() {
        history.clear();
        fitted = true;
        extent = null;
        lanes = new Lanes(List.of(), lanes.areaHeight(), 0);
    }

    void hold(List<LaneRow> rows) {
        lanes = new Lanes(rows, lanes.areaHeight(), lanes.scrollY());
    }

    /// Tells how much room there is for the lanes' plot.
    void resize(double newPlotWidth, double lanesHeight) {
        plotWidth = Math.max(1, newPlotWidth);
        lanes = new Lanes(lanes.rows(), Math.max(1, lanesHeight), lanes.scrollY());
        window = fitted ? fit() : window.atLeast(minMicros(), limits());
    }

    /// All the time there is anything in; empty before the first event.
    public Optional<TimeSpan> extent() {
        return Optional.ofNullable(extent);
    }

    public TimeWindow window() {
        return window;
    }

    TimeScale scale() {
        return new TimeScale(window, plotWidth);
    }

    Lanes lanes() {
        return lanes;
    }

    /// Zooms in by so many notches of a wheel (out when negative); what lies at that share of the width stays
    /// there.
    public void zoomAround(double share, double notches) {
        zoom(share, Math.pow(2, -ZOOM_STEP * notches));
    }

    /// Zooms by a factor as a pinch gives it: 2 shows half the time.
    public void pinchAround(double share, double factor) {
        zoom(share, 1 / factor);
    }

    private void zoom(double share, double factor) {
        look(window.scaled(share, factor, minMicros(), limits()), lanes.scrollY(), true);
    }

    /// Moves the window by a share of its length: later when positive.
    public void pan(double share) {
        panMicros(Math.round(share * window.micros()));
    }

    void panMicros(long micros) {
        look(window.moved(micros, limits()), lanes.scrollY(), true);
    }

    public void scrollTo(double y) {
        look(window, y, true);
    }

    /// Shows exactly that window, as near as the limits allow; for dragging, so a burst.
    void lookAt(TimeWindow wanted) {
        look(wanted.atLeast(minMicros(), limits()), lanes.scrollY(), true);
    }

    public void fitAll() {
        look(fit(), lanes.scrollY(), false);
        fitted = true;
    }

    /// Moves to the latest events without a change of scale.
    public void goNewest() {
        long shift = fit().toMicros() - window.toMicros();
        look(window.moved(shift, limits()), lanes.scrollY(), false);
    }

    /// Shows the span with a margin on both sides, as a share of its length.
    public void zoomTo(TimeSpan span, double margin) {
        look(TimeWindow.around(span, margin).atLeast(minMicros(), limits()), lanes.scrollY(), false);
    }

    /// Brings the time into the middle; when it is there already, fits the span.
    void focus(TimeSpan span) {
        TimeWindow centred = window.centredOn(TimeWindow.around(span, 0).centreMicros(), limits());
        if (centred.equals(window)) {
            zoomTo(span, ITEM_MARGIN);
        } else {
            look(centred, lanes.scrollY(), false);
        }
    }

    /// Moves just so far that the row is seen (none when -1) and some of the span.
    void reveal(TimeSpan span, int row) {
        TimeWindow target = TimeWindow.around(span, 0);
        boolean inSight = target.fromMicros() < window.toMicros() && target.toMicros() > window.fromMicros();
        TimeWindow wanted = inSight ? window : window.centredOn(target.centreMicros(), limits());
        look(wanted, row < 0 ? lanes.scrollY() : lanes.showing(row).scrollY(), false);
    }

    public void goBack() {
        history.back(place()).ifPresent(this::restore);
    }

    public void goForward() {
        history.forward(place()).ifPresent(this::restore);
    }

    public boolean canGoBack() {
        return history.canGoBack();
    }

    public boolean canGoForward() {
        return history.canGoForward();
    }

    private ViewHistory.Place place() {
        return new ViewHistory.Place(window, lanes.scrollY());
    }

    private void restore(ViewHistory.Place place) {
        fitted = false;
        window = place.window().atLeast(minMicros(), limits());
        lanes = lanes.scrolledTo(place.scrollY());
        changed.run();
    }

    private void look(TimeWindow newWindow, double newScrollY, boolean burst) {
        Lanes scrolled = lanes.scrolledTo(newScrollY);
        if (newWindow.equals(window) && scrolled.scrollY() == lanes.scrollY()) {
            return;
        }
        history.leave(place(), burst, clock.millis());
        fitted = fitted && newWindow.equals(window);
        window = newWindow;
        lanes = scrolled;
        changed.run();
    }

    private TimeWindow fit() {
        return extent == null ? window : limits();
    }

    /// How far one can look: all there is and a little more. The overview shows just that.
    TimeWindow limits() {
        if (extent == null) {
            return window;
        }
        TimeWindow wide = TimeWindow.around(extent, MARGIN);
        long missing = minMicros() - wide.micros();
        return missing <= 0
                ? wide
                : new TimeWindow(wide.fromMicros() - missing / 2, wide.toMicros() + missing - missing / 2);
    }

    private long minMicros() {
        return Math.round(Math.max(plotWidth, LEAST_PLOT_WIDTH) / MOST_PIXELS_PER_MILLI) * TimeWindow.MICROS;
    }
}
