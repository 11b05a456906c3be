package dev.lacuna.detect.gap;

import java.util.Map;
import java.util.TreeMap;

/// Jumps that a hole in the log's positions explains, summed up per hole: many producers lose records in one
/// hole.
final class JumpsInHoles {

    private static final int MOST_HOLES = 100;
    private static final long FURTHER = Long.MAX_VALUE;

    private final Map<Long, JumpSum> sums = new TreeMap<>();

    void add(ProducerJump jump) {
        long hole = jump.hole() < 0 ? FURTHER : jump.hole();
        boolean kept = sums.containsKey(hole) || sums.size() < MOST_HOLES;
        sums.computeIfAbsent(kept ? hole : FURTHER, key -> new JumpSum()).add(jump, jump.count() - jump.beyondHoles());
    }

    /// By where the hole begins; the last one is of holes that aren't told one by one, and begins at -1.
    Map<Long, JumpSum> all() {
        Map<Long, JumpSum> all = new java.util.LinkedHashMap<>();
        sums.forEach((hole, sum) -> all.put(hole == FURTHER ? -1 : hole, sum));
        return all;
    }
}
