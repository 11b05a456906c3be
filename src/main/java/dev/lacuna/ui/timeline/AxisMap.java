package dev.lacuna.ui.timeline;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// How far both axes reach, and where a place of the one lies on the other, lane by lane. Immutable.
///
/// All streams share the axis of time. Offsets are counted anew in each stream, and the same number in two of them
/// says nothing, so the axis of offsets is that of one stream; the lanes of others have no place on it.
///
/// @param time from when to when there is anything; empty before the first event
/// @param positions from where to where each partition reaches; those without dense positions are left out
/// @param offsetsOf the one stream that the axis of offsets is of; empty where there are no others
record AxisMap(
        Optional<TimeSpan> time,
        Map<PartitionRef, AxisSpan> positions,
        PositionTimes times,
        Optional<StreamRef> offsetsOf) {

    static final AxisMap NONE = new AxisMap(Optional.empty(), Map.of(), PositionTimes.NONE);

    AxisMap(Optional<TimeSpan> time, Map<PartitionRef, AxisSpan> positions, PositionTimes times) {
        this(time, positions, times, Optional.empty());
    }

    AxisMap {
        positions = Map.copyOf(positions);
    }

    /// All that the axis holds, of all lanes.
    Optional<AxisSpan> extent(Axis axis) {
        return axis == Axis.TIME
                ? time.map(AxisSpan::of)
                : positions.entrySet().stream()
                        .filter(entry -> holds(axis, entry.getKey()))
                        .map(Map.Entry::getValue)
                        .filter(span -> span.length() > 0)
                        .reduce(AxisSpan::union);
    }

    /// The streams whose offsets are known.
    Set<StreamRef> streams() {
        return positions.keySet().stream().map(PartitionRef::stream).collect(Collectors.toSet());
    }

    AxisMap withOffsetsOf(Optional<StreamRef> stream) {
        return stream.equals(offsetsOf) ? this : new AxisMap(time, positions, times, stream);
    }

    /// Whether a lane has places on that axis.
    boolean holds(Axis axis, PartitionRef partition) {
        return axis == Axis.TIME || offsetsOf.isEmpty() || offsetsOf.get().equals(partition.stream());
    }

    /// All that the axis holds of one lane.
    Optional<AxisSpan> extent(Axis axis, PartitionRef partition) {
        if (axis == Axis.TIME) {
            return time.map(AxisSpan::of);
        }
        return holds(axis, partition) ? Optional.ofNullable(positions.get(partition)) : Optional.empty();
    }

    OptionalLong timeAt(PartitionRef partition, long position) {
        return times.at(partition, position);
    }

    /// The first position whose event happened at or after a time, as far as times never fall.
    OptionalLong positionAt(PartitionRef partition, long millis) {
        AxisSpan span = positions.get(partition);
        if (span == null || span.length() == 0 || timeAt(partition, span.from()).isEmpty()) {
            return OptionalLong.empty();
        }
        long low = span.from();
        long high = span.to();
        while (low < high) {
            long middle = low + (high - low) / 2;
            OptionalLong at = timeAt(partition, middle);
            if (at.isEmpty() || at.getAsLong() >= millis) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return OptionalLong.of(low);
    }

    /// Where a time lies on an axis in one lane.
    Optional<AxisSpan> place(Axis axis, PartitionRef partition, TimeSpan span) {
        if (axis == Axis.TIME) {
            return Optional.of(AxisSpan.of(span));
        }
        if (!holds(axis, partition)) {
            return Optional.empty();
        }
        OptionalLong from = positionAt(partition, span.fromMillis());
        OptionalLong to = positionAt(partition, span.toMillis());
        return from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of(new AxisSpan(from.getAsLong(), Math.max(from.getAsLong(), to.getAsLong())));
    }

    /// Where positions lie on an axis in one lane.
    Optional<AxisSpan> place(Axis axis, PartitionRef partition, PositionRange range) {
        if (!range.from().isDense() || !holds(axis, partition)) {
            return Optional.empty();
        }
        AxisSpan span = AxisSpan.of(range);
        if (axis == Axis.OFFSET) {
            return Optional.of(span);
        }
        OptionalLong from = timeAt(partition, span.from());
        OptionalLong to = timeAt(partition, span.to());
        return from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of(new AxisSpan(from.getAsLong(), Math.max(from.getAsLong(), to.getAsLong())));
    }

    /// Where a finding lies on an axis that holds its lane.
    static Optional<AxisSpan> place(Axis axis, Finding finding) {
        if (axis == Axis.TIME) {
            return Optional.of(AxisSpan.of(finding.time()));
        }
        return finding.positions().from().isDense() ? Optional.of(AxisSpan.of(finding.positions())) : Optional.empty();
    }
}
