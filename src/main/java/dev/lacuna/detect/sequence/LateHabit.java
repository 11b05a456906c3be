package dev.lacuna.detect.sequence;

import java.time.Duration;
import java.util.Arrays;

/// How late events of one partition come time and again, by the times in its log: so long those that are
/// missing may still come. Once or twice says nothing, for a repair may have sent them; nor do many one right
/// behind the other, which are one occasion.
public final class LateHabit {

    private static final int FEWEST_OCCASIONS = 3;

    /// One time may be wrong; that the log has come so far, so many of its latest events must say.
    private static final int WITNESSES = 3;

    /// Whatever comes later than this, time and again or not, is not waited for.
    private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();

    /// Times may be rounded, or those of whole batches.
    private static final long SHORTEST_MILLIS = Duration.ofSeconds(10).toMillis();

    /// By the power of two above the lateness in ms.
    private final int[] occasions = new int[Long.SIZE];

    private long front = -1;
    private long lateness = -1;
    private long greatest;
    private final long[] latest = new long[WITNESSES];
    private int times;

    /// An event came, at the end of what was written.
    public void came(long millis) {
        if (lateness >= 0) {
            occasions[bitsOf(lateness)]++;
            lateness = -1;
        }
        reached(millis);
    }

    private void reached(long millis) {
        front = Math.max(front, millis);
        latest[times++ % WITNESSES] = millis;
        times = times == 2 * WITNESSES ? WITNESSES : times;
    }

    /// An event came after its successor.
    ///
    /// @param millis its own time
    /// @param successorMillis when the first of those came that overtook it
    public void cameLate(long millis, long successorMillis) {
        reached(millis);
        if (successorMillis >= 0 && front >= 0) {
            lateness = Math.max(lateness, front - successorMillis);
            greatest = Math.max(greatest, lateness);
        } else {
            cameLate();
        }
    }

    /// An event came after its successor, and nothing tells by how long.
    public void cameLate() {
        greatest = LONGEST_MILLIS;
    }

    /// Whether all that came late came sooner than the log has gone on since a time, by its own times: so
    /// it does not matter by how much those are behind.
    public boolean isOver(long millis) {
        if (millis < 0 || times < WITNESSES) {
            return false;
        }
        long reached = Arrays.stream(latest).min().orElse(-1);
        return reached - millis > Math.max(SHORTEST_MILLIS, Math.min(LONGEST_MILLIS, greatest));
    }

    /// From here on times are of another clock: those before it say nothing about how late something is.
    public void timesChange() {
        times = 0;
        if (lateness >= 0) {
            occasions[bitsOf(lateness)]++;
        }
        lateness = -1;
        front = -1;
    }

    /// For how long late events are worth waiting for by this habit: up to twice as long as they took; 0
    /// where there is no such habit.
    public long millis() {
        int count = 0;
        int open = lateness < 0 ? -1 : bitsOf(lateness);
        for (int bits = occasions.length - 1; bits > 0; bits--) {
            count += occasions[bits] + (bits == open ? 1 : 0);
            if (count >= FEWEST_OCCASIONS) {
                return bits >= Long.SIZE - 1 ? LONGEST_MILLIS : Math.min(LONGEST_MILLIS, 1L << bits);
            }
        }
        return 0;
    }

    private static int bitsOf(long millis) {
        return Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, millis));
    }
}
