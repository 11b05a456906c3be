package dev.lacuna.investigation;

import dev.lacuna.decode.ContentCollector;
import dev.lacuna.decode.Detection;
import dev.lacuna.decode.FieldReaders;
import dev.lacuna.decode.UndecodedEvents;
import dev.lacuna.detect.Detector;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.Rules;
import dev.lacuna.detect.ScanRules;
import dev.lacuna.detect.log.BaselineRecorder;
import dev.lacuna.detect.log.ExpiringRule;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldReader;
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
import java.util.LinkedHashMap;
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
    void run(Scan scan, Scan.Pass pass, ScanRequest request, List<Rule> more, TaskContext context)
            throws SourceException, InterruptedException, TaskCancelledException {
        boolean events = request.depth() == Depth.RECORDS;
        FieldSpec fields = events ? known(scan, request.fields(), pass.ranges(), context) : FieldSpec.NONE;
        List<Rule> rules = new ArrayList<>(choice.apply(Rules.standard(fields, request.depth())));
        rules.addAll(more);
        try (var atWork = new ScanRules(rules, TempSpill.ofSystem(), scan.findings()::put)) {
            var watching = new Watching(scan, fields, events, rules, new EventSampler(source, context));
            for (PartitionContext about : contexts(scan, pass)) {
                watching.begin(about, atWork.start(about));
            }
            List<PartitionOutcome> outcomes = Scanner.of(source)
                    .scan("Scanning " + request.stream(), pass.ranges(), events, watching::of, context);
            watching.breakOff(outcomes);
            atWork.end(context::isCancelled);
            conclude(scan, outcomes, watching);
            pass.endedWith(outcomes);
        }
    }

    private FieldSpec known(Scan scan, FieldSpec fields, List<PartitionRange> ranges, TaskContext context)
            throws InterruptedException, TaskCancelledException {
        Detection detection = sampling.detect(fields, ranges, context);
        scan.detected(detection);
        return fields.withFormat(detection.format());
    }

    private static List<PartitionContext> contexts(Scan scan, Scan.Pass pass) {
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

    private void conclude(Scan scan, List<PartitionOutcome> outcomes, Watching watching) {
        List<PartitionOutcome> all = new ArrayList<>(scan.outcomes());
        all.addAll(outcomes);
        new Shortfalls(scan, scan.findings()::put).report(all);
        watching.report();
        Stories.join(scan.findings());
        ExpiringRule.find(scan.stream(), scan.findings().all(), clock.millis()).forEach(scan.findings()::put);
        scan.groupFindings();
        watching.recorders.forEach(recorder -> recorder.baseline().ifPresent(scan::keep));
    }

    /// The watches over the ranges of a pass, and what they share.
    private final class Watching {

        private final Scan scan;
        private final FieldSpec fields;
        private final boolean events;
        private final boolean content;
        private final EventSampler sampler;
        private final FieldPresence presence;
        private final UndecodedEvents undecoded = new UndecodedEvents();
        private final List<BaselineRecorder> recorders = new ArrayList<>();
        private final Map<PartitionRange, PartitionWatch> watches = new LinkedHashMap<>();

        Watching(Scan scan, FieldSpec fields, boolean events, List<Rule> rules, EventSampler sampler) {
            this.scan = scan;
            this.fields = fields;
            this.events = events;
            this.content = rules.stream().anyMatch(rule -> rule.needs() == Need.CONTENT);
            this.sampler = sampler;
            this.presence = new FieldPresence(fields);
        }

        void begin(PartitionContext about, List<Detector> ofRules) {
            var recorder = new BaselineRecorder(about);
            recorders.add(recorder);
            List<Detector> detectors = new ArrayList<>(ofRules);
            detectors.add(recorder);
            var range = new PartitionRange(about.partition(), about.scanned());
            watches.put(
                    range,
                    new PartitionWatch(
                            range.positions(),
                            scan.index().lane(range.partition()),
                            scan.times(range.partition()),
                            detectors,
                            reader(),
                            events,
                            presence.tally(),
                            sampler));
        }

        private FieldReader reader() {
            return FieldReaders.of(
                    fields,
                    fields.format(),
                    content ? ContentCollector.among(scan.stream().partitionCount()) : null,
                    sampling.decoding(),
                    undecoded);
        }

        PartitionWatch of(PartitionRange range) {
            return Objects.requireNonNull(watches.get(range), "every scanned range is watched");
        }

        /// Lets the detectors of ranges that were not read to their end decide what they can.
        void breakOff(List<PartitionOutcome> outcomes) {
            for (PartitionOutcome outcome : outcomes) {
                if (outcome.end() == PartitionOutcome.End.CANCELLED || outcome.end() == PartitionOutcome.End.FAILED) {
                    of(outcome.asked()).end(outcome.reached(), false);
                }
            }
        }

        void report() {
            presence.report(scan, undecoded.count(), scan.findings()::put);
            new UndecodedReport(scan, sampling.decoding(), scan.findings()::put).report(undecoded.all());
        }
    }
}
