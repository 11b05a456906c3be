package dev.lacuna.detect;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import org.jspecify.annotations.Nullable;

/// What is known of a partition that is scanned. It stays as it is, but for a scan that follows its
/// partition: then it moves, between batches and on the thread that feeds the detectors, so whoever keeps a
/// part of it keeps the past.
public final class PartitionContext {

    private final StreamInfo stream;
    private PartitionInfo info;
    private PositionRange scanned;
    private long atMillis;
    private @Nullable LiveEdge edge;

    /// @param stream its stream: policy, retention, who sets timestamps
    /// @param info where its log stood when the scan began
    /// @param scanned the positions that will be scanned
    /// @param atMillis when the scan began, epoch ms; -1 where nobody says
    public PartitionContext(StreamInfo stream, PartitionInfo info, PositionRange scanned, long atMillis) {
        this.stream = stream;
        this.info = info;
        this.scanned = scanned;
        this.atMillis = atMillis;
    }

    public PartitionContext(StreamInfo stream, PartitionInfo info, PositionRange scanned) {
        this(stream, info, scanned, -1);
    }

    /// The scan goes on behind what it was to see.
    ///
    /// @param newInfo where the log stands now
    /// @param newScanned all that was seen by now
    /// @param nowMillis when that was, epoch ms
    /// @param newEdge null where nothing more is waited for
    public void moved(PartitionInfo newInfo, PositionRange newScanned, long nowMillis, @Nullable LiveEdge newEdge) {
        info = newInfo;
        scanned = newScanned;
        atMillis = nowMillis;
        edge = newEdge;
    }

    public StreamInfo stream() {
        return stream;
    }

    public PartitionInfo info() {
        return info;
    }

    public PositionRange scanned() {
        return scanned;
    }

    public long atMillis() {
        return atMillis;
    }

    /// Null unless the scan follows the partition, and has come to its end.
    public @Nullable LiveEdge edge() {
        return edge;
    }

    public PartitionRef partition() {
        return info.partition();
    }
}
