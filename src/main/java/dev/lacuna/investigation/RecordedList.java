package dev.lacuna.investigation;

import dev.lacuna.decode.Decoding;
import dev.lacuna.decode.Detection;
import dev.lacuna.filter.Answer;
import dev.lacuna.filter.EventFilter;
import dev.lacuna.filter.Judge;
import dev.lacuna.filter.Unjudged;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Event;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.report.session.SavedRecord;
import dev.lacuna.report.session.SavedRecords;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The records that a session holds of a range, as a list. Each block of it says that it is a part: what nobody had
/// looked at when the session was saved is not in it.
final class RecordedList implements RecordList {

    private final ListRequest request;
    private final List<RecordPage.Row> rows;
    private final String part;

    RecordedList(SavedRecords kept, ListRequest request) {
        this.request = request;
        this.rows = rows(kept, request);
        this.part = part(kept);
    }

    private static List<RecordPage.Row> rows(SavedRecords kept, ListRequest request) {
        Map<PartitionRef, PositionRange> wanted = new HashMap<>();
        request.ranges().forEach(range -> wanted.put(range.partition(), range.positions()));
        List<SavedRecord> inLogOrder = kept.records().stream()
                .filter(record -> isWanted(record, wanted, request.time()))
                .sorted(Comparator.comparing(
                                (SavedRecord record) -> record.event().partition())
                        .thenComparing(record -> record.event().position()))
                .toList();
        boolean merged = request.order() == RecordOrder.TIME;
        Map<PartitionRef, Long> latest = new HashMap<>();
        List<RecordPage.Row> rows = new ArrayList<>();
        for (SavedRecord record : inLogOrder) {
            long millis = merged
                    ? latest.merge(record.event().partition(), record.event().millis(), Math::max)
                    : 0;
            rows.add(new RecordPage.Row(record.event(), record.fate(), millis, record.valueLength(), null));
        }
        rows.sort(Comparator.comparing(RecordPage.Row::place));
        return List.copyOf(rows);
    }

    private static boolean isWanted(
            SavedRecord record, Map<PartitionRef, PositionRange> wanted, Optional<TimeSpan> time) {
        PositionRange range = wanted.get(record.event().partition());
        return range != null
                && range.contains(record.event().position())
                && (time.isEmpty() || time.get().contains(record.event().millis()));
    }

    private static String part(SavedRecords kept) {
        return kept.forgotten() == 0
                ? "only records that somebody had looked at are kept in the session"
                : "only the " + kept.records().size()
                        + " records that somebody had looked at last are kept in the session";
    }

    /// Never 0: where nothing is kept a block has to say so.
    @Override
    public long size() {
        return Math.max(1, rows.size());
    }

    @Override
    public RecordOrder order() {
        return request.order();
    }

    @Override
    public List<PartitionRange> ranges() {
        return request.ranges();
    }

    @Override
    public Optional<TimeSpan> time() {
        return request.time();
    }

    @Override
    public RecordBlock after(long number, int places, TaskContext context) {
        long from = Math.clamp(number, 0, size());
        return block(from, Math.min(size(), from + places));
    }

    @Override
    public RecordBlock before(long number, int places, TaskContext context) {
        long to = Math.clamp(number, 0, size());
        return block(Math.max(0, to - places), to);
    }

    private RecordBlock block(long from, long to) {
        List<RecordPage.Row> some = rows.isEmpty() ? List.of() : rows.subList((int) from, (int) to);
        return new RecordBlock(
                from, to, some, List.of(part), PayloadReading.none().learning(rows, Decoding.none()));
    }

    @Override
    public long numberOf(long millis) {
        return first(row -> row.event().millis() >= millis);
    }

    @Override
    public long numberOf(PartitionRef partition, long offset) {
        Position wanted = Position.offset(offset);
        long last = Math.max(0, rows.size() - 1);
        for (int i = 0; i < rows.size(); i++) {
            Event event = rows.get(i).event();
            if (event.partition().equals(partition)) {
                if (!event.position().isBefore(wanted)) {
                    return i;
                }
                last = i; // of that partition the nearest that is kept
            }
        }
        return last;
    }

    private long first(Predicate<RecordPage.Row> wanted) {
        for (int i = 0; i < rows.size(); i++) {
            if (wanted.test(rows.get(i))) {
                return i;
            }
        }
        return Math.max(0, rows.size() - 1);
    }

    @Override
    public List<PartitionRange> between(RecordPlace first, RecordPlace last) {
        Map<PartitionRef, PositionRange> ranges = new LinkedHashMap<>();
        for (RecordPage.Row row : rows) {
            if (row.place().compareTo(first) >= 0 && row.place().compareTo(last) <= 0) {
                Position at = row.event().position();
                ranges.merge(
                        row.event().partition(),
                        new PositionRange(at, at.next()),
                        (before, here) -> new PositionRange(before.from(), here.to()));
            }
        }
        return ranges.entrySet().stream()
                .map(range -> new PartitionRange(range.getKey(), range.getValue()))
                .toList();
    }

    /// As much of it as is kept.
    @Override
    public Optional<RecordPage.Row> whole(RecordPlace place, TaskContext context) {
        return rows.stream().filter(row -> row.place().equals(place)).findFirst();
    }

    @Override
    public RecordSearch search(
            EventFilter filter,
            long from,
            Optional<RecordPlace> beyond,
            boolean forward,
            int most,
            Consumer<List<RecordPage.Row>> hits,
            TaskContext context)
            throws InterruptedException, TaskCancelledException {
        List<@Nullable Bytes> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.event().value()));
        Detection detection = Decoding.none().detect(values);
        Judge judge = filter.judge(Decoding.none().reader(detection.format()));
        long start = Math.clamp(from, 0, rows.size());
        long at = start;
        int found = 0;
        while (found < most && (forward ? at < rows.size() : at > 0)) {
            context.checkpoint();
            RecordPage.Row row = rows.get((int) (forward ? at++ : --at));
            boolean isBeyond = beyond.isEmpty()
                    || (forward
                            ? row.place().compareTo(beyond.get()) > 0
                            : row.place().compareTo(beyond.get()) < 0);
            if (isBeyond && judge.judge(row.event()) == Answer.YES) {
                found++;
                hits.accept(List.of(row));
            }
        }
        boolean whole = forward ? at >= rows.size() : at <= 0;
        return new RecordSearch(Math.abs(at - start), start, at, -1, found, whole, Unjudged.told(List.of(judge)), part);
    }
}
