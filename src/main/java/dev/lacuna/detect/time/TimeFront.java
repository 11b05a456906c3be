package dev.lacuna.detect.time;

import static java.util.Objects.requireNonNull;

import dev.lacuna.model.Position;
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

    /// A power of two.
    private static final int RING = 64;
    private static final int GONE_BACK = 1_000;
    private static final int MOST_LEAPS = 32;

    /// Told of each event, in order, some events later.
    interface Listener {

        /// An event that is neither late nor ahead, as nearly all are.
        void inTime();

        /// One that is either.
        ///
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
    private final @Nullable Position[] positions = new Position[RING];
    private final long[] millis = new long[RING];
    private final long[] ordinals = new long[RING];
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

    /// @param ordinal how many events of the partition came before
    void add(Position position, long time, long ordinal) {
        if (added > 0 && time < millis(added - 1)) {
            lastInversion = added;
        }
        int at = slot(added);
        positions[at] = position;
        millis[at] = time;
        ordinals[at] = ordinal;
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

    private static int slot(long index) {
        return (int) index & RING - 1;
    }

    private long millis(long index) {
        return millis[slot(index)];
    }

    private Timed at(long index) {
        int at = slot(index);
        return new Timed(requireNonNull(positions[at]), millis[at], ordinals[at]);
    }

    private void judge() {
        long index = judged++;
        long time = millis(index);
        long from = Math.max(0, index - SIDE);
        long to = Math.min(added, index + 1 + SIDE);
        boolean inOrder = lastInversion <= from;
        long before = from == index ? time : upper(from, index, inOrder);
        long ahead = 0;
        if (!inOrder) {
            long after = index + 1 == to ? time : upper(index + 1, to, false);
            ahead = Math.max(0, time - Math.max(before, after));
        }
        advance(index, before);
        long late = Math.max(0, front - time);
        if (late == 0 && ahead == 0) {
            listener.inTime();
            lateInARow = 0;
            return;
        }
        Timed event = at(index);
        listener.judged(event, late, ahead);
        followGoingBack(event, late, before);
    }

    private void advance(long index, long before) {
        if (before <= front) {
            return;
        }
        if (front != Long.MIN_VALUE && before - front > tolerance) {
            if (leaps.size() == MOST_LEAPS) {
                leaps.removeFirst();
            }
            leaps.addLast(new Leap(at(index), front, before));
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
            return millis(from + rank);
        }
        for (int i = 0; i < size; i++) {
            scratch[i] = millis(from + i);
        }
        Arrays.sort(scratch, 0, size);
        return scratch[rank];
    }
}
