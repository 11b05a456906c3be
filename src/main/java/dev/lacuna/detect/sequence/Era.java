package dev.lacuna.detect.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The numbers from one start of a sequence on: the lowest and highest seen, and the holes between.
final class Era {

    /// How far below its first number, and how early, an era that begins with the log takes stragglers in.
    private static final int STRAGGLERS = 1000;

    private static final int MOST_BEFORE = 32;

    private final HoleBudget budget;
    private final Mark start;
    private long lowest;
    private long highest;
    private Mark highestMark;
    private long distinct;
    private long greatestLateness;
    private long farthestPositions;
    private @Nullable TreeMap<Long, Hole> holes;
    private long refusedHoles;
    private long refusedNumbers;
    private long perhapsFilled;
    private long advances;

    /// Numbers below the lowest that came all the same, the first few.
    private long[] before = {};

    Era(long number, Mark mark, HoleBudget budget) {
        this(number, mark, number, mark, budget);
    }

    /// An era whose numbers from `lowest` to `highest` came one after another.
    Era(long lowest, Mark start, long highest, Mark highestMark, HoleBudget budget) {
        this.budget = budget;
        this.start = start;
        this.lowest = lowest;
        this.highest = highest;
        this.highestMark = highestMark;
        this.distinct = highest - lowest + 1;
    }

    /// The era's first event.
    Mark start() {
        return start;
    }

    long lowest() {
        return lowest;
    }

    long highest() {
        return highest;
    }

    /// How many different numbers were seen.
    long distinct() {
        return distinct;
    }

    /// How many numbers the latest straggler came behind the highest.
    long greatestLateness() {
        return greatestLateness;
    }

    /// How many positions the latest straggler stands behind the event that overtook it.
    long farthestPositions() {
        return farthestPositions;
    }

    Collection<Hole> holes() {
        return holes == null ? List.of() : holes.values();
    }

    /// @param fromOrigin whether nothing can have stood before the era's first event
    Arrival observe(long number, Mark mark, boolean fromOrigin) {
        if (number > highest) {
            return advance(number, mark);
        }
        Hole hole = holeWith(number);
        if (hole != null) {
            fill(hole, number, mark.replayed() ? hole.advanced() : advances);
            noteLateness(number, mark, hole.after());
            return Arrival.LATE;
        }
        if (number >= lowest) {
            // a number of a hole that was not kept looks as if it came again
            perhapsFilled += refusedHoles > 0 ? 1 : 0;
            return Arrival.REPEATED;
        }
        if (fromOrigin && distinct < STRAGGLERS && SequenceTracker.distance(lowest, number) <= STRAGGLERS) {
            lower(number, mark);
            return Arrival.LATE;
        }
        noteBefore(number);
        return Arrival.BEFORE;
    }

    private void noteBefore(long number) {
        if (before.length < MOST_BEFORE && Arrays.stream(before).noneMatch(other -> other == number)) {
            before = Arrays.copyOf(before, before.length + 1);
            before[before.length - 1] = number;
        }
    }

    /// Holes that were not kept.
    Refused refused() {
        return refusedHoles == 0
                ? Refused.NONE
                : new Refused(refusedHoles, refusedNumbers, Math.max(0, refusedNumbers - perhapsFilled));
    }

    @Nullable
    Hole holeWith(long number) {
        if (holes == null) {
            return null;
        }
        Map.Entry<Long, Hole> entry = holes.floorEntry(number);
        return entry != null && number <= entry.getValue().last() ? entry.getValue() : null;
    }

    /// How many of the numbers from one to another, both included, were seen; more where holes were not kept,
    /// and fewer where many came from below the lowest.
    long seenWithin(long from, long to) {
        long first = Math.max(from, lowest);
        long last = Math.min(to, highest);
        long below = before.length == 0
                ? 0
                : Arrays.stream(before)
                        .filter(number -> from <= number && number <= to)
                        .count();
        if (first > last) {
            return below;
        }
        return below + last - first + 1 - openWithin(first, last);
    }

