package dev.lacuna.ui.gallery;

import dev.lacuna.decode.Decoding;
import dev.lacuna.filter.Answer;
import dev.lacuna.filter.EventFilter;
import dev.lacuna.filter.Judge;
import dev.lacuna.filter.Unjudged;
import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordBlock;
import dev.lacuna.investigation.RecordList;
import dev.lacuna.investigation.RecordOrder;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.investigation.RecordPage.Row;
import dev.lacuna.investigation.RecordPlace;
import dev.lacuna.investigation.RecordSearch;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.task.TaskContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/// A list of records that are made up when they are looked at, so that a billion of them costs nothing.
public class ListedRecords implements RecordList {

    private final long size;
    private final LongFunction<Row> rows;
    private final List<String> troubles;
    private final AtomicInteger made = new AtomicInteger();
    private PayloadReading reading = PayloadReading.none();

    public ListedRecords(long size, LongFunction<Row> rows, List<String> troubles) {
        this.size = size;
        this.rows = rows;
        this.troubles = troubles;
    }

    /// Those of a page.
    public static ListedRecords of(RecordPage page) {
        RecordPage read = PayloadReading.of(page, Decoding.none());
        var list = new ListedRecords(
                page.rows().size(),
                number -> page.rows().get((int) number),
                page.stopped().isEmpty() ? List.of() : List.of(page.stopped()));
        list.reading = read.reading();
        return list;
    }

    /// So many, whose values are read as those of a page are.
    public static ListedRecords of(long size, LongFunction<Row> rows, RecordPage like) {
        var list = new ListedRecords(size, rows, List.of());
        list.reading = PayloadReading.of(like, Decoding.none()).reading();
        return list;
    }

    /// How many rows were made up.
    public int made() {
        return made.get();
    }

    private RecordBlock block(long from, long to) {
        List<Row> block = LongStream.range(Math.max(0, from), Math.min(size, to))
                .mapToObj(rows)
                .toList();
        made.addAndGet(block.size());
        return new RecordBlock(Math.max(0, from), Math.min(size, to), block, troubles, reading);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public RecordOrder order() {
        return RecordOrder.TIME;
    }

    @Override
    public List<PartitionRange> ranges() {
        return List.of(new PartitionRange(Samples.ORDERS.partition(1), PositionRange.offsets(0, size)));
    }

    @Override
    public Optional<TimeSpan> time() {
        return Optional.empty();
    }

    @Override
    public RecordBlock after(long number, int places, TaskContext context) {
        return block(number, number + places);
    }

    @Override
    public RecordBlock before(long number, int places, TaskContext context) {
        return block(number - places, number);
    }

    @Override
    public long numberOf(long millis) {
        return LongStream.range(0, size)
                .filter(number -> rows.apply(number).millis() >= millis)
                .findFirst()
                .orElse(size);
    }

    @Override
    public long numberOf(PartitionRef partition, long offset) {
        return offset;
    }

    @Override
    public List<PartitionRange> between(RecordPlace first, RecordPlace last) {
        return List.of(new PartitionRange(
                first.partition(),
                new PositionRange(first.position(), last.position().next())));
    }

    @Override
    public Optional<Row> whole(RecordPlace place, TaskContext context) {
        return Optional.empty();
    }

    @Override
    public RecordSearch search(
            EventFilter filter,
            long from,
            Optional<RecordPlace> beyond,
            boolean forward,
            int most,
            Consumer<List<Row>> hits,
            TaskContext context) {
        Judge judge = filter.judge(Decoding.none().reader(PayloadFormat.JSON));
        int found = 0;
        long at = from;
        while (found < most && (forward ? at < size : at > 0)) {
            if (context.isCancelled()) {
                break;
            }
            Row row = rows.apply(forward ? at : at - 1);
            boolean here = beyond.isPresent() && row.place().equals(beyond.get());
            if (!here && judge.judge(row.event()) == Answer.YES) {
                hits.accept(List.of(row));
                found++;
            }
            at += forward ? 1 : -1;
        }
        boolean whole = forward ? at >= size : at <= 0;
        return new RecordSearch(Math.abs(at - from), from, at, -1, found, whole, Unjudged.told(List.of(judge)), "");
    }
}
