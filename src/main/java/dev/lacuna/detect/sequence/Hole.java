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
public record Hole(
        long first,
        long last,
        long below,
        Mark before,
        long above,
        Mark after,
        long seenBefore,
        boolean belowStart,
        boolean recurred) {

    /// How many numbers; capped at the largest long.
    public long count() {
        long count = last - first + 1;
        return count <= 0 ? Long.MAX_VALUE : count;
    }

    Hole part(long from, long to) {
        return new Hole(from, to, below, before, above, after, seenBefore, belowStart, recurred);
    }

    Hole recurring() {
        return new Hole(first, last, below, before, above, after, seenBefore, belowStart, true);
    }
}
