package dev.lacuna.detect.time;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Watches how far one producer's event times are from the timestamps of the same events, in blocks of a few
/// events: a clock that is set wrong shows as a step to another offset that then stays the same, while delays
/// vary.
///
/// ```
/// usual offset --other, steady--> perhaps a step --steady for long enough--> step --other offset--> usual offset
///                                 perhaps a step --other offset--> usual offset
/// ```
final class ClockWatch {

    private static final int BLOCK = 32;
    private static final int MOST_STEPS = 64;

    /// Blocks that a step must last at least.
    private static final int FEWEST_BLOCKS = 4;

    /// A step back must also last so long, for a backlog looks like one while it hardly shrinks; a delay never
    /// makes an event's time lie ahead of its timestamp.
    private static final int BEHIND_BLOCKS = 16;

    private static final long BEHIND_MILLIS = 600_000;
    private static final long STEADY_MILLIS = 2_000;
    private static final long HALF_HOUR_MILLIS = 1_800_000;

    private final long producer;
    private final long tolerance;
    private Timed[] events = new Timed[BLOCK];
    private long[] offsets = new long[BLOCK];
    private Timed[] previousEvents = new Timed[BLOCK];
    private long[] previousOffsets = new long[BLOCK];
    private boolean hasPrevious;
    private final long[] sorted = new long[BLOCK];
    private final List<ClockStep> steps = new ArrayList<>();
    private int filled;
    private boolean begun;
    private double usual;
    private @Nullable Timed stepSince;
    private @Nullable Timed stepLast;
    private long stepOffset;
    private long stepEvents;
    private int stepBlocks;

    ClockWatch(long producer, long toleranceMillis) {
        this.producer = producer;
        this.tolerance = toleranceMillis;
    }

    /// @param offset the event's own time minus its timestamp, ms
    void add(Timed event, long offset) {
        events[filled] = event;
        offsets[filled] = offset;
        filled++;
        if (filled == BLOCK) {
            block();
            keepPrevious();
        }
    }

    private void keepPrevious() {
        Timed[] freeEvents = previousEvents;
        long[] freeOffsets = previousOffsets;
        previousEvents = events;
        previousOffsets = offsets;
        events = freeEvents;
        offsets = freeOffsets;
        hasPrevious = true;
        filled = 0;
    }

    /// The steps that were seen, the last of which may last on.
    List<ClockStep> end() {
        Timed since = stepSince;
        Timed last = stepLast;
        long eventsOfStep = stepEvents;
        int blocksOfStep = stepBlocks;
        int ended = steps.size();
        if (stepSince != null && filled > 0) {
            long same = Arrays.stream(offsets, 0, filled).filter(this::isInStep).count();
            if (2 * same > filled) {
                extend(events[filled - 1], filled);
            }
        }
        endStep(true);
        List<ClockStep> seen = List.copyOf(steps);
        steps.subList(ended, steps.size()).clear(); // it may last on yet
        stepSince = since;
        stepLast = last;
        stepEvents = eventsOfStep;
        stepBlocks = blocksOfStep;
        return seen;
    }

    private void block() {
        System.arraycopy(offsets, 0, sorted, 0, BLOCK);
        Arrays.sort(sorted);
        long median = sorted[BLOCK / 2];
        long spread = sorted[BLOCK * 7 / 8] - sorted[BLOCK / 8];
        if (!begun) {
            begun = true;
            usual = median;
            return;
        }
        if (stepSince != null) {
            if (isInStep(median) && isSteady(spread, stepOffset - (long) usual)) {
                extend(events[BLOCK - 1], BLOCK);
                return;
            }
            takeHead();
            endStep(false);
        }
        long change = median - (long) usual;
        if (Math.abs(change) > tolerance && isSteady(spread, change)) {
            begin(median);
        } else if (Math.abs(change) <= tolerance) {
            usual += (median - usual) / 8;
        }
    }

    private void begin(long median) {
        stepOffset = median;
        int first = BLOCK;
        while (first > 0 && isInStep(offsets[first - 1])) {
            first--;
        }
        first = Math.min(first, BLOCK - 1);
        stepSince = events[first];
        stepEvents = BLOCK - first;
        int before = BLOCK;
        while (first == 0 && hasPrevious && before > 0 && isInStep(previousOffsets[before - 1])) {
            before--;
            stepSince = previousEvents[before];
            stepEvents++;
        }
        stepLast = events[BLOCK - 1];
        stepBlocks = 1;
    }

    private void extend(Timed last, int more) {
        stepLast = last;
        stepEvents += more;
        stepBlocks++;
    }

    /// What of the block in which a step ends still belongs to it.
    private void takeHead() {
        int in = 0;
        while (in < BLOCK && isInStep(offsets[in])) {
            in++;
        }
        if (in > 0) {
            stepLast = events[in - 1];
            stepEvents += in;
        }
    }

    private void endStep(boolean lasts) {
        Timed since = stepSince;
        Timed last = stepLast;
        stepSince = null;
        if (since == null || last == null || steps.size() >= MOST_STEPS) {
            return;
        }
        long before = Math.round(usual);
        long change = stepOffset - before;
        boolean lasted = change > 0
                || isTimeZone(change)
                || (stepBlocks >= BEHIND_BLOCKS && last.millis() - since.millis() >= BEHIND_MILLIS);
        if (stepBlocks >= FEWEST_BLOCKS && lasted) {
            steps.add(new ClockStep(producer, since, last, stepEvents, before, stepOffset, lasts));
        }
    }

    /// Whether a clock was off by a whole number of half hours, as wrong time zones are.
    private static boolean isTimeZone(long change) {
        return Math.floorMod(change + STEADY_MILLIS, HALF_HOUR_MILLIS) <= 2 * STEADY_MILLIS;
    }

    private boolean isInStep(long offset) {
        return Math.abs(offset - stepOffset) <= slack(stepOffset - (long) usual);
    }

    private static boolean isSteady(long spread, long change) {
        return spread <= slack(change);
    }

    /// How far apart offsets of one step may be.
    private static long slack(long change) {
        return STEADY_MILLIS + Math.max(0, change) / 50;
    }
}
