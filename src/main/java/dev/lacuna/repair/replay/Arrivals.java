package dev.lacuna.repair.replay;

import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.source.SourceException;
import org.jspecify.annotations.Nullable;

/// The ids of events that came to the target from elsewhere since the plan was made, where the plan leaves out what the
/// target holds. Confined to one thread.
final class Arrivals {

    private final @Nullable EventIdentity ids;
    private final IdSet arrived = new IdSet();

    Arrivals(ReplayJob job) {
        this.ids = job.plan()
                .choice()
                .notHeldBy()
                .map(extractor -> EventIdentity.of(extractor, job.reading(), job.origin()))
                .orElse(null);
    }

    /// Whether anybody asks for them.
    boolean areWanted() {
        return ids != null;
    }

    /// An event of the target that no run of the plan has written.
    void see(Event event) throws SourceException {
        Bytes id = ids == null ? null : ids.inTarget(event);
        if (id != null && arrived.add(id) && arrived.isFull()) {
            throw ChangedLogException.forGood(
                    "More than " + IdSet.MOST
                            + " events came to the target since the plan was made, too many to compare ids with. Make a new plan.");
        }
    }

    boolean hold(Event original) {
        Bytes id = ids == null || arrived.isEmpty() ? null : ids.inSource(original);
        return id != null && arrived.contains(id);
    }
}
