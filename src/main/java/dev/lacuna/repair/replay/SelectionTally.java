package dev.lacuna.repair.replay;

import dev.lacuna.model.Event;

/// Adds up [SelectionFacts].
final class SelectionTally {

    private long events;
    private long bytes;
    private long largestBytes;
    private long oldestMillis = Long.MAX_VALUE;
    private long newestMillis = -1;
    private long keyed;
    private long replayed;

    void add(Event event) {
        long size = event.size();
        events++;
        bytes += size;
        largestBytes = Math.max(largestBytes, size);
        if (event.millis() >= 0) {
            oldestMillis = Math.min(oldestMillis, event.millis());
            newestMillis = Math.max(newestMillis, event.millis());
        }
        keyed += event.key() == null ? 0 : 1;
        replayed += event.isReplayed() ? 1 : 0;
    }

    SelectionFacts facts() {
        return new SelectionFacts(events, bytes, largestBytes, oldestMillis, newestMillis, keyed, replayed);
    }
}
