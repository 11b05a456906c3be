package dev.lacuna.detect.gap;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Jumps of producers told together: how many, how many records, between which positions.
final class JumpSum {

    private static final int MOST_COUNTED = 10_000;

    private final Set<Long> producers = new HashSet<>();
    private final Tally tally = new Tally();
    private @Nullable ProducerJump first;

    void add(ProducerJump jump) {
        add(jump, jump.beyondHoles());
    }

    /// @param records how many of its records belong here
    void add(ProducerJump jump, long records) {
        first = first == null ? jump : first;
        if (producers.size() < MOST_COUNTED) {
            producers.add(jump.producer().id());
        }
        tally.add(
                jump.earlier().position(),
                jump.position() + 1,
                records,
                jump.earlier().millis(),
                Math.max(jump.millis(), jump.earlier().millis()));
    }

    boolean isEmpty() {
        return first == null;
    }

    /// One of them, the first; null where there is none.
    @Nullable
    ProducerJump first() {
        return first;
    }

    /// How many producers, counted up to ten thousand.
    int producers() {
        return producers.size();
    }

    /// Positions, places and times: a place is a jump, and a position one of its records.
    Tally tally() {
        return tally;
    }
}
