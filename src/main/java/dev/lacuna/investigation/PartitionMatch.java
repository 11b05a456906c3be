package dev.lacuna.investigation;

import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.SequenceRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one partition of another stream holds of the gaps of the same partition here.
final class PartitionMatch {

    private final PartitionRef partition;
    private final NavigableMap<Long, GapMatch> byFirst = new TreeMap<>();
    private final Map<Long, List<GapMatch>> byNeighbour = new HashMap<>();

    /// Where a number stands that had come before: a replay must copy it once.
    private final TreeSet<Position> repeats = new TreeSet<>();

    PartitionMatch(PartitionRef partition, List<SoughtGap> gaps) {
        this.partition = partition;
        for (SoughtGap gap : gaps) {
            var match = new GapMatch(gap);
            byFirst.put(gap.missing().first(), match);
            gap.neighbours()
                    .keySet()
                    .forEach(number -> byNeighbour
                            .computeIfAbsent(number, key -> new ArrayList<>())
                            .add(match));
        }
    }

    void saw(Event event, Fields fields) {
        if (!fields.hasSequence()) {
            return;
        }
        long number = fields.sequence();
        var gap = byFirst.floorEntry(number);
        if (gap != null && gap.getValue().misses(number) && !gap.getValue().found(number, event)) {
            repeats.add(event.position());
        }
        byNeighbour.getOrDefault(number, List.of()).forEach(match -> match.neighbour(number, event));
    }

    /// How many were looked for.
    long missing() {
        return byFirst.values().stream().mapToLong(GapMatch::missing).sum();
    }

    /// How many events beside the gaps that it fills are the same.
    int provenNeighbours() {
        return byFirst.values().stream()
                .filter(GapMatch::isTheSameStory)
                .mapToInt(GapMatch::sameNeighbours)
                .sum();
    }

    /// What it holds of the gaps whose neighbours prove that both streams tell the same story: ranges of positions
    /// that don't overlap, cut so that no number stands in one twice.
    List<ReplaySource.Holding> holdings() {
        NavigableMap<Position, Long> found = new TreeMap<>();
        for (GapMatch match : byFirst.values()) {
            if (match.isTheSameStory()) {
                match.positions().forEach((number, position) -> found.put(position, number));
            }
        }
        List<ReplaySource.Holding> holdings = new ArrayList<>();
        TreeSet<Long> numbers = new TreeSet<>();
        Position from = null;
        Position last = null;
        for (var entry : found.entrySet()) {
            if (from == null || last == null) {
                from = entry.getKey();
            } else if (isCut(last, entry.getKey())) {
                holdings.add(holding(from, last, numbers));
                numbers.clear();
                from = entry.getKey();
            }
            last = entry.getKey();
            numbers.add(entry.getValue());
        }
        if (from != null && last != null) {
            holdings.add(holding(from, last, numbers));
        }
        return holdings;
    }

    private boolean isCut(Position after, Position before) {
        Position repeat = repeats.higher(after);
        return repeat != null && repeat.isBefore(before);
    }

    private ReplaySource.Holding holding(Position first, Position last, TreeSet<Long> numbers) {
        return new ReplaySource.Holding(
                new PartitionRange(partition, new PositionRange(first, last.next())), runs(numbers));
    }

    private static List<SequenceRange> runs(TreeSet<Long> numbers) {
        List<SequenceRange> runs = new ArrayList<>();
        for (long number : numbers) {
            int last = runs.size() - 1;
            if (last >= 0 && runs.get(last).last() == number - 1) {
                runs.set(last, new SequenceRange(runs.get(last).first(), number));
            } else {
                runs.add(new SequenceRange(number, number));
            }
        }
        return runs;
    }
}
