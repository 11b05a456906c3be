package dev.lacuna.detect.gap;

import dev.lacuna.detect.sequence.SequenceScopes;
import java.util.Arrays;

/// The numbers of a few events of a partition that is not scanned.
final class Glance {

    private static final int MOST = 2_000;

    private long[] numbers = new long[64];
    private int count;

    synchronized void add(long number) {
        if (count == MOST) {
            return;
        }
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = number;
    }

    /// Whether another partition has so many of them, and most of those that it may have; never where what it
    /// has can't be told number by number.
    synchronized boolean isSharedBy(SequenceScopes other, int fewest) {
        if (other.isBlurred()) {
            return false;
        }
        long shared = 0;
        long within = 0;
        for (int i = 0; i < count; i++) {
            boolean isSeen = other.seenWithin(null, numbers[i], numbers[i]) > 0;
            shared += isSeen ? 1 : 0;
            within += isSeen || other.isWithin(numbers[i]) ? 1 : 0;
        }
        return shared >= fewest && shared * 2 >= within;
    }
}
