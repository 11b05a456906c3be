package dev.lacuna.source;

import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import java.util.Map;

/// Receives where partitions stand at a moment.
@FunctionalInterface
public interface MomentHandler {

    /// @param positions for each partition the earliest position whose timestamp is at or after the moment; its end
    ///     position where none is
    /// @return false when no more answers are wanted
    boolean at(long millis, Map<PartitionRef, Position> positions) throws SourceException;
}
