package dev.lacuna.ui.timeline;

import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// How far both axes reach, and where a place of the one lies on the other, lane by lane. Immutable.
///
/// @param time from when to when there is anything; empty before the first event
/// @param positions from where to where each partition reaches; those without dense positions are left out
record AxisMap(Optional<TimeSpan> time, Map<PartitionRef, AxisSpan> positions, PositionTimes times) {

    static final AxisMap NONE = new AxisMap(Optional.empty(), Map.of(), PositionTimes.NONE);

    AxisMap {
        positions = Map.copyOf(positions);
    }

    /// All that the axis holds, of all lanes.
    Optional<AxisSpan> extent(Axis axis) {
        return axis == Axis.TIME
                ? time.map(AxisSpan::of)
                : positions.values().stream().filter(span -> span.length() > 0).reduce(AxisSpan::union);
    }

    /// All that the axis holds of one lane.
    Optional<AxisSpan> extent(Axis axis, PartitionRef partition) {
        return axis == Axis.TIME ? time.map(AxisSpan::of) : Optional.ofNullable(positions.get(partition));
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
        OptionalLong from = positionAt(partition, span.fromMillis());
        OptionalLong to = positionAt(partition, span.toMillis());
        return from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of(new AxisSpan(from.getAsLong(), Math.max(from.getAsLong(), to.getAsLong())));
    }

    /// Where positions lie on an axis in one lane.
    Optional<AxisSpan> place(Axis axis, PartitionRef partition, PositionRange range) {
        if (!range.from().isDense()) {
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

    static Optional<AxisSpan> place(Axis axis, Finding finding) {
        if (axis == Axis.TIME) {
            return Optional.of(AxisSpan.of(finding.time()));
        }
        return finding.positions().from().isDense() ? Optional.of(AxisSpan.of(finding.positions())) : Optional.empty();
    }
}
