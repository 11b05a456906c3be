package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import java.util.function.Consumer;

/// Events whose id stood in the same partition before, exactly within a window of the last ids; whether key and
/// value are the same too tells a copy from an id that was used again.
///
/// Ids are compared by a 128-bit hash, payloads by one of 64 bits; an id takes about 60 bytes, only as ids come.
///
/// @param idBudget ids remembered over all partitions of the stream together
/// @param mostPerPartition ids remembered per partition at most
/// @param fewestPerPartition ids remembered per partition at least
/// @param nearbyEvents duplicates of one cause with at most so many events between belong to one finding
public record DuplicateRule(int idBudget, int mostPerPartition, int fewestPerPartition, int nearbyEvents)
        implements Rule {

    public DuplicateRule() {
        this(3_000_000, 1_000_000, 50_000, 1_000);
    }

    @Override
    public FindingKind kind() {
        return FindingKind.DUPLICATE;
    }

    @Override
    public Need needs() {
        return Need.IDS;
    }

    @Override
    public Detector start(PartitionContext context, Consumer<Finding> findings) {
        int partitions = Math.max(1, context.stream().partitions().size());
        int share = Math.min(mostPerPartition, Math.max(fewestPerPartition, idBudget / partitions));
        return new DuplicateDetector(share, nearbyEvents, context, findings);
    }
}
