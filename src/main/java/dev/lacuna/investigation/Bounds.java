package dev.lacuna.investigation;

import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From (inclusive) and to (exclusive), to be resolved in each partition of a stream.
public record Bounds(Bound from, Bound to) {

    public static final Bounds ALL = new Bounds(Bound.START, Bound.END);

    /// Two bounds, or one range such as `100:200`, `@t1:t2`, `@-48h:-24h` as `from`.
    ///
    /// @param to null where it was not said: the end
    /// @throws IllegalArgumentException with a sentence for people; also for a range that ends before it starts
    public static Bounds parse(String from, @Nullable String to, Clock clock) {
        String fromText = from.strip();
        int colon = rangeColon(fromText);
        if (colon < 0) {
            return inOrder(
                    new Bounds(Bound.parse(fromText, clock), to == null ? Bound.END : Bound.parse(to, clock)),
                    fromText,
                    to);
        }
        if (to != null) {
            throw new IllegalArgumentException("'" + fromText + "' says from where to where already: leave out '" + to
                    + "', or give two single bounds.");
        }
        String first = fromText.substring(0, colon);
        String second = fromText.substring(colon + 1);
        boolean times = first.startsWith("@");
        return inOrder(
                new Bounds(
                        Bound.parse(first, clock),
                        Bound.parse(times && !second.startsWith("@") ? "@" + second : second, clock)),
                first,
                second);
    }

    /// A range that runs backwards holds nothing, whatever the log holds: a slip, and no question.
    private static Bounds inOrder(Bounds bounds, String from, @Nullable String to) {
        boolean backwards = bounds.from instanceof Bound.At(long first) && bounds.to instanceof Bound.At(long end)
                ? end < first
                : bounds.from instanceof Bound.AtTime(long start)
                        && bounds.to instanceof Bound.AtTime(long stop)
                        && stop < start;
        if (backwards) {
            throw new IllegalArgumentException("The range ends ('" + to + "') before it starts ('" + from + "').");
        }
        return bounds;
    }

    /// The colon between two bounds: times hold colons of their own, so each is tried.
    private static int rangeColon(String text) {
        for (int i = text.indexOf(':'); i >= 0; i = text.indexOf(':', i + 1)) {
            if (i > 0 && isBound(text.substring(0, i))) {
                String rest = text.substring(i + 1);
                if (isBound(rest) || (text.startsWith("@") && isBound("@" + rest))) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static boolean isBound(String text) {
        try {
            Bound.parse(text, Clock.systemUTC());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Whether each end is a time, or as far as there is anything.
    public boolean areTimes() {
        return (from.equals(Bound.START) || from instanceof Bound.AtTime)
                && (to.equals(Bound.END) || to instanceof Bound.AtTime);
    }

    boolean isSpan() {
        return from instanceof Bound.AtTime && to instanceof Bound.AtTime;
    }

    /// The time between two bounds that are times; where one is none, that end of the other span.
    TimeSpan times(TimeSpan otherwise) {
        long start = from instanceof Bound.AtTime(long millis) ? millis : otherwise.fromMillis();
        long end = to instanceof Bound.AtTime(long millis) ? millis : otherwise.toMillis();
        return new TimeSpan(start, Math.max(start, end));
    }

    /// The positions that the bounds mean in each partition, within what is kept. A range that would end before it
    /// starts is empty.
    List<PartitionRange> resolve(StreamSource source, List<PartitionInfo> partitions) throws SourceException {
        Map<PartitionRef, Position> froms = lookUp(source, partitions, from);
        Map<PartitionRef, Position> tos = lookUp(source, partitions, to);
        List<PartitionRange> ranges = new ArrayList<>();
        for (PartitionInfo info : partitions) {
            Position start = clamp(position(from, info, froms), info);
            Position end = clamp(position(to, info, tos), info);
            ranges.add(new PartitionRange(info.partition(), new PositionRange(start, Position.max(start, end))));
        }
        return ranges;
    }

    private static Map<PartitionRef, Position> lookUp(StreamSource source, List<PartitionInfo> partitions, Bound bound)
            throws SourceException {
        return bound instanceof Bound.AtTime time
                ? source.positionsAt(
                        partitions.stream().map(PartitionInfo::partition).toList(), time.millis())
                : Map.of();
    }

    private static Position position(Bound bound, PartitionInfo info, Map<PartitionRef, Position> lookedUp) {
        return switch (bound) {
            case Bound.Start start -> info.start();
            case Bound.End end -> info.end();
            case Bound.AfterStart after -> Position.offset(info.start().asOffset() + after.positions());
            case Bound.BeforeEnd before -> Position.offset(info.end().asOffset() - before.positions());
            case Bound.At at -> Position.offset(at.position());
            case Bound.AtTime time -> lookedUp.getOrDefault(info.partition(), info.end());
        };
    }

    private static Position clamp(Position position, PartitionInfo info) {
        return Position.max(info.start(), Position.min(position, info.end()));
    }
}
