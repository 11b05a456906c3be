package dev.lacuna.model;

import java.util.Arrays;

/// Where one partition stood at some moments: what is known of its density before it is read. Between two moments lie
/// as many positions as their difference, evenly as far as anybody knows. Immutable.
///
/// @param millis the moments, epoch ms, ascending
/// @param positions the position at each, never falling
public record Backdrop(long[] millis, long[] positions) {

    public static final Backdrop NONE = new Backdrop(new long[0], new long[0]);

    public Backdrop {
        if (millis.length != positions.length) {
            throw new IllegalArgumentException(millis.length + " moments, but " + positions.length + " positions");
        }
        for (int i = 1; i < millis.length; i++) {
            if (millis[i] <= millis[i - 1] || positions[i] < positions[i - 1]) {
                throw new IllegalArgumentException("moment " + i + " of a backdrop stands before the one before it");
            }
        }
    }

    /// How many stretches there are between moments.
    public int stretches() {
        return Math.max(0, millis.length - 1);
    }

    /// How many positions there are from the first moment to the last.
    public long span() {
        return positions.length == 0 ? 0 : positions[positions.length - 1] - positions[0];
    }

    /// The first stretch that ends after the moment.
    public int stretchAt(long moment) {
        int at = Arrays.binarySearch(millis, moment);
        return Math.max(0, at >= 0 ? at : -at - 2);
    }

    /// The moment at which the partition reached a position, as far as the stretches tell; the first or last moment
    /// where it lies outside.
    public long millisAt(long position) {
        int at = Arrays.binarySearch(positions, position);
        if (at >= 0) {
            while (at > 0 && positions[at - 1] == position) {
                at--;
            }
            return millis[at];
        }
        int next = -at - 1;
        if (next == 0) {
            return millis[0];
        }
        if (next == positions.length) {
            return millis[next - 1];
        }
        double share = (double) (position - positions[next - 1]) / (positions[next] - positions[next - 1]);
        return millis[next - 1] + (long) (share * (millis[next] - millis[next - 1]));
    }
}
