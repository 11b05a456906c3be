package dev.lacuna.source;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Reads ranges of partitions once, front to back. Confined to one thread, but for [#wakeup()].
public interface StreamReader extends AutoCloseable {

    /// Hands over what has arrived, waiting for at most `max` for something to arrive.
    ///
    /// @return false when every range has ended or failed
    /// @throws SourceException when reading can't go on in any partition; what was handed over stays true
    boolean poll(Duration max, ReadHandler handler) throws SourceException;

    /// Makes a poll that waits return soon (within 200 ms); callable from any thread.
    void wakeup();

    /// What people should know of how the reading went: that less is told than usual, and why.
    default Optional<String> note() {
        return Optional.empty();
    }

    /// What it waits for, where that has given nothing for some seconds; empty where all goes on.
    default Optional<String> waitsFor() {
        return Optional.empty();
    }

    /// Where the logs stood when their source was last heard, of a reader that follows them; without those of
    /// which nothing was heard yet, or nothing since the source fell silent. What it tells of a partition is the
    /// same object until it is heard again.
    default Map<PartitionRef, PartitionInfo> stands() {
        return Map.of();
    }

    @Override
    void close();
}
