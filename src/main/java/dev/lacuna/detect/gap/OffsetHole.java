package dev.lacuna.detect.gap;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Batch;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Producer;
import dev.lacuna.model.TimeSpan;
import org.jspecify.annotations.Nullable;

/// Positions between two batches that no batch covers.
///
/// @param from the first of them
/// @param to one past the last
/// @param before the batch in front, or null where the scan began
/// @param after the batch behind, or null where the scan ended
/// @param proof what stands in front of it and shows that the cleaner never came so far, or null where nothing
///     does
record OffsetHole(
        long from,
        long to,
        @Nullable Batch before,
        @Nullable Batch after,
        @Nullable String proof) {

    long count() {
        return to - from;
    }

    PositionRange positions() {
        return PositionRange.offsets(from, to);
    }

    TimeSpan time() {
        return Phrases.span(before == null ? -1 : before.maxMillis(), after == null ? -1 : after.minMillis());
    }

    /// Whether both neighbours are batches of the log itself.
    boolean isBetweenLogged() {
        return before != null && after != null && before.logged() && after.logged();
    }

    /// How many records the producer wrote between the two batches by its own sequence, or -1 where they don't
    /// tell.
    long producerJump() {
        if (before == null || after == null || before.producer() == null || after.producer() == null) {
            return -1;
        }
        var earlier = before.producer();
        var later = after.producer();
        if (earlier.id() != later.id()
                || earlier.epoch() != later.epoch()
                || earlier.lastSequence() < 0
                || later.baseSequence() < 0) {
            return -1;
        }
        return Producer.between(earlier.lastSequence(), later.baseSequence());
    }
}
