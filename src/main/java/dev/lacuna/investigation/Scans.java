package dev.lacuna.investigation;

import dev.lacuna.decode.Decoding;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.log.TruncationRule;
import dev.lacuna.index.DensityIndex;
import dev.lacuna.model.Baseline;
import dev.lacuna.model.Depth;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.scan.OverviewScanner;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs scans: index and rules over what a scanner reads.
final class Scans {

    /// As fine as a window of some thousand pixels shows, three or more to a bar.
    private static final int OVERVIEW_MOMENTS = 256;

    /// What is zoomed into is looked up finer anyway.
    private static final Duration OVERVIEW_TIME = Duration.ofSeconds(2);

    private final StreamSource source;
    private final TaskRunner runner;
    private final String toolVersion;
    private final Sampling sampling;
    private final PassRunner passes;
    private final @Nullable KeptBaselines kept;
    private final Follows follows;

    Scans(StreamSource source, TaskRunner runner, String toolVersion) {
        this(source, runner, toolVersion, UnaryOperator.identity());
    }

    /// @param choice which of the standard rules see a scan, or what else does
    Scans(StreamSource source, TaskRunner runner, String toolVersion, UnaryOperator<List<Rule>> choice) {
        this(source, runner, toolVersion, choice, new Sampling(source, Decoding.none()), null);
    }

    /// @param sampling how payloads are read
    /// @param kept what earlier scans saw; null where nobody keeps it
    Scans(
            StreamSource source,
            TaskRunner runner,
            String toolVersion,
            UnaryOperator<List<Rule>> choice,
            Sampling sampling,
            @Nullable KeptBaselines kept) {
        this.source = source;
        this.kept = kept;
        this.sampling = sampling;
        this.runner = runner;
        this.toolVersion = toolVersion;
        this.passes = new PassRunner(source, sampling, runner.clock(), choice);
        this.follows = new Follows(source, runner, passes);
    }

    Scan start(ScanRequest request) throws SourceException {
        return start(request, List.of());
    }

    /// Starts what was asked for: at depth OVERVIEW look-ups only, else the reading of all within the bounds.
    ///
    /// @param baselines an earlier scan to compare with; empty: what is kept of earlier ones
    Scan start(ScanRequest request, List<Baseline> baselines) throws SourceException {
        Scan scan = prepare(request);
        if (request.depth() == Depth.OVERVIEW) {
            scan.overviewStartedAs(runner.start("Overview of " + request.stream(), context -> {
                var scanner = new OverviewScanner(source, OVERVIEW_MOMENTS, OVERVIEW_TIME);
                scanner.scan(dense(scan), scan::show, context);
                OverviewScanner.Overview known = scan.overview().orElse(null);
                if (known != null && !request.bounds().equals(Bounds.ALL)) {
                    TimeSpan asked = request.bounds().times(known.focus());
                    scanner.refine(known, asked, dense(scan), scan::show, context);
                }
                return scan;
            }));
        } else {
            scan.startedAs(read(scan, request, baselines));
        }
        return scan;
    }

    /// See [Investigation#follow].
    TaskHandle<Scan> follow(Scan scan, ScanRequest request) throws SourceException {
        return follows.follow(scan, request);
    }

    /// Lets rules tell what is so now that often, at most, of streams that are followed.
    void lookEvery(Duration time) {
        follows.lookEvery(time);
    }

    /// Scans up to what is decided, and goes on from there with the same rules.
    Scan startAndFollow(ScanRequest request) throws SourceException {
        follows.requireFollowable();
        Scan scan = prepare(request);
        scan.following().begins();
        scan.startedAs(runner.start("Follow " + request.stream(), context -> {
            List<PartitionRange> decided = scan.ranges().stream()
                    .map(range -> decided(scan.stream(), range))
                    .toList();
            PassAtWork work = passes.start(scan, scan.begin(request, decided), comparing(scan, List.of()), context);
            boolean begun = false;
            try {
                passes.run(scan, work, context);
                context.checkpoint();
                begun = true;
            } finally {
                if (!begun) {
                    work.close();
                }
            }
            follows.goOn(scan, work, context);
            keep(scan);
            return scan;
        }));
        return scan;
    }

