package dev.lacuna.investigation;

import dev.lacuna.decode.FieldGuess;
import dev.lacuna.decode.FieldReaders;
import dev.lacuna.decode.FormatProbe;
import dev.lacuna.detect.Detector;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.Rules;
import dev.lacuna.detect.ScanRules;
import dev.lacuna.index.DensityIndex;
import dev.lacuna.model.Depth;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.PayloadFormat;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.scan.Scanner;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskRunner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs scans: index and rules over what a scanner reads.
final class Scans {

    /// Events read of each partition to find out format and fields.
    private static final int SAMPLE_PER_PARTITION = 60;

    private static final int SAMPLED_PARTITIONS = 8;

    private final StreamSource source;
    private final TaskRunner runner;
    private final String toolVersion;

    Scans(StreamSource source, TaskRunner runner, String toolVersion) {
        this.source = source;
        this.runner = runner;
        this.toolVersion = toolVersion;
    }

    Scan start(ScanRequest request) throws SourceException {
        Scan scan = prepare(request);
        scan.startedAs(runner.start("Scan " + request.stream(), context -> {
            run(scan, List.of(), context);
            boolean failed = scan.outcomes().stream().anyMatch(outcome -> outcome.end() == PartitionOutcome.End.FAILED);
            if (!context.isCancelled() && !failed) { // a source that is gone need not be waited for once more
                new GroupLook(source, scan).look(context);
            }
            context.checkpoint(); // a cancelled scan ends as cancelled, with what it has seen
            return scan;
        }));
        return scan;
    }

    /// Scans within a task that runs already, with one more rule. Consumer groups are not looked at.
    Scan runWithin(ScanRequest request, Rule more, TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException {
        Scan scan = prepare(request);
        run(scan, List.of(more), context);
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
            int count = stream.partitions().size();
            String unknown = partitions.stream()
                    .filter(number -> number < 0 || number >= count)
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            throw new SourceException(
                    SourceException.Kind.UNKNOWN_STREAM,
                    "'" + stream.stream().name() + "' has the partitions 0 to " + (count - 1) + ", and no " + unknown
                            + ".",
                    false,
                    null);
        }
        return bounds.resolve(source, chosen);
    }

    private void run(Scan scan, List<Rule> more, TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException {
        ScanRequest request = scan.request();
        boolean events = request.depth() == Depth.RECORDS;
        FieldSpec fields = events ? withFormat(request.fields(), scan, context) : FieldSpec.NONE;
        List<Rule> rules = new ArrayList<>(Rules.standard(fields, request.depth()));
        rules.addAll(more);
        var presence = new FieldPresence(fields);
        try (var atWork = new ScanRules(rules, TempSpill.ofSystem(), scan.findings()::put)) {
            Map<PartitionRange, PartitionWatch> watches = watches(scan, atWork, fields, presence);
            List<PartitionOutcome> outcomes = Scanner.of(source)
                    .scan("Scanning " + request.stream(), scan.ranges(), events, range -> of(watches, range), context);
            for (PartitionOutcome outcome : outcomes) {
                if (outcome.end() == PartitionOutcome.End.CANCELLED || outcome.end() == PartitionOutcome.End.FAILED) {
                    of(watches, outcome.asked()).end(outcome.reached(), false);
                }
            }
            atWork.end(context::isCancelled);
            presence.report(scan, scan.findings()::put);
            Stories.join(scan.findings());
            scan.endedWith(outcomes);
        }
    }

    private static Map<PartitionRange, PartitionWatch> watches(
            Scan scan, ScanRules rules, FieldSpec fields, FieldPresence presence) {
        Map<PartitionRef, PartitionInfo> infos =
                scan.stream().partitions().stream().collect(Collectors.toMap(PartitionInfo::partition, info -> info));
        boolean events = scan.request().depth() == Depth.RECORDS;
        Map<PartitionRange, PartitionWatch> watches = new LinkedHashMap<>();
        for (PartitionRange range : scan.ranges()) {
            PartitionInfo info = Objects.requireNonNull(infos.get(range.partition()), "a scanned partition exists");
            List<Detector> detectors = rules.start(new PartitionContext(scan.stream(), info, range.positions()));
            watches.put(range, watch(scan, range.partition(), detectors, fields, events, presence));
        }
        return watches;
    }

    private static PartitionWatch watch(
            Scan scan,
            PartitionRef partition,
            List<Detector> detectors,
            FieldSpec fields,
            boolean events,
            FieldPresence presence) {
        return new PartitionWatch(
                scan.index().lane(partition),
                scan.times(partition),
                detectors,
                FieldReaders.of(fields, fields.format()),
                events,
                presence);
    }

    private static PartitionWatch of(Map<PartitionRange, PartitionWatch> watches, PartitionRange range) {
        return Objects.requireNonNull(watches.get(range), "every scanned range is watched");
    }

    private FieldSpec withFormat(FieldSpec fields, Scan scan, TaskContext context)
            throws InterruptedException, TaskCancelledException {
        if (fields.format() != PayloadFormat.AUTO) {
            return fields;
        }
        return fields.withFormat(FormatProbe.of(
                sample(scan.ranges(), context).stream().map(Event::value).toList()));
    }

    FieldSpec guessFields(String stream, TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException {
        List<PartitionRange> all = source.describe(stream).partitions().stream()
                .map(info -> new PartitionRange(info.partition(), info.range()))
                .toList();
        return FieldGuess.of(sample(all, context));
    }

    /// The first events of some partitions, each partition's in order.
    private List<Event> sample(List<PartitionRange> ranges, TaskContext context)
            throws InterruptedException, TaskCancelledException {
        List<PartitionRange> heads = ranges.stream()
                .filter(range -> !range.positions().isEmpty())
                .limit(SAMPLED_PARTITIONS)
                .map(Scans::head)
                .toList();
        List<Event> sample = new ArrayList<>();
        new Scanner(source, 1).scan("Sampling", heads, true, range -> new CommittedEvents(sample::add), context);
        context.checkpoint();
        return sample;
    }

    private static PartitionRange head(PartitionRange range) {
        if (!range.positions().from().isDense()) {
            return range;
        }
        Position end = Position.offset(range.positions().from().asOffset() + SAMPLE_PER_PARTITION);
        return new PartitionRange(
                range.partition(),
                new PositionRange(
                        range.positions().from(),
                        Position.min(end, range.positions().to())));
    }
}
