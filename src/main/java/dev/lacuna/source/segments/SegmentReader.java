package dev.lacuna.source.segments;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
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
        PartitionLane open = lane == null ? openNext(handler) : lane;
        if (open != null && !read(open, handler)) {
            open.close();
            lane = null;
        }
        woken = false;
        return lane != null || !waiting.isEmpty();
    }

    /// @return null when none is left, or the next one can't be read at all
    private @Nullable PartitionLane openNext(ReadHandler handler) throws SourceException {
        PartitionRange next = waiting.poll();
        if (next == null) {
            return null;
        }
        try {
            lane = opener.open(next, means);
        } catch (SourceException e) {
            fail(next.partition(), next.positions().from(), e, handler);
        }
        return lane;
    }

    private boolean read(PartitionLane open, ReadHandler handler) throws SourceException {
        try {
            return open.read(handler, () -> woken);
        } catch (SourceException e) {
            fail(open.partition(), open.reached(), e, handler);
            return false;
        }
    }

    /// A folder that is gone, or that nobody may read, leaves the other ones readable.
    private static void fail(PartitionRef partition, Position reached, SourceException failure, ReadHandler handler)
            throws SourceException {
        if (failure.kind() == SourceException.Kind.INTERRUPTED) {
            throw failure;
        }
        handler.failed(partition, reached, failure);
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