    private static PartitionRange decided(StreamInfo stream, PartitionRange range) {
        PositionRange all = range.positions();
        return stream.partition(range.partition().number())
                .map(info -> new PartitionRange(
                        range.partition(),
                        new PositionRange(
                                all.from(), Position.max(all.from(), Position.min(all.to(), info.lastStable())))))
                .orElse(range);
    }

    private static List<PartitionInfo> dense(Scan scan) {
        return scan.stream().partitions().stream()
                .filter(info ->
                        info.start().isDense() && scan.index().partitions().contains(info.partition()))
                .toList();
    }

    /// Sharpens a scan's overview within a span.
    TaskHandle<Scan> refine(Scan scan, TimeSpan span) {
        TaskHandle<Scan> task = runner.start("Overview of " + scan.request().stream(), context -> {
            OverviewScanner.Overview known = scan.overview().orElse(null);
            if (known != null) {
                new OverviewScanner(source, OVERVIEW_MOMENTS, OVERVIEW_TIME)
                        .refine(known, span, dense(scan), scan::show, context);
            }
            return scan;
        });
        scan.overviewStartedAs(task);
        return task;
    }

    /// Reads on where an overview has only looked up times: what lies within the request's bounds and was not read yet.
    TaskHandle<Scan> deepen(Scan scan, ScanRequest request) {
        boolean whole = request.bounds().equals(Bounds.ALL);
        if (whole) {
            scan.deepenedTo(request);
        }
        TaskHandle<Scan> task = runner.start("Scan " + request.stream(), context -> {
            List<PartitionRange> within =
                    whole ? scan.ranges() : resolve(scan.stream(), request.partitions(), request.bounds());
            read(scan, request, within, whole, comparing(scan, List.of()), context);
            keep(scan);
            return scan;
        });
        scan.startedAs(task);
        return task;
    }

    private TaskHandle<Scan> read(Scan scan, ScanRequest request, List<Baseline> baselines) {
        return runner.start("Scan " + request.stream(), context -> {
            read(scan, request, scan.ranges(), true, comparing(scan, baselines), context);
            keep(scan);
            return scan;
        });
    }

    private List<Rule> comparing(Scan scan, List<Baseline> given) {
        List<Baseline> earlier =
                given.isEmpty() && kept != null ? kept.of(scan.stream().stream().name()) : given;
        return earlier.isEmpty() ? List.of() : List.of(new TruncationRule(earlier));
    }

    private void keep(Scan scan) {
        if (kept != null) {
            kept.keep(scan);
        }
    }

    /// Says that the log of a stream is right as it is: the next scan is compared with nothing that was kept.
    void forgetKept(String stream) throws IOException {
        if (kept != null) {
            kept.forget(stream);
        }
    }

