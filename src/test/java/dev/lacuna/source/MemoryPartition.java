package dev.lacuna.source;

import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.Producer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The log of one partition, with all that can befall one. Safe for use from several threads.
public final class MemoryPartition {

    private final MemoryStream stream;
    private final PartitionRef ref;
    private final NavigableMap<Long, MemoryBatch> batches = new TreeMap<>();
    /// What was open when it was written, front to back; decided or lost since, it falls out when somebody looks.
    private final Deque<MemoryBatch> open = new ArrayDeque<>();
    private long start;
    private long end;
    private int leaderEpoch;

    MemoryPartition(MemoryStream stream, PartitionRef ref) {
        this.stream = stream;
        this.ref = ref;
    }

    public PartitionRef ref() {
        return ref;
    }

    /// Appends one batch that is part of no transaction; returns its first offset.
    public long append(MemoryContent... contents) {
        return add(List.of(contents), false, null, Fate.COMMITTED).first;
    }

    /// Appends one batch by an idempotent producer.
    public long appendAs(Producer producer, MemoryContent... contents) {
        return add(List.of(contents), false, producer, Fate.COMMITTED).first;
    }

    /// Appends one batch of a transaction with that fate; a decided one is followed by its marker.
    public long appendTransaction(Fate fate, MemoryContent... contents) {
        long first = add(List.of(contents), true, null, fate).first;
        if (fate != Fate.OPEN) {
            marker(fate);
        }
        return first;
    }

    /// Appends one batch as a plain consumer sees what stands behind an open transaction: of unknown fate, and nothing
    /// says whether it is part of one.
    public long appendUnknown(MemoryContent... contents) {
        return add(List.of(contents), false, null, Fate.UNKNOWN).first;
    }

    /// Appends a control batch, which takes one position and holds no event.
    public void marker(Fate fate) {
        synchronized (stream.cluster()) {
            batches.put(end, new MemoryBatch(end, end, true, true, null, List.of(), fate, leaderEpoch));
            end++;
        }
    }

    /// Leaves a hole of so many positions at the end of the log.
    public void skip(long positions) {
        synchronized (stream.cluster()) {
            end += positions;
        }
    }

    MemoryBatch add(List<MemoryContent> contents, boolean transactional, @Nullable Producer producer, Fate fate) {
        synchronized (stream.cluster()) {
            List<Event> events = new ArrayList<>();
            long first = end;
            for (MemoryContent content : contents) {
                events.add(new Event(
                        ref,
                        Position.offset(end++),
                        stream.timeOf(content),
                        stream.timestamps(),
                        content.key(),
                        content.value(),
                        content.headers()));
            }
            var batch = new MemoryBatch(first, end - 1, false, transactional, producer, events, fate, leaderEpoch);
            batches.put(first, batch);
            if (fate == Fate.OPEN) {
                open.add(batch);
            }
            return batch;
        }
    }

    /// Takes one event out, as compaction does: its batch keeps its bounds.
    public void compactAway(long offset) {
        synchronized (stream.cluster()) {
            var entry = batches.floorEntry(offset);
            if (entry != null) {
                entry.getValue().events = entry.getValue().events.stream()
                        .filter(event -> event.position().asOffset() != offset)
                        .toList();
            }
        }
    }

    /// Takes the whole batch that holds the offset out of the log, as a lost segment does.
    public void lose(long offset) {
        synchronized (stream.cluster()) {
            var entry = batches.floorEntry(offset);
            if (entry != null && entry.getValue().last >= offset) {
                batches.remove(entry.getKey());
            }
        }
    }

    /// Replaces an event's content, as nothing ever should.
    public void alter(long offset, MemoryContent content) {
        synchronized (stream.cluster()) {
            var entry = batches.floorEntry(offset);
            if (entry == null) {
                throw new IllegalArgumentException("nothing at " + offset);
            }
            entry.getValue().events = entry.getValue().events.stream()
                    .map(event -> event.position().asOffset() != offset
                            ? event
                            : new Event(
                                    ref,
                                    event.position(),
                                    content.millis(),
                                    event.timestamps(),
                                    content.key(),
                                    content.value(),
                                    content.headers()))
                    .toList();
        }
    }

    /// Moves the log's start, as retention does.
    public void moveHead(long to) {
        synchronized (stream.cluster()) {
            start = Math.max(start, to);
            end = Math.max(end, start);
            batches.values().removeIf(batch -> batch.last < start);
        }
    }

    /// Lets another leader take over, of which every batch tells that comes from now on.
    public void elect() {
        synchronized (stream.cluster()) {
            leaderEpoch++;
        }
    }

    /// Cuts the log's end off, as an unclean election does.
    public void truncate(long to) {
        synchronized (stream.cluster()) {
            batches.tailMap(to, true).clear();
            end = Math.min(end, to);
        }
    }

    public PartitionInfo info() {
        synchronized (stream.cluster()) {
            while (!open.isEmpty() && !isOpen(open.getFirst())) {
                open.removeFirst();
            }
            long stable = open.isEmpty() ? end : open.getFirst().first;
            return new PartitionInfo(ref, Position.offset(start), Position.offset(end), Position.offset(stable));
        }
    }

    private boolean isOpen(MemoryBatch batch) {
        return batch.fate == Fate.OPEN && batches.get(batch.first) == batch;
    }

    /// What a committed reader sees, front to back: the independent look of a test.
    public List<Event> committed() {
        synchronized (stream.cluster()) {
            long stable = info().lastStable().asOffset();
            return batches.values().stream()
                    .filter(batch -> !batch.control && batch.fate == Fate.COMMITTED)
                    .flatMap(batch -> batch.events.stream())
                    .filter(event -> event.position().asOffset() >= start
                            && event.position().asOffset() < stable)
                    .toList();
        }
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    /// The first batch that covers or follows the offset, or null.
    @Nullable
    MemoryBatch batchFrom(long offset) {
        var floor = batches.floorEntry(offset);
        if (floor != null && floor.getValue().last >= offset) {
            return floor.getValue();
        }
        var next = batches.ceilingEntry(offset);
        return next == null ? null : next.getValue();
    }
}
