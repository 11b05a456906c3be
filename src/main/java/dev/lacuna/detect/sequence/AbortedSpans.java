package dev.lacuna.detect.sequence;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Producer;
import java.util.LinkedHashMap;
import java.util.Map;

/// How far apart the records of an aborted transaction and those of its next try may stand: the transaction's
/// own length once more, for behind its marker all of it is written anew. So a number that was given up
/// stands so far in front of its neighbours.
final class AbortedSpans {

    private static final int MOST_OPEN = 1_000;
    private static final long LONGEST = 10_000;

    /// Where the open ones begin, by producer, that are known to be aborted in the end.
    private final Map<Long, Long> begun = new LinkedHashMap<>();

    private long longest;

    void batch(Batch batch) {
        if (batch.fate() != Fate.ABORTED) {
            return;
        }
        Producer producer = batch.producer();
        long first = batch.first().asOffset();
        long last = batch.last().asOffset();
        if (producer == null) {
            longest = Math.max(longest, last - first + 1);
        } else if (batch.control()) {
            Long from = begun.remove(producer.id());
            longest = from == null ? longest : Math.max(longest, last - from + 1);
        } else if (begun.size() < MOST_OPEN) {
            begun.putIfAbsent(producer.id(), first);
        }
    }

    /// In positions.
    long reach() {
        return Math.min(LONGEST, 2 * longest);
    }
}
