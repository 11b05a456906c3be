package dev.lacuna.detect.gap;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Position;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks for what the log cleaner would not have left standing. The cleaner works from the log's start on: had
/// it ever removed something, then nothing like this would still stand in front of that place. So whatever is
/// missing *behind* such a witness was not removed by compaction, also when the stream's policy was another one
/// once.
///
/// Witnesses are a record without a key, a key that stands twice, and a record of an aborted transaction: each
/// of them the cleaner removes on its first way past. Short of that, many batches of several records of which
/// none is thinned: it would have to have emptied only whole batches.
final class CleanerWitness {

    private static final int MOST_KEYS = 1_000;
    private static final int LONGEST_KEY = 256;
    private static final int WHOLE_BATCHES = 20;

    private final Set<Bytes> keys = new HashSet<>();
    private final boolean countsBatches;
    private int wholeBatches;
    private @Nullable String proof;
    private @Nullable Position position;

    CleanerWitness() {
        this(true);
    }

    /// @param countsBatches whether many whole batches count, too. Where a cleaner is at work, or may be, they don't:
    ///     it may have found nothing in them
    CleanerWitness(boolean countsBatches) {
        this.countsBatches = countsBatches;
    }

    void batch(Batch batch) {
        if (proof != null || !batch.logged() || batch.control() || batch.count() == 0) {
            return;
        }
        if (batch.fate() == Fate.ABORTED) {
            proven(batch.last(), "records of an aborted transaction still stand at position " + batch.first());
        } else if (countsBatches && batch.count() > 1 && batch.removed() == 0 && ++wholeBatches == WHOLE_BATCHES) {
            proven(
                    batch.last(),
                    "none of the " + WHOLE_BATCHES + " batches of several records up to position " + batch.last()
                            + " lacks a record");
        }
    }

    void event(Event event) {
        if (proof != null) {
            return;
        }
        Bytes key = event.key();
        if (key == null) {
            proven(event.position(), "a record without a key still stands at position " + event.position());
        } else if (key.length() <= LONGEST_KEY && isRepeated(key)) {
            proven(
                    event.position(),
                    "a record at position " + event.position() + " has a key that an earlier one still has");
        }
    }

    private boolean isRepeated(Bytes key) {
        return keys.size() < MOST_KEYS ? !keys.add(key.compact()) : keys.contains(key);
    }

    private void proven(Position where, String what) {
        position = where;
        proof = what;
        keys.clear();
    }

    /// What stands where the cleaner would not have left it, as half a sentence; null as long as nothing does.
    @Nullable
    String proof() {
        return proof;
    }

    /// Where it stands.
    @Nullable
    Position position() {
        return position;
    }

    /// Whether something does, not behind a position.
    boolean isUpTo(Position other) {
        return position != null && !other.isBefore(position);
    }
}
