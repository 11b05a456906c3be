package dev.lacuna.model;

import org.jspecify.annotations.Nullable;

/// What rules need from an event's content, read in one pass over its payload. Its bytes may be shared with
/// the event: [Bytes#compact()] what is kept.
///
/// @param sequence the application's own running number, or [#ABSENT]
/// @param sequenceScope within what the numbers run, as text; null: within the partition
/// @param id what identifies the event, null where absent
/// @param eventMillis the event's own time, epoch ms, or [#ABSENT]
/// @param defect why the payload can't be read, or null when it can
/// @param content the payload's shape and numbers, where the scan asked for them and they could be read;
///     else null
/// @param undecoded whether its schema was not at hand, so that nothing is known of its payload
public record Fields(
        long sequence,
        @Nullable Bytes sequenceScope,
        @Nullable Bytes id,
        long eventMillis,
        @Nullable Defect defect,
        @Nullable Content content,
        boolean undecoded) {

    public Fields(
            long sequence,
            @Nullable Bytes sequenceScope,
            @Nullable Bytes id,
            long eventMillis,
            @Nullable Defect defect) {
        this(sequence, sequenceScope, id, eventMillis, defect, null, false);
    }

    public static final long ABSENT = Long.MIN_VALUE;

    public static final Fields NONE = new Fields(ABSENT, null, null, ABSENT, null);

    /// Whether the payload was not read, so that it may hold anything.
    public boolean isUnread() {
        return undecoded || defect != null;
    }

    public boolean hasSequence() {
        return sequence != ABSENT;
    }
}
