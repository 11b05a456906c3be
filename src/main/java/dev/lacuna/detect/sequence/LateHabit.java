package dev.lacuna.detect.sequence;

import java.time.Duration;

/// How late events of one partition come time and again, by the times in its log: so long those that are
/// missing may still come. Once or twice says nothing, for a repair may have sent them; nor do many one right
/// behind the other, which are one occasion.
public final class LateHabit {

    private static final int FEWEST_OCCASIONS = 3;

    /// Whatever comes later than this, time and again or not, is not waited for.
    private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();

    /// By the power of two above the lateness in ms.
    private final int[] occasions = new int[Long.SIZE];

    private long front = -1;
    private long lateness = -1;

    /// An event came, at the end of what was written.
    public void came(long millis) {
        if (lateness >= 0) {
            occasions[bitsOf(lateness)]++;
            lateness = -1;
        }
        front = Math.max(front, millis);
    }

    /// An event came after its successor.
    ///
    /// @param millis its own time
    /// @param successorMillis when the first of those came that overtook it
    public void cameLate(long millis, long successorMillis) {
        front = Math.max(front, millis);
        if (successorMillis >= 0 && front >= 0) {
            lateness = Math.max(lateness, front - successorMillis);
        }
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
