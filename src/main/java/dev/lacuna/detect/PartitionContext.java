package dev.lacuna.detect;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;

/// What is known of a partition before it is scanned.
///
/// @param stream its stream: policy, retention, who sets timestamps
/// @param info where its log stood when the scan began
/// @param scanned the positions that will be scanned
/// @param atMillis when the scan began, epoch ms; -1 where nobody says
public record PartitionContext(StreamInfo stream, PartitionInfo info, PositionRange scanned, long atMillis) {

    public PartitionContext(StreamInfo stream, PartitionInfo info, PositionRange scanned) {
        this(stream, info, scanned, -1);
    }

    public PartitionRef partition() {
        return info.partition();
    }
}
