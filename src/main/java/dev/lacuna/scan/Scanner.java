package dev.lacuna.scan;

import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.scan.PartitionOutcome.End;
import dev.lacuna.source.ReadHandler;
import dev.lacuna.source.ReadRequest;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamReader;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads ranges of partitions once, several side by side, and hands what it reads to a handler per partition. It ends
/// with an outcome for every partition, whatever happens: what was seen before a failure or a cancel stays true.
public final class Scanner {

    private static final Duration LONGEST_POLL = Duration.ofMillis(200);
    private static final long NANOS_BETWEEN_REPORTS = 50_000_000;

    private final StreamSource source;
    private final int readers;
    private final String streamId;

    /// @param readers how many readers work side by side; partitions are shared out among them
    public Scanner(StreamSource source, int readers) {
        this(source, readers, "");
    }

    private Scanner(StreamSource source, int readers, String streamId) {
        this.source = source;
        this.readers = readers;
        this.streamId = streamId;
    }

    /// A scanner with a reader per core.
    public static Scanner of(StreamSource source) {
        return new Scanner(source, Runtime.getRuntime().availableProcessors());
    }

    /// The same, but only for a stream of that id: of one that was made anew under its name every partition fails.
    public Scanner only(String id) {
        return new Scanner(source, readers, id);
    }

    /// Reads the ranges, at most one per partition.
    ///
    /// @param phase what the task says it is doing
    /// @param events whether events are wanted, or batches suffice
    /// @param handlers makes the handler of a partition; each is called from one thread only
    /// @return outcomes in the order of the ranges
    public List<PartitionOutcome> scan(
            String phase,
            List<PartitionRange> ranges,
            boolean events,
            Function<PartitionRange, ReadHandler> handlers,
            TaskContext context)
            throws InterruptedException {
        Map<PartitionRef, Lane> lanes = new HashMap<>();
        List<PartitionTracker> trackers = new ArrayList<>();
        for (PartitionRange range : ranges) {
            var tracker = new PartitionTracker(range);
            trackers.add(tracker);
            lanes.put(range.partition(), new Lane(tracker, handlers.apply(range)));
        }
        var progress = new Progress(phase, trackers, context);
        List<Callable<Boolean>> work = new ArrayList<>();
        for (List<PartitionRange> share : shares(ranges)) {
            work.add(() -> read(share, events, lanes, progress, context));
        }
        try {
            context.inParallel(work);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a reader may not throw", e);
        }
        progress.report();
        return trackers.stream().map(PartitionTracker::outcome).toList();
    }

    private boolean read(
            List<PartitionRange> share,
            boolean events,
            Map<PartitionRef, Lane> lanes,
            Progress progress,
            TaskContext context) {
        Optional<String> note = Optional.empty();
        try (StreamReader reader = source.open(new ReadRequest(share, events, false, streamId))) {
            var router = new Router(lanes, reader, context);
            try (var _ = context.onCancel(reader::wakeup)) {
                context.checkpoint();
                while (reader.poll(LONGEST_POLL, router)) {
                    progress.waits(reader);
                    progress.reportSometimes();
                    context.checkpoint();
                }
            } finally {
                progress.ends(reader);
                note = reader.note();
            }
        } catch (TaskCancelledException e) {
            stop(share, lanes, End.CANCELLED, null, note);
        } catch (SourceException e) {
            boolean cancelled = context.isCancelled();
            stop(share, lanes, cancelled ? End.CANCELLED : End.FAILED, cancelled ? null : e.getMessage(), note);
        }
        return true;
    }

    private static void stop(
            List<PartitionRange> share,
            Map<PartitionRef, Lane> lanes,
            End end,
            @Nullable String why,
            Optional<String> note) {
        for (PartitionRange range : share) {
            PartitionTracker tracker =
                    Objects.requireNonNull(lanes.get(range.partition())).tracker();
            if (tracker.isOpen()) {
                tracker.note(note);
                tracker.stopped(end, why);
            }
        }
    }

    /// Shares out the ranges so that each reader gets about as many positions, the largest first.
    private List<List<PartitionRange>> shares(List<PartitionRange> ranges) {
        int count = Math.max(1, Math.min(readers, ranges.size()));
        List<List<PartitionRange>> shares = new ArrayList<>();
        long[] load = new long[count];
        for (int i = 0; i < count; i++) {
            shares.add(new ArrayList<>());
        }
        List<PartitionRange> largestFirst = new ArrayList<>(ranges);
        largestFirst.sort(Comparator.comparingLong(Scanner::weight).reversed());
        for (PartitionRange range : largestFirst) {
            int lightest = 0;
            for (int i = 1; i < count; i++) {
                if (load[i] < load[lightest]) {
                    lightest = i;
                }
            }
            shares.get(lightest).add(range);
            load[lightest] += weight(range);
        }
        shares.removeIf(List::isEmpty);
        return shares;
    }

    private static long weight(PartitionRange range) {
        return range.positions().to().isDense() ? range.positions().span() + 1 : 1;
    }

    /// Reports all partitions together, at most every few milliseconds.
    private static final class Progress {
        private final String phase;
        private final List<PartitionTracker> trackers;
        private final TaskContext context;
        private final Map<StreamReader, String> waits = new ConcurrentHashMap<>();
        private final AtomicLong lastNanos = new AtomicLong(System.nanoTime() - NANOS_BETWEEN_REPORTS);

        Progress(String phase, List<PartitionTracker> trackers, TaskContext context) {
            this.phase = phase;
            this.trackers = trackers;
            this.context = context;
        }

        void waits(StreamReader reader) {
            reader.waitsFor().ifPresentOrElse(what -> waits.put(reader, what), () -> waits.remove(reader));
        }

        void ends(StreamReader reader) {
            waits.remove(reader);
        }

        void reportSometimes() {
            long last = lastNanos.get();
            long now = System.nanoTime();
            if (now - last >= NANOS_BETWEEN_REPORTS && lastNanos.compareAndSet(last, now)) {
                report();
            }
        }

        void report() {
            long done = 0;
            long total = 0;
            List<ProgressSnapshot.Part> parts = new ArrayList<>();
            for (PartitionTracker tracker : trackers) {
                done += tracker.done();
                total = total < 0 || tracker.total() < 0 ? -1 : total + tracker.total();
                parts.add(tracker.part());
            }
            context.report(new ProgressSnapshot(
                    phase,
                    done,
                    total,
                    "positions",
                    parts,
                    waits.values().stream().findFirst().orElse("")));
        }
    }
}
