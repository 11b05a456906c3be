package dev.lacuna.detect.duplicate;

import dev.lacuna.model.Cause;
import dev.lacuna.model.Producer;
import org.jspecify.annotations.Nullable;

/// An event whose id was seen before.
///
/// @param original where it was seen before
/// @param id as a short text, or null where it is known no more
/// @param plan the replay plan that wrote it, or null
/// @param producer who wrote it, or null where unknown
record Duplicate(
        Cause cause,
        Sighting seen,
        Sighting original,
        @Nullable String id,
        @Nullable String plan,
        @Nullable Producer producer) {

    /// Whether the original stands in another partition.
    boolean isAcross() {
        return seen.partition() != original.partition();
    }

    /// Why the same id stands there again.
    static Cause causeOf(Sighting seen, Sighting original) {
        if (seen.payload() != original.payload()) {
            return Cause.ID_REUSED;
        }
        if (seen.replayed()) {
            return Cause.REPLAYED_TWICE;
        }
        boolean sameWriter =
                seen.writer() != 0 && seen.writer() == original.writer() && seen.partition() == original.partition();
        return sameWriter ? Cause.PRODUCER_RESEND : Cause.APPLICATION_RESEND;
    }
}
