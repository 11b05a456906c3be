package dev.lacuna.ui.timeline;

import dev.lacuna.model.StreamRef;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Which part of all there is is seen: along which axis, a window of it, and the lanes that are scrolled into sight.
/// It has a history.
public final class Viewport {

    static final double ZOOM_STEP = 0.25;
    static final double ITEM_MARGIN = 0.10;
    private static final double MARGIN = 0.02;
    private static final int CLOSER = 8;
    private static final double MOST_PIXELS_PER_UNIT = 8;
    private static final double LEAST_PLOT_WIDTH = 100;
    private static final long HOUR_MILLIS = 3_600_000;

    private final InstantSource clock;
    private final Runnable changed;
    private final ViewHistory history = new ViewHistory();

    private AxisMap map = AxisMap.NONE;
    private Axis axis = Axis.TIME;
    private AxisWindow window;
    private double plotWidth = 1;
    private Lanes lanes = new Lanes(List.of(), 1, 0);
    private boolean fitted = true;
    private boolean following;
    private boolean atNewest;

    /// @param changed called after every move
    Viewport(InstantSource clock, Runnable changed) {
        this.clock = clock;
        this.changed = changed;
        long now = clock.millis();
        this.window = AxisWindow.around(new AxisSpan(now - HOUR_MILLIS, now), 0);
    }

    InstantSource clock() {
        return clock;
    }

    /// Takes over what there is to see. A view that shows all goes on showing all.
    void hold(AxisMap newMap) {
        map = newMap.withOffsetsOf(map.offsetsOf());
        window = fitted ? fit() : window.atLeast(least(), limits());
        if (following && atNewest) {
            window = newest();
        }
    }

    /// Whether the view goes along with the newest events, at its width, from now on: until somebody moves it
    /// away from them, and again once somebody moves it back.
    public void follow(boolean on) {
        if (on == following) {
            return;
        }
        following = on;
        if (on) {
            fitted = false;
            atNewest = true;
            window = newest();
        }
        changed.run();
    }

    /// Whether the view goes along with the newest events now.
    public boolean isAtNewest() {
        return following && atNewest;
    }

    private AxisWindow newest() {
        return extent().isEmpty() ? window : window.moved(limits().to() - window.to(), limits());
    }

    /// The one stream that the axis of offsets is of, where there are several.
    Optional<StreamRef> offsetsOf() {
        return map.offsetsOf();
    }

    /// Lets the axis of offsets be that of another stream; where it is shown, all of that.
    void showOffsetsOf(Optional<StreamRef> stream) {
        if (stream.equals(map.offsetsOf())) {
            return;
        }
        boolean seen = axis == Axis.OFFSET && map.offsetsOf().isPresent() && stream.isPresent();
        if (seen) {
            history.leave(place(), false, clock.millis());
        }
        map = map.withOffsetsOf(stream);
        if (axis == Axis.OFFSET) {
            fitted = true;
            window = fit();
        }
        changed.run();
    }

    /// Forgets where one looked: what comes next is another stream, and is shown as a whole.
    void reset() {
        history.clear();
        fitted = true;
        following = false;
        map = AxisMap.NONE;
        axis = Axis.TIME;
        lanes = new Lanes(List.of(), lanes.areaHeight(), 0);
    }

    void hold(List<LaneRow> rows) {
        lanes = new Lanes(rows, lanes.areaHeight(), lanes.scrollY());
    }

    /// Tells how much room there is for the lanes' plot.
    void resize(double newPlotWidth, double lanesHeight) {
        plotWidth = Math.max(1, newPlotWidth);
        lanes = new Lanes(lanes.rows(), Math.max(1, lanesHeight), lanes.scrollY());
        window = fitted ? fit() : window.atLeast(least(), limits());
    }

    /// All of the axis there is anything in; empty before the first event.
    public Optional<AxisSpan> extent() {
        return map.extent(axis);
    }

    public Axis axis() {
        return axis;
    }

    AxisMap map() {
        return map;
    }

    /// Shows the lanes along the other axis.
    ///
    /// @param seen what to show of it; empty: all of it
    void turn(Optional<AxisSpan> seen) {
        history.leave(place(), false, clock.millis());
        axis = axis.other();
        fitted = fitted || seen.isEmpty();
        window = fitted ? fit() : AxisWindow.around(seen.get(), 0).atLeast(least(), limits());
        changed.run();
    }

    public AxisWindow window() {
        return window;
    }

    AxisScale scale() {
        return new AxisScale(window, plotWidth);
    }

    Lanes lanes() {
        return lanes;
    }

    /// Zooms in by so many notches of a wheel (out when negative); what lies at that share of the width stays
    /// there.
    public void zoomAround(double share, double notches) {
        zoom(share, Math.pow(2, -ZOOM_STEP * notches));
    }

