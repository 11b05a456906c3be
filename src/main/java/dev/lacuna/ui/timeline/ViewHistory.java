package dev.lacuna.ui.timeline;

import dev.lacuna.model.StreamRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The places one has looked at, to go back to and forward again. Repairs are never in it. Steps of a burst, as
/// a wheel makes them, become one once it has been still for a while.
final class ViewHistory {

    /// One place.
    ///
    /// @param offsetsOf the one stream that the axis of offsets was of
    record Place(Axis axis, AxisWindow window, double scrollY, Optional<StreamRef> offsetsOf) {}

    static final int MOST = 100;
    static final long IDLE_MILLIS = 400;

    private final Deque<Place> back = new ArrayDeque<>();
    private final Deque<Place> forward = new ArrayDeque<>();
    private long lastBurstMillis = Long.MIN_VALUE;

    /// Notes that the view leaves a place. Within a burst only the place before its first step is kept.
    void leave(Place place, boolean burst, long nowMillis) {
        boolean continues = burst && lastBurstMillis != Long.MIN_VALUE && nowMillis - lastBurstMillis < IDLE_MILLIS;
        lastBurstMillis = burst ? nowMillis : Long.MIN_VALUE;
        forward.clear();
        if (continues || place.equals(back.peekLast())) {
            return;
        }
        back.addLast(place);
        if (back.size() > MOST) {
            back.removeFirst();
        }
    }

    void clear() {
        back.clear();
        forward.clear();
        lastBurstMillis = Long.MIN_VALUE;
    }

    Optional<Place> back(Place current) {
        return step(back, forward, current);
    }

    Optional<Place> forward(Place current) {
        return step(forward, back, current);
    }

    private Optional<Place> step(Deque<Place> from, Deque<Place> to, Place current) {
        lastBurstMillis = Long.MIN_VALUE;
        Place place = from.pollLast();
        if (place != null) {
            to.addLast(current);
        }
        return Optional.ofNullable(place);
    }

    boolean canGoBack() {
        return !back.isEmpty();
    }

    boolean canGoForward() {
        return !forward.isEmpty();
    }
}
