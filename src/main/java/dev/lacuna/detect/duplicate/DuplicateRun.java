package dev.lacuna.detect.duplicate;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;
import java.util.TreeSet;

/// Duplicates of one cause near each other; the first one is the example.
final class DuplicateRun {

    private static final int MOST_PARTITIONS = 16;

    private final TreeSet<Integer> partitions = new TreeSet<>();
    private Duplicate first;
    private Sighting last;
    private long count;
    private long fromMillis = -1;
    private long toMillis = -1;
    private Position lowest;
    private Position highest;

    DuplicateRun(Duplicate duplicate) {
        this.first = duplicate;
        this.last = duplicate.seen();
        this.lowest = duplicate.original().place();
        this.highest = lowest;
        add(duplicate);
    }

    DuplicateRun copy() {
        var copy = new DuplicateRun(first);
        copy.partitions.clear();
        copy.partitions.addAll(partitions);
        copy.last = last;
        copy.count = count;
        copy.fromMillis = fromMillis;
        copy.toMillis = toMillis;
        copy.lowest = lowest;
        copy.highest = highest;
        return copy;
    }

    void add(Duplicate duplicate) {
        count++;
        first = duplicate.seen().at() < from() ? duplicate : first;
        last = duplicate.seen().at() > to() ? duplicate.seen() : last;
        noteTime(duplicate.seen().millis());
        notePartition(duplicate.original().partition());
        noteOriginals(duplicate.original().place(), duplicate.original().place());
    }

    void join(DuplicateRun other) {
        count += other.count;
        first = other.from() < from() ? other.first : first;
        last = other.to() > to() ? other.last : last;
        noteTime(other.fromMillis);
        noteTime(other.toMillis);
        other.partitions.forEach(this::notePartition);
        noteOriginals(other.lowest, other.highest);
    }

    long from() {
        return first.seen().at();
    }

    long to() {
        return last.at();
    }

    long count() {
        return count;
    }

    Duplicate first() {
        return first;
    }

    Sighting last() {
        return last;
    }

    PositionRange positions() {
        return new PositionRange(first.seen().place(), last.place().next());
    }

    TimeSpan time() {
        return Phrases.span(fromMillis, toMillis);
    }

    /// Partitions in which originals stand, not more than a few.
    TreeSet<Integer> originalPartitions() {
        return partitions;
    }

    /// Where the first of the originals stands; only where all stand in one partition.
    Position lowestOriginal() {
        return lowest;
    }

    Position highestOriginal() {
        return highest;
    }

    private void noteTime(long millis) {
        if (millis >= 0) {
            fromMillis = fromMillis < 0 ? millis : Math.min(fromMillis, millis);
            toMillis = Math.max(toMillis, millis);
        }
    }

    private void notePartition(int partition) {
        if (partitions.size() < MOST_PARTITIONS) {
            partitions.add(partition);
        }
    }

    private void noteOriginals(Position from, Position to) {
        lowest = Position.min(lowest, from);
        highest = Position.max(highest, to);
    }
}
