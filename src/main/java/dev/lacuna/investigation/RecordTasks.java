package dev.lacuna.investigation;

import dev.lacuna.decode.Decoding;
import dev.lacuna.filter.EventFilter;
import dev.lacuna.filter.Judge;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All that is done with the records of an open source themselves: fetched, listed, counted, compared, written into
/// files. Each is a task; nothing is changed.
public final class RecordTasks {

    /// Bytes of records that are held to merge partitions by time.
    private static final long MOST_HELD = 64 << 20;

    private final StreamSource source;
    private final Sampling sampling;
    private final TaskRunner runner;
    private final @Nullable Recording recorded;

    /// @param recorded what was seen of a source that is not there; null: it is open
    RecordTasks(StreamSource source, Sampling sampling, TaskRunner runner, @Nullable Recording recorded) {
        this.source = source;
        this.sampling = sampling;
        this.runner = runner;
        this.recorded = recorded;
    }

    /// Fetches records.
    public TaskHandle<RecordPage> fetch(RecordQuery query) {
        return runner.start(
                "Read records", context -> fetch(query, judges(query.filter(), query.ranges(), context), context));
    }

    private RecordPage fetch(RecordQuery query, @Nullable Supplier<Judge> judges, TaskContext context)
            throws InterruptedException, TaskCancelledException, SourceException {
        return PayloadReading.of(Records.fetch(source, query, judges, context), sampling.decoding());
    }

    /// Hands on records as they are read, merged by time as far as the memory allows.
    public TaskHandle<RecordRun> stream(RecordQuery query, RecordTaker taker) {
        return runner.start("Read records", context -> {
            Supplier<Judge> judges = judges(query.filter(), query.ranges(), context);
            var readings = new PayloadReading[] {PayloadReading.none()};
            long room = Math.min(MOST_HELD, Runtime.getRuntime().maxMemory() / 8);
            long[] taken = {0};
            RecordStream.End end = new RecordStream(source, query, judges, room, rows -> {
                        taken[0] += rows.size();
                        readings[0] = readings[0].learning(rows, sampling.decoding());
                        return taker.take(rows, readings[0]);
                    })
                    .run(context);
            return new RecordRun(taken[0], end.stopped(), end.limited(), end.unjudged(), end.merged());
        });
    }

    /// Null where there is no filter.
    private @Nullable Supplier<Judge> judges(
            Optional<EventFilter> filter, List<PartitionRange> ranges, TaskContext context)
            throws InterruptedException, TaskCancelledException, SourceException {
        if (filter.isEmpty()) {
            return null;
        }
        Decoding decoding = sampling.decoding();
        PayloadFormat format = sampling.detect(FieldSpec.NONE, ranges, context).format();
        return () -> filter.get().judge(decoding.reader(format));
    }

    /// Lists records, of which only those that are looked at are read.
    public TaskHandle<RecordList> list(ListRequest request) {
        Recording seen = recorded;
        return runner.start(
                "List records",
                context -> seen == null ? MergedRecords.of(source, sampling, request) : seen.list(request));
    }

    /// Writes records into a file, which [dev.lacuna.report.RecordsFile] reads back to the byte.
    public TaskHandle<RecordExport.Result> export(RecordExport request) {
        return runner.start(
                "Export records to " + request.file().getFileName(),
                context -> new RecordExporter(source, sampling, request, context).write());
    }

    /// Counts records exactly.
    ///
    /// @param ranges at most one per partition
    /// @param filter only those of which it is true; empty: all
    public TaskHandle<RecordCount> count(List<PartitionRange> ranges, Optional<EventFilter> filter) {
        return runner.start(
                "Count records",
                context -> new RecordCounter(source, judges(filter, ranges, context), context).count(ranges));
    }

    /// Two records side by side; the task fails where one of them is none.
    ///
    /// @param left one position
    /// @param right one position
    public TaskHandle<RecordDiff> compare(PartitionRange left, PartitionRange right) {
        return runner.start("Compare two records", context -> {
            RecordPage first = one(left, context);
            RecordPage second = one(right, context);
            RecordPage.Row a = first.rows().getFirst();
            RecordPage.Row b = second.rows().getFirst();
            // a tombstone doesn't show how values are read
            return RecordDiff.of(a, b, a.event().value() == null ? second.reading() : first.reading(), false);
        });
    }

    private RecordPage one(PartitionRange place, TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException {
        RecordPage page = fetch(new RecordQuery(List.of(place), Optional.empty(), 1), null, context);
        if (page.rows().isEmpty()) {
            throw new SourceException(
                    SourceException.Kind.OTHER,
                    "No record stands at " + place.partition() + "@"
                            + place.positions().from()
                            + (page.stopped().isEmpty()
                                    ? ": it is behind the log's end or before its start, or what stood there was removed."
                                    : ". " + page.stopped() + (page.stopped().endsWith(".") ? "" : ".")),
                    false,
                    null);
        }
        return page;
    }
}
