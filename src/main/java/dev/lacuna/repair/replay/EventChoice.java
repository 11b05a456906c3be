package dev.lacuna.repair.replay;

import dev.lacuna.filter.Answer;
import dev.lacuna.filter.Judge;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.Fields;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Chooses the events of one range that are copied. Confined to one thread.
final class EventChoice {

    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();
    private final FieldReader fields;
    private final long[] pickedFrom;
    private final long[] pickedTo;
    private final @Nullable TimeSpan time;
    private final @Nullable Judge judge;

    /// @param only if not empty, only these sequence numbers
    /// @param picked if not empty, only these positions; in order
    /// @param time null: at any time
    /// @param judge null: no filter
    EventChoice(
            List<SequenceRange> only,
            FieldReader fields,
            List<PositionRange> picked,
            @Nullable TimeSpan time,
            @Nullable Judge judge) {
        this.fields = fields;
        this.time = time;
        this.judge = judge;
        pickedFrom = picked.stream().mapToLong(range -> range.from().asOffset()).toArray();
        pickedTo = picked.stream().mapToLong(range -> range.to().asOffset()).toArray();
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

    /// Of how many events the filter could not say anything.
    long unknown() {
        return judge == null ? 0 : judge.unknown();
    }

    String firstUnknown() {
        return judge == null ? "" : judge.firstUnknown();
    }

    /// What costs least is asked first.
    boolean selects(Event event) {
        return (pickedFrom.length == 0 || isPicked(event.position().asOffset()))
                && (time == null || time.contains(event.millis()))
                && (lastByFirst.isEmpty() || hasNumber(event))
                && (judge == null || judge.judge(event) == Answer.YES);
    }

    private boolean isPicked(long offset) {
        int low = 0;
        int high = pickedFrom.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (offset < pickedFrom[middle]) {
                high = middle - 1;
            } else if (offset >= pickedTo[middle]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    private boolean hasNumber(Event event) {
        long number = fields.read(event).sequence();
        if (number == Fields.ABSENT) {
            return false;
        }
        var entry = lastByFirst.floorEntry(number);
        return entry != null && number <= entry.getValue();
    }
}
