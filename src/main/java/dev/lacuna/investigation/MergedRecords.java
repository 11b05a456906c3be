package dev.lacuna.investigation;

import dev.lacuna.filter.EventFilter;
import dev.lacuna.filter.Judge;
import dev.lacuna.filter.Unjudged;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.scan.Scanner;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// The records of a source's stream as a list. For all threads; what is read is not kept.
final class MergedRecords implements RecordList {

    /// Of a longer value only the beginning is kept until somebody asks for the rest.
    static final int KEPT_BYTES = 64 * 1024;

    /// Of hits there are many at a time.
    private static final int KEPT_BYTES_OF_HIT = 8 * 1024;

    /// Of the hits of one part together: a filter may be true of everything.
    private static final long KEPT_BYTES_OF_HITS = 32 << 20;

    /// What a block may take to read, roughly.
    private static final long BLOCK_BYTES = 8 << 20;

    /// Until it is known how large records are here.
    private static final int FIRST_PLACES = 8;

    private static final int SEARCHED_FIRST = 2_000;

    /// As many hits as are kept of one part, and as many places as are read of it once there are any.
    private static final int SEARCHED_AT_ONCE = 64_000;

    /// As many while there are none. Each part has readers of its own, which fetch beyond its end: with 48 partitions
    /// parts of 64,000 places took two and a half times as long as reading through.
    private static final int SEARCHED_IN_VAIN = 512_000;

    private static final Comparator<RecordPage.Row> IN_ORDER = Comparator.comparing(RecordPage.Row::place);

    private final StreamSource source;
    private final Sampling sampling;
    private final ListRequest request;
    private final Cuts cuts;

    /// In order; those without a position are left out.
    private final List<PartitionRange> ranges;

    private final boolean merged;
    private volatile long bytesPerPlace = -1;
    private volatile PayloadReading reading = PayloadReading.none();

    private MergedRecords(
            StreamSource source, Sampling sampling, ListRequest request, List<PartitionRange> ranges, TimeSpan time) {
        this.source = source;
        this.sampling = sampling;
        this.request = request;
        this.ranges = ranges;
        this.merged = isMerged(request, ranges);
        this.cuts = new Cuts(source, ranges, time);
    }

    /// Looks up what it takes to merge partitions. Blocks.
    static MergedRecords of(StreamSource source, Sampling sampling, ListRequest request) throws SourceException {
        List<PartitionRange> ranges = request.ranges().stream()
                .filter(range -> !range.positions().isEmpty())
                .sorted(Comparator.comparing(PartitionRange::partition))
                .toList();
        TimeSpan time = isMerged(request, ranges)
                ? source.extents(ranges.stream().map(PartitionRange::partition).toList()).values().stream()
                        .reduce(TimeSpan::union)
                        .orElse(new TimeSpan(0, 1))
                : new TimeSpan(0, 1);
        return new MergedRecords(source, sampling, request, ranges, time);
    }

    private static boolean isMerged(ListRequest request, List<PartitionRange> ranges) {
        return request.order() == RecordOrder.TIME && ranges.size() > 1;
    }