    private long openWithin(long first, long last) {
        if (holes == null) {
            return 0;
        }
        Long nearest = holes.floorKey(first);
        long open = 0;
        for (Hole hole : holes.subMap(nearest == null ? first : nearest, true, last, true)
                .values()) {
            open += Math.max(0, Math.min(last, hole.last()) - Math.max(first, hole.first()) + 1);
        }
        return open;
    }

    /// Takes back that a number was seen.
    void reopen(long number, Hole origin) {
        Hole opened = origin.part(number, number).recurring();
        if (holes != null) {
            Map.Entry<Long, Hole> lower = holes.lowerEntry(number);
            if (lower != null && lower.getValue().last() == number - 1 && sameEdges(lower.getValue(), origin)) {
                opened = opened.part(lower.getKey(), number);
                remove(lower.getValue());
            }
            Hole upper = holes == null ? null : holes.get(number + 1);
            if (upper != null && sameEdges(upper, origin)) {
                opened = opened.part(opened.first(), upper.last());
                remove(upper);
            }
        }
        distinct--;
        open(opened);
    }

    /// Takes over what another era saw: it was this one's own numbers once more.
    void absorb(Era other) {
        List<Hole> old = new ArrayList<>(holes());
        for (Hole hole : old) {
            if (other.lowest > hole.last() || other.highest < hole.first()) {
                continue;
            }
            remove(hole);
            if (hole.first() < other.lowest) {
                open(hole.part(hole.first(), other.lowest - 1));
            }
            for (Hole still : other.holes()) {
                long from = Math.max(hole.first(), still.first());
                long to = Math.min(hole.last(), still.last());
                if (from <= to) {
                    open(hole.part(from, to));
                }
            }
            if (hole.last() > other.highest) {
                open(hole.part(other.highest + 1, hole.last()));
            }
        }
        perhapsFilled += other.distinct;
        other.discard();
    }

    /// Gives its holes back to the budget.
    void discard() {
        if (holes != null) {
            budget.giveBack(holes.size());
            holes = null;
        }
    }

    private Arrival advance(long number, Mark mark) {
        boolean next = number == highest + 1;
        if (!next) {
            open(Hole.open(highest + 1, number - 1, highest, highestMark, number, mark, distinct, false, advances + 1));
        }
        advances++;
        highest = number;
        highestMark = mark;
        distinct++;
        return next ? Arrival.NEXT : Arrival.AHEAD;
    }

    private void lower(long number, Mark mark) {
        if (number + 1 < lowest) {
            open(Hole.open(number + 1, lowest - 1, number, mark, lowest, start, distinct, true, advances));
        }
        noteLateness(number, mark, start);
        lowest = number;
        distinct++;
    }

    private void noteLateness(long number, Mark mark, Mark successor) {
        if (mark.replayed()) {
            return;
        }
        greatestLateness = Math.max(greatestLateness, SequenceTracker.distance(highest, number));
        if (mark.position().isDense()) {
            long positions = mark.position().asOffset() - successor.position().asOffset();
            farthestPositions = Math.max(farthestPositions, positions);
        }
    }

    private void fill(Hole hole, long number, long advancedNow) {
        remove(hole);
        if (hole.first() < number) {
            open(hole.lower(number));
        }
        if (number < hole.last()) {
            open(hole.upper(number, advancedNow));
        }
        distinct++;
    }

    private void open(Hole hole) {
        if (budget.take(hole)) {
            if (holes == null) {
                holes = new TreeMap<>();
            }
            holes.put(hole.first(), hole);
        } else {
            refusedHoles++;
            refusedNumbers = HoleBudget.saturated(refusedNumbers, hole.count());
        }
    }

    private void remove(Hole hole) {
        if (holes != null && holes.remove(hole.first()) != null) {
            budget.giveBack(1);
            if (holes.isEmpty()) {
                holes = null;
            }
        }
    }

    private static boolean sameEdges(Hole one, Hole other) {
        return one.before() == other.before() && one.after() == other.after();
    }
}
