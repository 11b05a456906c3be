package dev.lacuna.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Which events are copied from where to where.
///
/// @param from where they are read
/// @param to where they are written
/// @param parts what is read, one per range; in the order they are written
/// @param fields how the events' fields are read, for `only` and for the check afterwards
/// @param choice which events of the parts are copied
/// @param form how copies differ from their originals
/// @param targetEnds for each target partition the end of its log when the plan was made: events of this plan can only
///     stand behind it
/// @param repairs the findings that it should close; may be empty
/// @param events how many events will be copied, counted by reading when the plan was made
/// @param bytes their keys, values and headers
/// @param digest of the events as they stood when the plan was made; empty where nobody compares them
/// @param notes what whoever reads the plan is to know of how the events were chosen
public record ReplayPlan(
        String id,
        Instant created,
        String toolVersion,
        Place from,
        Place to,
        List<Part> parts,
        FieldSpec fields,
        Choice choice,
        CopyForm form,
        Map<Integer, Position> targetEnds,
        List<RepairedFinding> repairs,
        long events,
        long bytes,
        String digest,
        List<String> notes)
        implements RepairPlan {

    public ReplayPlan {
        parts = List.copyOf(parts);
        targetEnds = Map.copyOf(targetEnds);
        repairs = List.copyOf(repairs);
        notes = List.copyOf(notes);
    }

    /// All events of the parts, as they are, and whatever they are by then.
    public ReplayPlan(
            String id,
            Instant created,
            String toolVersion,
            Place from,
            Place to,
            List<Part> parts,
            FieldSpec fields,
            Map<Integer, Position> targetEnds,
            List<RepairedFinding> repairs,
            long events,
            long bytes) {
        this(
                id,
                created,
                toolVersion,
                from,
                to,
                parts,
                fields,
                Choice.ALL,
                CopyForm.EXACT,
                targetEnds,
                repairs,
                events,
                bytes,
                "",
                List.of());
    }

    /// The same events to another place, which repairs nothing where they are missed.
    ///
    /// @param ends where its partitions end
    public ReplayPlan towards(Place place, Map<Integer, Position> ends) {
        return new ReplayPlan(
                id,
                created,
                toolVersion,
                from,
                place,
                parts,
                fields,
                choice,
                form,
                ends,
                List.of(),
                events,
                bytes,
                digest,
                notes);
    }

    /// A stream at a source, and what tells both from namesakes.
    ///
    /// @param uri the source's address
    /// @param sourceId the cluster's id
    /// @param stream the stream's name
    /// @param streamId the topic's id when the plan was made
    public record Place(String uri, String sourceId, String stream, String streamId) {}

    /// One range to copy.
    ///
    /// @param partition the partition it is read from
    /// @param positions what is read of it
    /// @param logStart where that partition's log started when the plan was made
    /// @param targetPartition where its events go, or [#BY_KEY], or [#BY_HEADER]
    /// @param only if not empty, only events with these sequence numbers are copied
    /// @param picked if not empty, only events at these positions are copied; in order
    /// @param events how many events of it will be copied
    public record Part(
            int partition,
            PositionRange positions,
            Position logStart,
            int targetPartition,
            List<SequenceRange> only,
            List<PositionRange> picked,
            long events) {

        /// The target partition follows from the event's key, as Kafka's default partitioner chooses.
        public static final int BY_KEY = -1;

        /// The target partition is the one that an event of a dead-letter stream names in its headers.
        public static final int BY_HEADER = -2;

        public Part {
            only = List.copyOf(only);
            picked = List.copyOf(picked);
        }

        /// At any of its positions.
        public Part(
                int partition,
                PositionRange positions,
                Position logStart,
                int targetPartition,
                List<SequenceRange> only,
                long events) {
            this(partition, positions, logStart, targetPartition, only, List.of(), events);
        }
    }

    /// A finding that the plan should close.
    ///
    /// @param partition the partition it was found in
    /// @param missing the sequence numbers it named as missing; may be empty
    public record RepairedFinding(String id, FindingKind kind, int partition, List<SequenceRange> missing) {
        public RepairedFinding {
            missing = List.copyOf(missing);
        }
    }
}
