package dev.lacuna.investigation;

import dev.lacuna.model.Choice;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.repair.replay.ReplayRequest;
import dev.lacuna.source.SourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is read to copy what was asked for: where events come late, more than that.
///
/// A broker finds the first event of a time or later, behind which earlier ones may still come. So no event of a span
/// stands before the place where its start is found, and some may stand behind the place where its end is.
///
/// @param ranges none of them empty
record CopyScope(List<ReplayRequest.Range> ranges, Choice choice) {

    /// Also clocks that are wrong by ages have their time.
    private static final TimeSpan ALWAYS = new TimeSpan(0, Long.MAX_VALUE);

    static CopyScope of(StreamInfo from, CopyRequest asked, Scans scans) throws SourceException {
        Bounds bounds = asked.bounds();
        boolean byTime = bounds.from() instanceof Bound.AtTime || bounds.to() instanceof Bound.AtTime;
        Map<PartitionRef, Position> sought = new HashMap<>();
        Bounds read = bounds;
        if (bounds.to() instanceof Bound.AtTime(long end)) {
            for (PartitionRange range : scans.resolve(from, asked.partitions(), bounds)) {
                sought.put(range.partition(), range.positions().to());
            }
            read = new Bounds(
                    bounds.from(), new Bound.AtTime(end + asked.lateness().toMillis()));
        }
        List<ReplayRequest.Range> ranges = new ArrayList<>();
        for (PartitionRange range : scans.resolve(from, asked.partitions(), read)) {
            PositionRange positions = within(range, asked.wanted());
            if (!positions.isEmpty()) {
                ranges.add(new ReplayRequest.Range(
                        range.partition().number(),
                        positions,
                        List.of(),
                        Optional.ofNullable(sought.get(range.partition()))));
            }
        }
        return new CopyScope(ranges, byTime ? asked.choice().within(bounds.times(ALWAYS)) : asked.choice());
    }

    private static PositionRange within(PartitionRange range, WantedEvents wanted) {
        if (!(wanted instanceof WantedEvents.Positions listed)) {
            return range.positions();
        }
        PositionRange span = listed.span(range.partition().number());
        Position from = Position.max(range.positions().from(), span.from());
        Position to = Position.min(range.positions().to(), span.to());
        return new PositionRange(from, Position.max(from, to));
    }
}
