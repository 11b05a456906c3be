package dev.lacuna.detect.time;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Follows how far time has come in a partition, and judges each event's time by the events before and after
/// it.
///
/// The *front* is the latest time that a quarter of the last events have reached: single events from the future
/// don't move it, and it doesn't go back with late ones. An event is *late* by how far it lies behind the
/// front, and *ahead* by how far it lies before its neighbours on both sides, so that the first event after a
/// pause is neither. When time stays behind the front for a thousand events, the stream has gone back, and so
/// does the front.
final class TimeFront {

    /// Events looked at on either side.
    private static final int SIDE = 16;

    private static final int RING = 64;
    private static final int GONE_BACK = 1_000;
    private static final int MOST_LEAPS = 32;

    /// Told of each event, in order, some events later.
    interface Listener {

        /// @param late how far behind the front, ms, or 0
        /// @param ahead how far before its neighbours, ms, or 0
        void judged(Timed event, long late, long ahead);

        /// Time has gone back for good.
        ///
        /// @param since the first event of the older time
        /// @param leap what the front leapt forward from, and now went back behind, or null
        default void wentBack(Timed since, Timed last, @Nullable Leap leap) {}
    }

    /// The front's move forward by more than the tolerance.
    ///
    /// @param at the event at which it moved
    record Leap(Timed at, long fromMillis, long toMillis) {}

    private final long tolerance;
    private final Listener listener;
    private final Timed[] ring = new Timed[RING];
    private final long[] scratch = new long[SIDE];
    private final Deque<Leap> leaps = new ArrayDeque<>();
    private long added;
    private long judged;
    private long lastInversion = -1;
    private long front = Long.MIN_VALUE;
    private int lateInARow;
    private @Nullable Timed lateSince;

    /// @param tolerance what is no disorder and no leap, ms
    TimeFront(long tolerance, Listener listener) {
        this.tolerance = tolerance;
        this.listener = listener;
    }

    void add(Timed event) {
        if (added > 0 && event.millis() < at(added - 1).millis()) {
            lastInversion = added;
        }
        ring[(int) (added % RING)] = event;
        added++;
        if (added - judged > SIDE) {
            judge();
        }
    }

    void end() {
        while (judged < added) {
            judge();
        }
    }

    /// The latest time that is reached for certain, or [Long#MIN_VALUE].
    long front() {
        return front;
    }

    private Timed at(long index) {
        return ring[(int) (index % RING)];
    }

    private void judge() {
        long index = judged++;
        Timed event = at(index);
        long from = Math.max(0, index - SIDE);
        long to = Math.min(added, index + 1 + SIDE);
        boolean inOrder = lastInversion <= from;
        long before = from == index ? event.millis() : upper(from, index, inOrder);
        long ahead = 0;
        if (!inOrder) {
            long after = index + 1 == to ? event.millis() : upper(index + 1, to, false);
            ahead = Math.max(0, event.millis() - Math.max(before, after));
        }
        advance(event, before);
        long late = Math.max(0, front - event.millis());
        listener.judged(event, late, ahead);
        followGoingBack(event, late, before);
    }

    private void advance(Timed event, long before) {
        if (before <= front) {
            return;
        }
        if (front != Long.MIN_VALUE && before - front > tolerance) {
            if (leaps.size() == MOST_LEAPS) {
                leaps.removeFirst();
            }
            leaps.addLast(new Leap(event, front, before));
        }
        front = before;
    }

    private void followGoingBack(Timed event, long late, long before) {
        if (late <= tolerance) {
            lateInARow = 0;
            return;
        }
        if (lateInARow++ == 0) {
            lateSince = event;
        }
        if (lateInARow < GONE_BACK || lateSince == null) {
            return;
        }
        Leap over = null;
        for (Leap leap : leaps) {
            if (leap.fromMillis() - tolerance <= before && before < leap.toMillis()) {
                over = leap;
            }
        }
        listener.wentBack(lateSince, event, over);
        leaps.clear();
        front = before;
        lateInARow = 0;
    }

    /// The time that a quarter of the events from one index to another have reached; of few events the middle
    /// one.
    private long upper(long from, long to, boolean inOrder) {
        int size = (int) (to - from);
        int rank = size < SIDE / 2 ? size / 2 : size - 1 - size / 4;
        if (inOrder) {
            return at(from + rank).millis();
        }
        for (int i = 0; i < size; i++) {
            scratch[i] = at(from + i).millis();
        }
        Arrays.sort(scratch, 0, size);
        return scratch[rank];
    }
}
