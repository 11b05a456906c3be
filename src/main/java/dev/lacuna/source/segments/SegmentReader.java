package dev.lacuna.source.segments;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.utils.BufferSupplier;
import org.jspecify.annotations.Nullable;

/// Reads partitions of a log folder, one after another: files are read fastest in one go. Nothing is waited for; what
/// is not there yet is not read.
final class SegmentReader implements StreamReader {

    /// As much as stays in the processor's cache between the reading of a file and the checking of its sums.
    private static final int WINDOW_BYTES = 512 << 10;

    private static final int AHEAD_BYTES = 64 << 10;

    /// Opens the lane of a partition.
    interface Opener {
        PartitionLane open(PartitionRange range, PartitionLane.Means means) throws SourceException;
    }

    private final Opener opener;
    private final PartitionLane.Means means;
    private final Deque<PartitionRange> waiting;
    private @Nullable PartitionLane lane;
    private volatile boolean woken;

    SegmentReader(ReadRequest request, boolean checking, Opener opener) {
        this.opener = opener;
        this.waiting = new ArrayDeque<>(request.ranges());
        this.means = new PartitionLane.Means(
                request.events(),
                checking,
                new LogWindow(WINDOW_BYTES),
                new LogWindow(AHEAD_BYTES),
                BufferSupplier.create());
    }

    @Override
    public boolean poll(Duration max, ReadHandler handler) throws SourceException {
        PartitionLane open = lane;
        if (open == null) {
            PartitionRange next = waiting.poll();
            if (next == null) {
                return false;
            }
            open = opener.open(next, means);
            lane = open;
        }
        boolean more = open.read(handler, () -> woken);
        if (!more) {
            open.close();
            lane = null;
        }
        woken = false;
        return more || !waiting.isEmpty();
    }

    @Override
    public void wakeup() {
        woken = true;
    }

    @Override
    public void close() {
        PartitionLane open = lane;
        lane = null;
        waiting.clear();
        if (open != null) {
            open.close();
        }
        means.buffers().close();
    }
}
