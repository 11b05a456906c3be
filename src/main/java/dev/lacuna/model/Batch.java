package dev.lacuna.model;

import org.jspecify.annotations.Nullable;

/// A run of consecutive positions that was written, or at least read, as one: the unit of every scan.
///
/// A reader that sees the log's own batches gives them as they stand, also empty and control ones; one that sees only
/// events gives runs of events without a hole between them (`logged` is false, `producer` null).
///
/// @param partition where it stands
/// @param first the first position it covers, also when the record there was compacted away
/// @param last the last position it covers, inclusive
/// @param count records that stand in it now: fewer than the span when compaction removed some
/// @param minMillis earliest event time known from the header, epoch ms; -1 when it has none
/// @param maxMillis latest event time, epoch ms; -1 when it has none
/// @param timestamps who set the times
/// @param bytes size as stored, headers included; for runs of events the sum of keys, values and headers
/// @param fate what became of its transaction
/// @param control whether it is a control batch (commit or abort marker): its records are no events
/// @param transactional whether it was written in a transaction
/// @param compressed whether its records are compressed
/// @param producer who wrote it, or null where the reader can't see it or the producer was not idempotent
/// @param leaderEpoch the leader's epoch when it was appended, or -1 where unknown
/// @param logged whether it is a batch of the log itself and not a run of events
/// @param checksum of its bytes, as the log stores it; 0 where it stores none
public record Batch(
        PartitionRef partition,
        Position first,
        Position last,
        int count,
        long minMillis,
        long maxMillis,
        TimestampKind timestamps,
        long bytes,
        Fate fate,
        boolean control,
        boolean transactional,
        boolean compressed,
        @Nullable Producer producer,
        int leaderEpoch,
        boolean logged,
        int checksum) {

    /// One whose checksum is not known.
    public Batch(
            PartitionRef partition,
            Position first,
            Position last,
            int count,
            long minMillis,
            long maxMillis,
            TimestampKind timestamps,
            long bytes,
            Fate fate,
            boolean control,
            boolean transactional,
            boolean compressed,
            @Nullable Producer producer,
            int leaderEpoch,
            boolean logged) {
        this(
                partition,
                first,
                last,
                count,
                minMillis,
                maxMillis,
                timestamps,
                bytes,
                fate,
                control,
                transactional,
                compressed,
                producer,
                leaderEpoch,
                logged,
                0);
    }

    /// Whether a committed reader sees its records as events.
    public boolean isVisible() {
        return !control && fate != Fate.ABORTED && count > 0;
    }

    /// How many of its records lie within a range that it overlaps, at most: a range may begin or end in the middle of
    /// it, and holds no more records than positions.
    public long countWithin(PositionRange range) {
        Position from = Position.max(first, range.from());
        Position to = Position.min(last.next(), range.to());
        if (!from.isDense() || !to.isDense()) {
            return count;
        }
        return Math.min(count, Math.max(0, to.asOffset() - from.asOffset()));
    }

    /// Positions covered by it that hold no record any more, for dense positions.
    public long removed() {
        return last.asOffset() - first.asOffset() + 1 - count;
    }
}
