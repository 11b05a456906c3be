package dev.lacuna.detect.sequence;

import dev.lacuna.model.Bytes;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The unreadable events of a partition by what they may have been: how many stand near a gap, or came so
/// soon behind it that they may have been due there.
public final class LateStrays {

    /// So long, or so many positions, whichever reaches farther, an event may come late without being
    /// waited for any more.
    private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();

    private static final long FARTHEST = 10_000;

    private final long[] first;
    private final long[] last;
    private final long[] sums;
    /// The earliest time from there on.
    private final long[] earliest;

    /// The numbers of those that stand in their own places, in order.
    private final long[] own;

    private final long timesChangedAt;
    private final Map<Bytes, Long> ofScopes;

    /// @param first where they stand, from each of these positions, in order
    /// @param last to this one
    /// @param amounts how many there
    /// @param millis the earliest time of those there
    LateStrays(
            long[] first,
            long[] last,
            long[] amounts,
            long[] millis,
            long[] own,
            long timesChangedAt,
            Map<Bytes, Long> ofScopes) {
        this.first = first;
        this.last = last;
        this.sums = new long[first.length + 1];
        this.earliest = millis.clone();
        this.own = own;
        this.timesChangedAt = timesChangedAt;
        this.ofScopes = ofScopes;
        for (int i = 0; i < amounts.length; i++) {
            sums[i + 1] = sums[i] + amounts[i];
        }
        for (int i = earliest.length - 2; i >= 0; i--) {
            earliest[i] = Math.min(earliest[i], earliest[i + 1]);
        }
    }

    /// How many may be one of some missing numbers.
    ///
    /// @param from those in front of this position came before any of them was due
    /// @param due the last event in front of which one of them would not have been late
    /// @param margin so many positions behind that one nothing counts as late
    public long within(long from, Mark due, long margin) {
        int begin = firstAbove(last, from - 1);
        long at = due.position().asOffset();
        boolean isOfOneClock = timesChangedAt <= at;
        if (!isOfOneClock || due.millis() < 0) {
            return sums[first.length] - sums[begin];
        }
        int near = firstAbove(first, at + Math.max(margin, FARTHEST));
        int soon = firstAbove(earliest, due.millis() + LONGEST_MILLIS);
        return sums[Math.max(begin, Math.max(near, soon))] - sums[begin];
    }

    /// How many stand where their place shows that they are some of these numbers.
    ///
    /// @param lowest the first of the numbers
    /// @param highest the last of them
    public long own(long lowest, long highest) {
        return firstAbove(own, highest) - (long) firstAbove(own, lowest - 1);
    }

    /// How many of a scope there are, wherever they stand, apart from those of which the scope is not
    /// known.
    public long of(@Nullable Bytes scope) {
        return scope == null ? 0 : ofScopes.getOrDefault(scope, 0L);
    }

    private static int firstAbove(long[] sorted, long value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