    private void read(
            Scan scan,
            ScanRequest request,
            List<PartitionRange> ranges,
            boolean groups,
            List<Rule> more,
            TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException {
        boolean failed = false;
        List<List<PartitionRange>> waves = waves(scan, ranges);
        boolean followable = groups && waves.size() == 1 && endsWithLog(scan, waves.getFirst());
        for (List<PartitionRange> wave : waves) {
            run(scan, scan.begin(request, wave), more, followable, context);
            failed |= scan.outcomes().stream().anyMatch(outcome -> outcome.end() == PartitionOutcome.End.FAILED);
            context.checkpoint(); // a cancelled scan ends as cancelled, with what it has seen
        }
        if (groups && !failed) { // a source that is gone need not be waited for once more
            new GroupLook(source, scan).look(context, runner.now().toEpochMilli());
            scan.groupFindings();
        }
        context.checkpoint();
    }

    private void run(Scan scan, Pass pass, List<Rule> more, boolean followable, TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException {
        PassAtWork work = passes.start(scan, pass, more, context);
        boolean kept = false;
        try {
            passes.run(scan, work, context);
            kept = followable
                    && work.isDecided()
                    && pass.outcomes().stream()
                            .allMatch(outcome ->
                                    outcome.isComplete() || outcome.end() == PartitionOutcome.End.HEAD_MOVED);
            if (kept) {
                scan.following().keep(work);
            }
        } finally {
            if (!kept) {
                work.close();
            }
        }
    }

    /// Whether all of a scan's partitions are read up to where they end, or to what is not yet decided.
    private boolean endsWithLog(Scan scan, List<PartitionRange> ranges) {
        return source.canFollow()
                && ranges.size() == scan.ranges().size()
                && ranges.stream()
                        .allMatch(range -> scan.stream()
                                .partition(range.partition().number())
                                .filter(info -> !range.positions().to().isBefore(info.lastStable()))
                                .isPresent());
    }

    /// What is not read yet of the ranges, each partition at most once in a wave.
    private static List<List<PartitionRange>> waves(Scan scan, List<PartitionRange> ranges) {
        List<List<PartitionRange>> waves = new ArrayList<>();
        for (PartitionRange range : ranges) {
            int wave = 0;
            for (PartitionRange part : unread(scan, range)) {
                if (wave == waves.size()) {
                    waves.add(new ArrayList<>());
                }
                waves.get(wave++).add(part);
            }
        }
        return waves;
    }

    private static List<PartitionRange> unread(Scan scan, PartitionRange range) {
        PositionRange positions = range.positions();
        if (!positions.from().isDense() || positions.isEmpty()) {
            return List.of(range);
        }
        return scan
                .index()
                .lane(range.partition())
                .unread(positions.from().asOffset(), positions.to().asOffset())
                .stream()
                .map(gap -> new PartitionRange(range.partition(), PositionRange.offsets(gap[0], gap[1])))
                .toList();
    }

    /// Scans within a task that runs already, with one more rule. Consumer groups are not looked at.
    Scan runWithin(ScanRequest request, Rule more, TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException {
        Scan scan = prepare(request);
        passes.run(scan, scan.begin(request, scan.ranges()), List.of(more), context);
        context.checkpoint();
        return scan;
    }

    private Scan prepare(ScanRequest request) throws SourceException {
        StreamInfo stream = source.describe(request.stream());
        List<PartitionRange> ranges = resolve(stream, request.partitions(), request.bounds());
        List<PartitionRef> refs = ranges.stream().map(PartitionRange::partition).toList();
        Map<PartitionRef, TimeMap> times =
                refs.stream().collect(Collectors.toMap(partition -> partition, partition -> new TimeMap()));
        return new Scan(request, stream, ranges, new DensityIndex(refs), times, runner.now(), toolVersion);
    }

    List<PartitionRange> resolve(StreamInfo stream, Set<Integer> partitions, Bounds bounds) throws SourceException {
        List<PartitionInfo> chosen = stream.partitions().stream()
                .filter(info -> partitions.isEmpty()
                        || partitions.contains(info.partition().number()))
                .toList();
        if (chosen.size() < partitions.size()) {
            String unknown = partitions.stream()
                    .filter(number -> stream.partition(number).isEmpty())
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            int count = stream.partitions().size();
            String known = count == stream.partitionCount() && count > 1
                    ? "0 to " + (count - 1)
                    : stream.partitions().stream()
                            .map(info -> String.valueOf(info.partition().number()))
                            .collect(Collectors.joining(", "));
            throw new SourceException(
                    SourceException.Kind.UNKNOWN_STREAM,
                    "'" + stream.stream().name() + "' has " + (count == 1 ? "only partition " : "the partitions ")
                            + known + ", and no " + unknown + ".",
                    false,
                    null);
        }
        return bounds.resolve(source, chosen);
    }
}
