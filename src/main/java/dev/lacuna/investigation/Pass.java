package dev.lacuna.investigation;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.scan.PartitionOutcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// One reading of a part of a scan's stream, while it goes on and after. Safe from any thread.
final class Pass {

    private final ScanRequest request;
    private final List<PartitionRange> ranges;
    private volatile List<PartitionOutcome> outcomes = List.of();

    Pass(ScanRequest request, List<PartitionRange> ranges) {
        this.request = request;
        this.ranges = new CopyOnWriteArrayList<>(ranges);
    }

    ScanRequest request() {
        return request;
    }

    List<PartitionRange> ranges() {
        return List.copyOf(ranges);
    }

    /// Of one more partition, which is read from here on.
    void add(PartitionRange range) {
        ranges.add(range);
    }

    void endedWith(List<PartitionOutcome> ends) {
        outcomes = List.copyOf(ends);
    }

    /// How it ended in each partition; empty until it has.
    List<PartitionOutcome> outcomes() {
        return outcomes;
    }

    /// Whether every partition was seen to the end that was asked for.
    boolean isComplete() {
        List<PartitionOutcome> ends = outcomes;
        return !ends.isEmpty()
                && ends.stream().allMatch(end -> end.isComplete() || end.end() == PartitionOutcome.End.HEAD_MOVED);
    }
}
