package dev.lacuna.investigation;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/// Where the partitions of a range are cut through by moments: in each what came before the moment lies in front of its
/// cut, since a cut is at the first event that is as late. So a list that merges partitions by time can be entered
/// anywhere after a few look-ups. Within one millisecond, partitions follow one another. For all threads.
///
/// A number counts the places in front of a cut, in all partitions together.
final class Cuts {

    private static final int MOMENTS = 8;

    private final StreamSource source;
    private final List<PartitionRange> ranges;
    private final List<PartitionRef> partitions;
    private final long size;
    // Guarded by this. By number.
    private final NavigableMap<Long, Cut> known = new TreeMap<>();

    /// @param offsets in the order of the ranges
    /// @param first the earliest moment that is known to cut here
    /// @param last the latest one
    private record Cut(long number, long[] offsets, long first, long last) {

        Cut also(long millis) {
            return new Cut(number, offsets, Math.min(first, millis), Math.max(last, millis));
        }
    }

    /// What stands between two numbers.
    ///
    /// @param millis from when, by which the list is merged
    /// @param toMillis until when, exclusive
    record Slice(long from, long to, List<PartitionRange> ranges, long millis, long toMillis) {}

    /// @param time from the first event to just behind the latest; one millisecond where partitions are not to be
    /// merged
    Cuts(StreamSource source, List<PartitionRange> ranges, TimeSpan time) {
        this.source = source;
        this.ranges = List.copyOf(ranges);
        this.partitions = ranges.stream().map(PartitionRange::partition).toList();
        long[] starts = new long[ranges.size()];
        long[] ends = new long[ranges.size()];
        for (int i = 0; i < starts.length; i++) {
            PositionRange positions = ranges.get(i).positions();
            starts[i] = positions.from().asOffset();
            ends[i] = positions.to().asOffset();
        }
        long end = Math.max(time.toMillis(), time.fromMillis() + 1);
        known.put(0L, new Cut(0, starts, time.fromMillis(), time.fromMillis()));
        size = number(ends);
        if (size > 0) {
            known.put(size, new Cut(size, ends, end, end));
        }
    }

    long size() {
        return size;
    }

    private long number(long[] offsets) {
        long number = 0;
        for (int i = 0; i < offsets.length; i++) {
            number += offsets[i] - ranges.get(i).positions().from().asOffset();
        }
        return number;
    }

    synchronized Slice after(long number, int most) throws SourceException {
        long at = Math.max(0, Math.min(number, size - 1));
        Cut a = narrow(at, most);
        Cut b = known.higherEntry(at).getValue();
        if (b.number - a.number > most) { // within one millisecond
            return slice(at, Math.min(b.number, at + most));
        }
        return slice(a.number, Math.max(b.number, known.floorKey(a.number + most)));
    }

    synchronized Slice before(long number, int most) throws SourceException {
        long to = Math.max(1, Math.min(number, size));
        Cut a = narrow(to - 1, most);
        Cut b = known.higherEntry(to - 1).getValue();
        if (b.number - a.number > most) { // within one millisecond
            return slice(Math.max(a.number, to - most), to);
        }
        return slice(Math.min(a.number, known.ceilingKey(Math.max(0, b.number - most))), b.number);
    }

    /// The last cut at or before a number, once the next one is near.
    private Cut narrow(long number, int most) throws SourceException {
        while (true) {
            Cut a = known.floorEntry(number).getValue();
            Cut b = known.higherEntry(number).getValue();
            if (b.number - a.number <= most || b.first - a.last <= 1 || !lookUp(a, b)) {
                return a;
            }
        }
    }

    /// @return false where that brought nothing nearer, as in a log that is cut off meanwhile
    private boolean lookUp(Cut a, Cut b) throws SourceException {
        lookUp(momentsBetween(a.last, b.first));
        Cut newA = known.floorEntry(b.number - 1).getValue();
        Cut newB = known.higherEntry(a.number).getValue();
        return newA.last > a.last || newB.first < b.first;
    }

    private static List<Long> momentsBetween(long after, long before) {
        List<Long> moments = new ArrayList<>();
        long steps = Math.min(MOMENTS + 1L, before - after);
        for (long i = 1; i < steps; i++) {
            moments.add(after + Math.floorDiv((before - after) * i, steps));
        }
        return moments;
    }

