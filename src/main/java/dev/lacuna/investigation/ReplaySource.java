package dev.lacuna.investigation;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.StreamInfo;
import java.util.List;

/// A place where missing events still stand.
///
/// @param stream the stream that holds them
/// @param holdings what it holds: one range of positions or more per partition, which don't overlap
/// @param missing how many were looked for in all
/// @param neighbours how many events beside the gaps stand in both streams and are the same byte for byte: the proof
///     that these are the missing events and no namesakes
public record ReplaySource(StreamInfo stream, List<Holding> holdings, long missing, int neighbours) {

    public ReplaySource {
        holdings = List.copyOf(holdings);
    }

    /// What one range of a partition holds.
    ///
    /// @param range the positions that enclose the events
    /// @param found the sequence numbers that stand there
    public record Holding(PartitionRange range, List<SequenceRange> found) {
        public Holding {
            found = List.copyOf(found);
        }

        public long count() {
            return found.stream().mapToLong(SequenceRange::count).sum();
        }
    }

    public long found() {
        return holdings.stream().mapToLong(Holding::count).sum();
    }

    /// Whether every missing event stands there.
    public boolean isWhole() {
        return found() == missing;
    }
}
