package dev.lacuna.repair.replay;

import dev.lacuna.model.Choice;
import dev.lacuna.model.CopyForm;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan.RepairedFinding;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.source.StreamSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What someone wants to have replayed: the planner makes a frozen plan of it.
///
/// @param from the stream that is read
/// @param ranges what is read of it, in the order it is to be written
/// @param to the stream that is written; may be the same one
/// @param fields how fields are read, kept in the plan
/// @param reading reads them now
/// @param choice which events of the ranges are copied
/// @param picking which of those, as only now can be told: the plan keeps their positions
/// @param notes asked when all was read: what the plan is to say of that
/// @param form how copies differ from their originals
/// @param repairs the findings that it should close; may be empty
public record ReplayRequest(
        StreamSource source,
        String from,
        List<Range> ranges,
        StreamSource target,
        String to,
        PartitionMapping mapping,
        FieldSpec fields,
        EventReading reading,
        Choice choice,
        Optional<Predicate<Event>> picking,
        Supplier<List<String>> notes,
        CopyForm form,
        List<RepairedFinding> repairs) {

    public ReplayRequest {
        ranges = List.copyOf(ranges);
        repairs = List.copyOf(repairs);
    }

    /// All events of the ranges, as they are.
    ///
    /// @param reader reads `fields` now; used where a range has `only`
    public ReplayRequest(
            StreamSource source,
            String from,
            List<Range> ranges,
            StreamSource target,
            String to,
            PartitionMapping mapping,
            FieldSpec fields,
            FieldReader reader,
            List<RepairedFinding> repairs) {
        this(
                source,
                from,
                ranges,
                target,
                to,
                mapping,
                fields,
                EventReading.of(reader),
                Choice.ALL,
                Optional.empty(),
                List::of,
                CopyForm.EXACT,
                repairs);
    }

    /// A range of one partition.
    ///
    /// @param only if not empty, only events with these sequence numbers are copied
    /// @param sought where the time that was asked for would end if events came in the order of their times: what
    ///     is chosen behind it is told; empty where nobody asked by time
    public record Range(int partition, PositionRange positions, List<SequenceRange> only, Optional<Position> sought) {
        public Range {
            only = List.copyOf(only);
        }

        public Range(int partition, PositionRange positions, List<SequenceRange> only) {
            this(partition, positions, only, Optional.empty());
        }

        public static Range all(int partition, PositionRange positions) {
            return new Range(partition, positions, List.of());
        }
    }
}