    @Override
    public long size() {
        return cuts.size();
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
    public RecordBlock after(long number, int places, TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException {
        return size() == 0 ? nothing() : block(cuts.after(number, bounded(places)), context);
    }

    @Override
    public RecordBlock before(long number, int places, TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException {
        return size() == 0 ? nothing() : block(cuts.before(number, bounded(places)), context);
    }

    private RecordBlock nothing() {
        return new RecordBlock(0, 0, List.of(), List.of(), reading);
    }

    private int bounded(int places) {
        long each = bytesPerPlace;
        return each < 0 ? Math.min(places, FIRST_PLACES) : Math.clamp(BLOCK_BYTES / Math.max(1, each), 1, places);
    }

    private RecordBlock block(Cuts.Slice slice, TaskContext context)
            throws InterruptedException, TaskCancelledException {
        Part part = read(slice, "Reading records", partition -> collector(partition, slice, KEPT_BYTES), context);
        bytesPerPlace = part.bytes() / Math.max(1, slice.to() - slice.from());
        reading = reading.learning(part.rows(), sampling.decoding());
        return new RecordBlock(slice.from(), slice.to(), part.rows(), part.troubles(), reading);
    }

    private RowCollector collector(PartitionRange range, Cuts.Slice slice, int most) {
        return new RowCollector(range, slice, this::isWanted, request.markers(), most, HitRoom.unbounded(), null);
    }

    private boolean isWanted(long millis) {
        return request.time().isEmpty() || request.time().get().contains(millis);
    }

    private record Part(List<RecordPage.Row> rows, List<String> troubles, long bytes) {}

    private Part read(
            Cuts.Slice slice, String phase, Function<PartitionRange, RowCollector> collectors, TaskContext context)
            throws InterruptedException, TaskCancelledException {
        Map<PartitionRange, RowCollector> at = new ConcurrentHashMap<>();
        List<PartitionOutcome> outcomes = Scanner.of(source)
                .scan(phase, slice.ranges(), true, range -> at.computeIfAbsent(range, collectors), context);
        context.checkpoint();
        List<RecordPage.Row> rows = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        long bytes = 0;
        for (RowCollector collector : at.values()) {
            rows.addAll(collector.rows());
            troubles.addAll(collector.troubles());
            bytes += collector.bytes();
        }
        for (PartitionOutcome outcome : outcomes) {
            outcome.failure()
                    .ifPresent(why -> troubles.add(
                            outcome.asked().partition() + ": stopped at position " + outcome.reached() + ", " + why));
        }
        rows.sort(IN_ORDER);
        return new Part(rows, troubles, bytes);
    }

    @Override
    public long numberOf(long millis) throws SourceException {
        if (size() == 0) {
            return 0;
        }
        if (merged) {
            return cuts.at(millis);
        }
        PartitionRef first = ranges.getFirst().partition();
        Position at = source.positionsAt(List.of(first), millis).get(first);
        return at == null ? 0 : numberOf(first, at.asOffset());
    }

    @Override
    public long numberOf(PartitionRef partition, long offset) throws SourceException {
        return size() == 0 ? 0 : cuts.of(partition, offset, FIRST_PLACES);
    }

    @Override
    public List<PartitionRange> between(RecordPlace first, RecordPlace last) throws SourceException {
        return size() == 0 ? List.of() : cuts.between(first, last);
    }

    @Override
    public Optional<RecordPage.Row> whole(RecordPlace place, TaskContext context)
            throws InterruptedException, TaskCancelledException {
        var range = new PartitionRange(
                place.partition(),
                new PositionRange(place.position(), place.position().next()));
        var slice = new Cuts.Slice(0, 1, List.of(range), place.millis(), place.millis() + 1);
        return read(slice, "Reading a record", part -> collector(part, slice, Integer.MAX_VALUE), context)
                .rows()
                .stream()
                .findFirst();
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
            throws SourceException, InterruptedException, TaskCancelledException {
        if (size() == 0) {
            return new RecordSearch(0, 0, 0, -1, 0, true, "", "");
        }
        var format = sampling.detect(FieldSpec.NONE, request.ranges(), context).format();
        Map<PartitionRef, Judge> judges = new ConcurrentHashMap<>();
        List<String> troubles = new ArrayList<>();
        long start = Math.clamp(from, 0, size());
        long at = start;
        long millis = -1;
        int found = 0;
        int places = SEARCHED_FIRST;
        try {
            while (found < most && (forward ? at < size() : at > 0)) {
                long reached = at;
                Cuts.Slice slice = forward ? cuts.after(at, places) : cuts.before(at, places);
                var part = new PartContext(
                        context, "Searching records", Math.abs(reached - start), forward ? size() - start : start);
                var room =
                        new HitRoom(KEPT_BYTES_OF_HITS, places > SEARCHED_AT_ONCE ? SEARCHED_AT_ONCE : Long.MAX_VALUE);
                Part read = read(
                        slice,
                        "Searching records",
                        range -> new RowCollector(
                                range,
                                slice,
                                this::isWanted,
                                false,
                                KEPT_BYTES_OF_HIT,
                                room,
                                judges.computeIfAbsent(
                                        range.partition(),
                                        key -> filter.judge(sampling.decoding().reader(format)))),
                        part);
                if (room.isFull()) {
                    places = SEARCHED_AT_ONCE;
                    continue; // the same again, in parts that can be kept
                }
                List<RecordPage.Row> rows = (forward ? read.rows() : read.rows().reversed())
                        .stream()
                                .filter(row -> beyond.isEmpty()
                                        || forward == row.place().compareTo(beyond.get()) > 0)
                                .filter(row -> beyond.isEmpty() || row.place().compareTo(beyond.get()) != 0)
                                .toList();
                troubles.addAll(read.troubles());
                found += rows.size();
                at = forward ? slice.to() : slice.from();
                millis = !merged ? -1 : forward ? slice.toMillis() - 1 : slice.millis();
                if (!rows.isEmpty()) {
                    hits.accept(rows);
                }
                places = next(places, rows.isEmpty());
            }
        } catch (TaskCancelledException e) {
            // what was found stays found; the part that was under way does not count
            return result(start, at, millis, found, false, judges, troubles);
        }
        boolean whole = forward ? at >= size() : at <= 0;
        return result(start, at, whole ? -1 : millis, found, whole, judges, troubles);
    }

    /// Whoever waits sees the first hit soon, and a search for something rare is not made of many parts.
    private static int next(int places, boolean inVain) {
        return inVain ? Math.min(SEARCHED_IN_VAIN, places * 4) : Math.min(SEARCHED_AT_ONCE, places * 2);
    }

    private static RecordSearch result(
            long start,
            long at,
            long millis,
            int found,
            boolean whole,
            Map<PartitionRef, Judge> judges,
            List<String> troubles) {
        return new RecordSearch(
                Math.abs(at - start),
                start,
                at,
                millis,
                found,
                whole,
                Unjudged.told(judges.values()),
                Records.told(troubles));
    }
}
