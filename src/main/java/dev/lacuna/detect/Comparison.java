package dev.lacuna.detect;

import dev.lacuna.model.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A comparing rule at work on one scan: what the detectors of its partitions share. Its detectors work on
/// threads of their own; closing it gives back what it put aside.
public interface Comparison extends Closeable {

    Detector start(PartitionContext context, Consumer<Finding> findings);

    /// Every detector has ended: what only all partitions together show is told now. Where the scan follows
    /// its stream more may come, and another end: what is told counts until then.
    ///
    /// @param cancelled whether nobody waits for the answer any more; asked from time to time
    /// @throws IOException when what was put aside can't be read
    void end(Consumer<Finding> findings, BooleanSupplier cancelled) throws IOException;
}
