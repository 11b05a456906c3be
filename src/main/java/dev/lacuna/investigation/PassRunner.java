package dev.lacuna.investigation;

import dev.lacuna.decode.Detection;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.Rules;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.scan.Scanner;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Runs one pass of a scan: reads each of its ranges once, past index and rules, and concludes what they found.
final class PassRunner {

    private final StreamSource source;
    private final Sampling sampling;
    private final Clock clock;
    private final UnaryOperator<List<Rule>> choice;

    /// @param sampling how payloads are read
    /// @param choice which of the standard rules see a pass, or what else does
    PassRunner(StreamSource source, Sampling sampling, Clock clock, UnaryOperator<List<Rule>> choice) {
        this.source = source;
        this.sampling = sampling;
        this.clock = clock;
        this.choice = choice;
    }

    /// @param more rules besides the chosen ones
    void run(Scan scan, Pass pass, List<Rule> more, TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException {
        try (PassAtWork work = start(scan, pass, more, context)) {
            run(scan, work, context);
        }
    }

    /// Lets rules begin to work on a pass. Whoever runs it closes them.
    PassAtWork start(Scan scan, Pass pass, List<Rule> more, TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException {
        Depth depth = pass.request().depth();
        FieldSpec fields =
                depth == Depth.RECORDS ? known(scan, pass.request().fields(), pass.ranges(), context) : FieldSpec.NONE;
        List<Rule> rules = new ArrayList<>(choice.apply(Rules.standard(fields, depth)));
        rules.addAll(more);
        var sampler = new EventSampler(source, context);
        return new PassAtWork(scan, pass, fields, rules, contexts(scan, pass), sampling, sampler, clock);
    }

    /// Reads each of the pass's ranges once.
    void run(Scan scan, PassAtWork work, TaskContext context) throws InterruptedException {
        List<PartitionOutcome> outcomes = Scanner.of(source)
                .only(scan.stream().id())
                .scan(
                        "Scanning " + scan.request().stream(),
                        work.pass().ranges(),
                        work.readsEvents(),
                        range -> work.watch(range.partition()),
                        context);
        if (!context.isCancelled() && CompactedMeanwhile.isSo(source, scan.stream(), scan.findings())) {
            work.becameCompacted();
        }
        work.conclude(outcomes, context::isCancelled);
    }

    private FieldSpec known(Scan scan, FieldSpec fields, List<PartitionRange> ranges, TaskContext context)
            throws InterruptedException, TaskCancelledException, SourceException {
        Detection detection = sampling.detect(fields, ranges, context);
        scan.detected(detection);
        return fields.withFormat(detection.format());
    }

    private static List<PartitionContext> contexts(Scan scan, Pass pass) {
        Map<PartitionRef, PartitionInfo> infos =
                scan.stream().partitions().stream().collect(Collectors.toMap(PartitionInfo::partition, info -> info));
        return pass.ranges().stream()
                .map(range -> new PartitionContext(
                        scan.stream(),
                        Objects.requireNonNull(infos.get(range.partition()), "a scanned partition exists"),
                        range.positions(),
                        scan.at().toEpochMilli()))
                .toList();
    }
}
