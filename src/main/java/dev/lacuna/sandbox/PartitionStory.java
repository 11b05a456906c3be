package dev.lacuna.sandbox;

import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.TimeSpan;
import java.util.ArrayList;
import java.util.List;

/// One partition of `orders`: the healthy events, and what the incident makes of them.
/// A story is edited by number, and put into the order of arrival at the end.
final class PartitionStory {

    private final List<ScriptedEvent> healthy;
    private final List<ScriptedEvent> told;

    /// @param healthy events numbered from 1 without a hole, in order
    PartitionStory(List<ScriptedEvent> healthy) {
        this.healthy = List.copyOf(healthy);
        this.told = new ArrayList<>(healthy);
    }

    List<ScriptedEvent> healthy() {
        return healthy;
    }

    ScriptedEvent numbered(long sequence) {
        return healthy.get(Math.toIntExact(sequence - 1));
    }

    /// The first number at or after a time.
    long firstAt(long millis) {
        for (ScriptedEvent event : healthy) {
            if (event.millis() >= millis) {
                return event.sequence();
            }
        }
        throw new IllegalArgumentException("the story ends before " + millis);
    }

    /// From the first to the last event's time, the latter included.
    TimeSpan spanOf(SequenceRange range) {
        return new TimeSpan(
                numbered(range.first()).millis(), numbered(range.last()).millis() + 1);
    }

    void lose(SequenceRange range) {
        told.removeIf(event -> range.contains(event.sequence()));
    }

    void delay(long sequence, long byMillis) {
        told.replaceAll(
                event -> event.sequence() == sequence ? event.arriving(event.arrivalMillis() + byMillis) : event);
    }

    /// Lets another producer write the range again right after its end, and all that follows.
    void repeat(SequenceRange range, int writer) {
        told.replaceAll(event -> event.sequence() > range.last() ? event.writtenBy(writer) : event);
        long arrivalMillis = numbered(range.last()).arrivalMillis();
        var copies = new ArrayList<ScriptedEvent>();
        for (long sequence = range.first(); sequence <= range.last(); sequence++) {
            copies.add(numbered(sequence).writtenBy(writer).arriving(arrivalMillis));
        }
        told.addAll(indexAfter(range.last()), copies);
    }

    /// Puts a record that carries no number right before the numbered one.
    void insertBefore(long sequence, ScriptedEvent extra) {
        told.add(indexAfter(sequence) - 1, extra);
    }

    /// What stands in the topic in the end, in the order of arrival.
    List<ScriptedEvent> told() {
        return inOrderOfArrival(told);
    }

    /// Equal arrivals keep their order: the sort is stable.
    static List<ScriptedEvent> inOrderOfArrival(List<ScriptedEvent> events) {
        var ordered = new ArrayList<>(events);
        ordered.sort((one, other) -> Long.compare(one.arrivalMillis(), other.arrivalMillis()));
        return List.copyOf(ordered);
    }

    private int indexAfter(long sequence) {
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).sequence() == sequence) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no event " + sequence);
    }
}
