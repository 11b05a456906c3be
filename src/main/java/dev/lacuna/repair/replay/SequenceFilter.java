package dev.lacuna.repair.replay;

import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.Fields;
import dev.lacuna.model.SequenceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Chooses the events whose sequence number lies in one of the ranges; all of them where there is none.
final class SequenceFilter {

    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();
    private final FieldReader fields;

    SequenceFilter(List<SequenceRange> only, FieldReader fields) {
        this.fields = fields;
        for (SequenceRange range : merged(only)) {
            lastByFirst.put(range.first(), range.last());
        }
    }

    private static List<SequenceRange> merged(List<SequenceRange> ranges) {
        List<SequenceRange> sorted = new ArrayList<>(ranges);
        sorted.sort((a, b) -> Long.compare(a.first(), b.first()));
        List<SequenceRange> merged = new ArrayList<>();
        for (SequenceRange range : sorted) {
            if (!merged.isEmpty() && range.overlaps(merged.getLast())) {
                SequenceRange last = merged.removeLast();
                merged.add(new SequenceRange(last.first(), Math.max(last.last(), range.last())));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    boolean selects(Event event) {
        if (lastByFirst.isEmpty()) {
            return true;
        }
        long number = fields.read(event).sequence();
        if (number == Fields.ABSENT) {
            return false;
        }
        var entry = lastByFirst.floorEntry(number);
        return entry != null && number <= entry.getValue();
    }
}