    private void lookUp(List<Long> moments) throws SourceException {
        source.positionsAt(partitions, moments, (millis, positions) -> {
            add(millis, positions);
            return true;
        });
    }

    private void add(long millis, Map<PartitionRef, Position> positions) {
        long[] offsets = new long[partitions.size()];
        for (int i = 0; i < offsets.length; i++) {
            PositionRange range = ranges.get(i).positions();
            Position at = positions.get(partitions.get(i));
            offsets[i] = Math.clamp(
                    at == null ? range.from().asOffset() : at.asOffset(),
                    range.from().asOffset(),
                    range.to().asOffset());
        }
        Cut cut = new Cut(number(offsets), offsets, millis, millis);
        known.merge(cut.number, cut, (old, fresh) -> old.also(millis));
    }

    private Slice slice(long from, long to) {
        long[] starts = offsets(from);
        long[] ends = offsets(to);
        List<PartitionRange> parts = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] < ends[i]) {
                parts.add(new PartitionRange(partitions.get(i), PositionRange.offsets(starts[i], ends[i])));
            }
        }
        return new Slice(
                from,
                to,
                parts,
                known.floorEntry(from).getValue().last,
                Objects.requireNonNullElse(known.ceilingEntry(to), known.lastEntry())
                        .getValue()
                        .first);
    }

    /// Between two cuts of neighbouring milliseconds one partition is gone through after another.
    private long[] offsets(long number) {
        Cut a = known.floorEntry(number).getValue();
        if (a.number == number) {
            return a.offsets;
        }
        Cut b = known.higherEntry(number).getValue();
        long[] offsets = a.offsets.clone();
        long left = number - a.number;
        for (int i = 0; i < offsets.length && left > 0; i++) {
            long step = Math.min(left, b.offsets[i] - a.offsets[i]);
            offsets[i] += step;
            left -= step;
        }
        return offsets;
    }

    /// The number at which what is as late as a moment begins.
    synchronized long at(long millis) throws SourceException {
        return cutAt(millis).number;
    }

    private Cut cutAt(long millis) throws SourceException {
        Cut first = known.firstEntry().getValue();
        Cut last = known.lastEntry().getValue();
        if (millis <= first.last) {
            return first;
        }
        if (millis >= last.first) {
            return last;
        }
        lookUp(List.of(millis));
        return known.values().stream()
                .filter(cut -> cut.first <= millis && millis <= cut.last)
                .findFirst()
                .orElse(last);
    }

    /// A number from which on a slice holds an offset of a partition.
    synchronized long of(PartitionRef partition, long offset, int most) throws SourceException {
        int which = partitions.indexOf(partition);
        if (which < 0) {
            return 0;
        }
        PositionRange range = ranges.get(which).positions();
        long sought = Math.clamp(
                offset,
                range.from().asOffset(),
                Math.max(range.from().asOffset(), range.to().asOffset() - 1));
        while (true) {
            Cut a = known.firstEntry().getValue();
            Cut b = known.lastEntry().getValue();
            for (Cut cut : known.values()) {
                if (cut.offsets[which] <= sought) {
                    a = cut;
                } else {
                    b = cut;
                    break;
                }
            }
            if (b.number - a.number <= most) {
                return a.number;
            }
            if (b.first - a.last <= 1 || !lookUp(a, b)) {
                long before = 0;
                for (int i = 0; i < which; i++) {
                    before += b.offsets[i] - a.offsets[i];
                }
                return a.number + before + sought - a.offsets[which];
            }
        }
    }

    /// The ranges from one place up to another, both included.
    synchronized List<PartitionRange> between(RecordPlace first, RecordPlace last) throws SourceException {
        long[] starts = upTo(first, false);
        long[] ends = upTo(last, true);
        List<PartitionRange> parts = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] < ends[i]) {
                parts.add(new PartitionRange(partitions.get(i), PositionRange.offsets(starts[i], ends[i])));
            }
        }
        return parts;
    }

    private long[] upTo(RecordPlace place, boolean included) throws SourceException {
        long[] before = cutAt(place.millis()).offsets;
        long[] behind = cutAt(place.millis() + 1).offsets;
        long[] offsets = new long[before.length];
        for (int i = 0; i < offsets.length; i++) {
            int order = partitions.get(i).compareTo(place.partition());
            offsets[i] = order < 0
                    ? behind[i]
                    : order > 0 ? before[i] : place.position().asOffset() + (included ? 1 : 0);
        }
        return offsets;
    }
}
