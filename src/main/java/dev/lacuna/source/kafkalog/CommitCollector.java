package dev.lacuna.source.kafkalog;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.StreamRef;
import dev.lacuna.source.ReadHandler;
import java.util.List;

/// Gathers the commits of groups on one stream while `__consumer_offsets` is read.
///
/// @param stream only commits on it
/// @param commits receives them in the order of reading
public record CommitCollector(StreamRef stream, List<GroupCommit> commits) implements ReadHandler {

    @Override
    public void batch(Batch batch) {}

    @Override
    public void event(Batch batch, Event event) {
        // a commit inside a transaction (as exactly-once applications make them) counts when that commits
        if (batch.fate() == Fate.COMMITTED || batch.fate() == Fate.UNKNOWN) {
            OffsetCommitCodec.read(event, stream).ifPresent(commits::add);
        }
    }

    @Override
    public void ended(PartitionRef partition, Position reached, EndReason reason) {}
}
