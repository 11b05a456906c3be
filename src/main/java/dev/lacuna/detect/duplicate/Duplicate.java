package dev.lacuna.detect.duplicate;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Cause;
import dev.lacuna.model.Event;
import dev.lacuna.model.Producer;
import org.jspecify.annotations.Nullable;

/// An event whose id was seen before.
///
/// @param original where it was seen before
/// @param example null where no more is known of it than where it stands
record Duplicate(
        Cause cause,
        Sighting seen,
        Sighting original,
        @Nullable Example example) {

    private static final int MOST_CHARS = 64;

    /// What a finding tells of one of its events.
    ///
    /// @param id as a short text
    /// @param plan the replay plan that wrote it, or null
    /// @param producer who wrote it, or null where unknown
    record Example(
            String id, @Nullable String plan, @Nullable Producer producer) {

        static Example of(Bytes id, Batch batch, Event event) {
            Bytes plan = event.header(Event.PLAN_HEADER);
            return new Example(shortened(id), plan == null ? null : plan.text(), batch.producer());
        }

        private static String shortened(Bytes id) {
            String text = id.strictText();
            return text == null ? id.length() + " bytes" : text.substring(0, Math.min(MOST_CHARS, text.length()));
        }
    }

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
