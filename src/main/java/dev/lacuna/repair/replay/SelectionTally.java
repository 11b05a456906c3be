package dev.lacuna.repair.replay;

import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Event;
import dev.lacuna.repair.UneditableException;

/// Adds up [SelectionFacts]. Confined to one thread.
final class SelectionTally {

    private final CopyMaker copies;
    private final ContentDigest content = new ContentDigest();
    private long events;
    private long bytes;
    private long largestBytes;
    private long oldestMillis = Long.MAX_VALUE;
    private long newestMillis = -1;
    private long timeless;
    private long keyed;
    private long replayed;
    private long stripped;
    private long edited;

    SelectionTally(CopyForm form) {
        this.copies = new CopyMaker(form);
    }

    void add(Event original) throws UneditableException {
        Event copy = copies.copy(original);
        content.add(original);
        long size = copy.size();
        events++;
        bytes += size;
        largestBytes = Math.max(largestBytes, size);
        if (EventDigest.isTimeless(copy)) {
            timeless++;
        } else {
            oldestMillis = Math.min(oldestMillis, copy.millis());
            newestMillis = Math.max(newestMillis, copy.millis());
        }
        keyed += copy.key() == null ? 0 : 1;
        replayed += original.isReplayed() ? 1 : 0;
        if (copy != original) {
            stripped += copies.strips(original) ? 1 : 0;
            edited += marks(copy) > marks(original) ? 1 : 0;
        }
    }

    /// A copy of an edited copy carries the mark of the first, too.
    private static long marks(Event event) {
        return event.headers().stream()
                .filter(header -> header.name().equals(Event.EDITED_HEADER))
                .count();
    }

    /// Ends the tally.
    SelectionFacts facts() {
        return new SelectionFacts(
                events,
                bytes,
                largestBytes,
                oldestMillis,
                newestMillis,
                timeless,
                keyed,
                replayed,
                stripped,
                edited,
                content.end());
    }
}
