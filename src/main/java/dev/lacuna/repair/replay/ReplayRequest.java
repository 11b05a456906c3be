package dev.lacuna.repair.replay;

import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan.RepairedFinding;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.source.StreamSource;
import java.util.List;

/// What someone wants to have replayed: the planner makes a frozen plan of it.
///
/// @param from the stream that is read
/// @param ranges what is read of it, in the order it is to be written
/// @param to the stream that is written; may be the same one
/// @param fields how fields are read, kept in the plan
/// @param reader reads them now; used where a range has `only`
/// @param repairs the findings that it should close; may be empty
public record ReplayRequest(
        StreamSource source,
        String from,
        List<Range> ranges,
        StreamSource target,
        String to,
        PartitionMapping mapping,
        FieldSpec fields,
        FieldReader reader,
        List<RepairedFinding> repairs) {

    public ReplayRequest {
        ranges = List.copyOf(ranges);
        repairs = List.copyOf(repairs);
    }

    /// A range of one partition.
    ///
    /// @param only if not empty, only events with these sequence numbers are copied
    public record Range(int partition, PositionRange positions, List<SequenceRange> only) {
        public Range {
            only = List.copyOf(only);
        }

        public static Range all(int partition, PositionRange positions) {
            return new Range(partition, positions, List.of());
        }
    }
}
