package dev.lacuna.index;

import java.util.ArrayList;
import java.util.List;

/// Positions of one partition, kept as disjoint ranges in order: few, because what is read is read in long runs.
final class PositionSet {

    /// From `from` (inclusive) to `to` (exclusive).
    private record Range(long from, long to) {}

    private final List<Range> ranges = new ArrayList<>();

    void add(long from, long to) {
        if (to <= from) {
            return;
        }
        int last = ranges.size() - 1;
        if (last >= 0 && ranges.get(last).from <= from && from <= ranges.get(last).to) { // reading on
            if (to > ranges.get(last).to) {
                ranges.set(last, new Range(ranges.get(last).from, to));
            }
            return;
        }
        int at = 0;
        while (at < ranges.size() && ranges.get(at).to < from) {
            at++;
        }
        long start = from;
        long end = to;
        while (at < ranges.size() && ranges.get(at).from <= end) {
            Range joined = ranges.remove(at);
            start = Math.min(start, joined.from);
            end = Math.max(end, joined.to);
        }
        ranges.add(at, new Range(start, end));
    }

    /// How many of the positions from `from` to `to` are not in the set.
    long missing(long from, long to) {
        long missing = to - from;
        for (Range range : ranges) {
            if (range.from >= to) {
                break;
            }
            missing -= Math.max(0, Math.min(to, range.to) - Math.max(from, range.from));
        }
        return missing;
    }

    /// The runs of positions from `from` to `to` that are not in the set, as pairs of start and end.
    List<long[]> gaps(long from, long to) {
        List<long[]> gaps = new ArrayList<>();
        long at = from;
        for (Range range : ranges) {
            if (range.from >= to) {
                break;
            }
            if (range.from > at) {
                gaps.add(new long[] {at, range.from});
            }
            at = Math.max(at, range.to);
        }
        if (at < to) {
            gaps.add(new long[] {at, to});
        }
        return gaps;
    }

    /// The ranges as pairs of start and end.
    List<long[]> runs() {
        List<long[]> runs = new ArrayList<>();
        for (Range range : ranges) {
            runs.add(new long[] {range.from, range.to});
        }
        return runs;
    }
}
