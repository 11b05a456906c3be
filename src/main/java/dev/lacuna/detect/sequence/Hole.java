package dev.lacuna.detect.sequence;

/// A run of numbers that have not been seen, though higher ones have.
///
/// @param first the lowest of them
/// @param last the highest of them
/// @param below the highest number seen when the hole opened
/// @param before the event with that number
/// @param above the number that opened it
/// @param after the event with that number
/// @param seenBefore how many different numbers of the era had been seen then
/// @param belowStart whether it lies below the era's first number: what came before the scan may hold it
/// @param recurred whether its numbers came again after the sequence started over
/// @param turns how often numbers right below it came after others above it had: as many as two runs of numbers take
/// @param advanced how often the highest number had grown when the last one below came
public record Hole(
        long first,
        long last,
        long below,
        Mark before,
        long above,
        Mark after,
        long seenBefore,
        boolean belowStart,
        boolean recurred,
        long turns,
        long advanced) {

    /// One that has just opened.
    static Hole open(
            long first,
            long last,
            long below,
            Mark before,
            long above,
            Mark after,
            long seenBefore,
            boolean belowStart,
            long advanced) {
        return new Hole(first, last, below, before, above, after, seenBefore, belowStart, false, 0, advanced);
    }

    /// How many numbers; capped at the largest long.
    public long count() {
        long count = last - first + 1;
        return count <= 0 ? Long.MAX_VALUE : count;
    }

    Hole part(long from, long to) {
        return new Hole(from, to, below, before, above, after, seenBefore, belowStart, recurred, turns, advanced);
    }

    /// What is left of it below a number that came: that and what stands below it is one run.
    Hole lower(long number) {
        return new Hole(first, number - 1, below, before, above, after, seenBefore, belowStart, recurred, 0, advanced);
    }

    /// What is left of it above a number that came.
    ///
    /// @param advancedNow how often the highest number has grown by now
    Hole upper(long number, long advancedNow) {
        long more = advancedNow == advanced ? 0 : 1;
        return new Hole(
                number + 1,
                last,
                below,
                before,
                above,
                after,
                seenBefore,
                belowStart,
                recurred,
                turns + more,
                advancedNow);
    }

    Hole recurring() {
        return new Hole(first, last, below, before, above, after, seenBefore, belowStart, true, turns, advanced);
    }
}