    /// Zooms by a factor as a pinch gives it: 2 shows half as much.
    public void pinchAround(double share, double factor) {
        zoom(share, 1 / factor);
    }

    private void zoom(double share, double factor) {
        look(window.scaled(share, factor, least(), limits()), lanes.scrollY(), true);
    }

    /// Moves the window by a share of its length: towards the newest when positive.
    public void pan(double share) {
        panFine(Math.round(share * window.length()));
    }

    void panFine(long fine) {
        look(window.moved(fine, limits()), lanes.scrollY(), true);
    }

    public void scrollTo(double y) {
        look(window, y, true);
    }

    /// Shows exactly that window, as near as the limits allow; for dragging, so a burst.
    void lookAt(AxisWindow wanted) {
        look(wanted.atLeast(least(), limits()), lanes.scrollY(), true);
    }

    public void fitAll() {
        look(fit(), lanes.scrollY(), false);
        fitted = !following;
    }

    /// Moves to the newest events without a change of scale.
    public void goNewest() {
        look(newest(), lanes.scrollY(), false);
        boolean resumed = following && !atNewest;
        atNewest = true;
        if (resumed) {
            changed.run();
        }
    }

    /// Shows the span with a margin on both sides, as a share of its length.
    public void zoomTo(AxisSpan span, double margin) {
        look(AxisWindow.around(span, margin).atLeast(least(), limits()), lanes.scrollY(), false);
    }

    /// Brings the span into the middle; when it is there already, fits it.
    void focus(AxisSpan span) {
        AxisWindow centred = window.centredOn(AxisWindow.around(span, 0).centre(), limits());
        if (centred.equals(window)) {
            zoomTo(span, ITEM_MARGIN);
        } else {
            look(centred, lanes.scrollY(), false);
        }
    }

    /// Brings a place into the middle. Where nearly all is seen that is no news, so it is looked at closer then.
    void look(long place) {
        long length = Math.min(window.length(), limits().length() / CLOSER);
        AxisWindow nearer = window.scaled(0.5, (double) length / window.length(), least(), limits());
        look(nearer.centredOn(AxisWindow.fine(place), limits()), lanes.scrollY(), false);
    }

    /// Moves just so far that the row is seen (none when -1) and some of the span.
    void reveal(AxisSpan span, int row) {
        AxisWindow target = AxisWindow.around(span, 0);
        boolean inSight = target.from() < window.to() && target.to() > window.from();
        AxisWindow wanted = inSight ? window : window.centredOn(target.centre(), limits());
        look(wanted, row < 0 ? lanes.scrollY() : lanes.showing(row).scrollY(), false);
    }

    boolean isFitted() {
        return fitted;
    }

    /// Shows what was seen when somebody left; nothing of it goes onto the history.
    void takeUp(Axis newAxis, boolean all, AxisWindow seen, double scrollY) {
        axis = newAxis;
        fitted = all;
        window = all ? fit() : seen.atLeast(least(), limits());
        lanes = lanes.scrolledTo(scrollY);
        changed.run();
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
        return new ViewHistory.Place(axis, window, lanes.scrollY(), map.offsetsOf());
    }

    private void restore(ViewHistory.Place place) {
        fitted = false;
        atNewest = false;
        axis = place.axis();
        // a stream that has left meanwhile has no axis any more
        place.offsetsOf()
                .filter(stream -> axis == Axis.OFFSET && map.streams().contains(stream))
                .ifPresent(stream -> map = map.withOffsetsOf(Optional.of(stream)));
        window = place.window().atLeast(least(), limits());
        lanes = lanes.scrolledTo(place.scrollY());
        changed.run();
    }

    private void look(AxisWindow newWindow, double newScrollY, boolean burst) {
        Lanes scrolled = lanes.scrolledTo(newScrollY);
        if (newWindow.equals(window) && scrolled.scrollY() == lanes.scrollY()) {
            return;
        }
        history.leave(place(), burst, clock.millis());
        fitted = fitted && newWindow.equals(window);
        atNewest = extent().isPresent()
                && newWindow.to() >= AxisWindow.fine(extent().get().to());
        window = newWindow;
        lanes = scrolled;
        changed.run();
    }

    private AxisWindow fit() {
        return extent().isEmpty() ? window : limits();
    }

    /// How far one can look: all there is and a little more. The overview shows just that.
    AxisWindow limits() {
        Optional<AxisSpan> extent = extent();
        if (extent.isEmpty()) {
            return window;
        }
        AxisWindow wide = AxisWindow.around(extent.get(), MARGIN);
        long missing = least() - wide.length();
        return missing <= 0 ? wide : new AxisWindow(wide.from() - missing / 2, wide.to() + missing - missing / 2);
    }

    private long least() {
        return Math.round(Math.max(plotWidth, LEAST_PLOT_WIDTH) / MOST_PIXELS_PER_UNIT) * AxisWindow.FINE;
    }
}
