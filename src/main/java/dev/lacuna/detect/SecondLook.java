package dev.lacuna.detect;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import org.jspecify.annotations.Nullable;

/// Reads an event that the scan has seen once more, for a rule that can't keep more than a few words of each. Whoever
/// runs the scan provides it, so that rules know nothing of sources. It takes as long as a source takes to answer: so
/// it is for a few events, when all others have been seen.
@FunctionalInterface
public interface SecondLook {

    /// @return null where the event can't be read any more
    @Nullable
    Seen at(PartitionRef partition, Position position);

    /// An event as it was told to rules.
    record Seen(Batch batch, Event event, Fields fields) {}

    /// Nobody looks.
    static SecondLook none() {
        return (partition, position) -> null;
    }
}
