package dev.lacuna.detect.time;

import dev.lacuna.detect.NearbyRun;
import java.util.Arrays;

/// Events near each other whose times deviate.
final class DeviationRun extends NearbyRun {

    private static final int SAMPLE = 128;
    private static final int FEWEST = 3;
    private static final int ONE_IN = 20;

    private final long[] sample = new long[SAMPLE];
    private long greatest = Long.MIN_VALUE;
    private long least = Long.MAX_VALUE;

    DeviationRun(Timed event, long deviation) {
        super(event.position(), event.millis(), event.ordinal());
        note(deviation);
    }

    void add(Timed event, long deviation) {
        add(event.position(), event.millis(), event.ordinal());
        note(deviation);
    }

    /// By how much at most, ms.
    long greatest() {
        return greatest;
    }

    /// By how much in the middle of the run's first events, ms.
    long typical() {
        int size = (int) Math.min(count(), SAMPLE);
        long[] sorted = Arrays.copyOf(sample, size);
        Arrays.sort(sorted);
        return sorted[(size - 1) / 2];
    }

    /// Whether it is more than a few events that happen to stand near each other.
    boolean isDense() {
        return count() >= FEWEST && count() * ONE_IN >= spanned();
    }

    /// Whether all deviate by about the same, as by a clock that is off.
    boolean isConstant() {
        return count() >= 10 && greatest - least <= greatest / 20;
    }

    private void note(long deviation) {
        greatest = Math.max(greatest, deviation);
        least = Math.min(least, deviation);
        if (count() <= SAMPLE) {
            sample[(int) count() - 1] = deviation;
        }
    }
}
