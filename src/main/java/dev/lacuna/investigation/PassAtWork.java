package dev.lacuna.investigation;

import dev.lacuna.decode.ContentCollector;
import dev.lacuna.decode.FieldReaders;
import dev.lacuna.decode.UndecodedEvents;
import dev.lacuna.detect.Detector;
import dev.lacuna.detect.LiveEdge;
import dev.lacuna.detect.Need;
import dev.lacuna.detect.PartitionContext;
import dev.lacuna.detect.Rule;
import dev.lacuna.detect.ScanRules;
import dev.lacuna.detect.SecondLook;
import dev.lacuna.detect.log.BaselineRecorder;
import dev.lacuna.detect.log.ExpiringRule;
import dev.lacuna.model.Batch;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Depth;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.source.ReadHandler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A pass's rules at work, with all that they have seen: once everything was read they conclude, and where
/// the scan follows its stream they go on and conclude anew.
final class PassAtWork implements AutoCloseable {

    private final Scan scan;
    private final Pass pass;
    private final FieldSpec fields;
    private final boolean events;
    private final boolean content;
    private final Sampling sampling;
    private final EventSampler sampler;
    private final Clock clock;
    private final Teller comparisons;
    private final Teller conclusions;
    private final Teller groups;
    private final ScanRules rules;
    private final FieldPresence presence;
    private final UndecodedEvents undecoded = new UndecodedEvents();
    private final Map<PartitionRef, Lane> lanes = new LinkedHashMap<>();
    private boolean compactedMeanwhile;
    private @Nullable List<Finding> ofGroups;

    /// What belongs to one partition.
    private record Lane(PartitionContext about, PartitionWatch watch, BaselineRecorder recorder, Teller teller)
            implements ReadHandler {

        /// What comes was decided before it came here.
        @Override
        public void batch(Batch batch) {
            PartitionInfo info = about.info();
            if (info.lastStable().isBefore(batch.first())) {
                Position end = Position.max(info.end(), batch.first());
                about.moved(
                        new PartitionInfo(info.partition(), info.start(), end, batch.first()),
                        about.scanned(),
                        about.atMillis(),
                        about.edge());
            }
            watch.batch(batch);
        }

        @Override
        public void event(Batch batch, Event event) {
            watch.event(batch, event);
        }

        @Override
        public void damage(PartitionRef partition, Damage damage) {
            watch.damage(partition, damage);
        }

        @Override
        public void gone(PartitionRef partition, PositionRange positions) {
            watch.gone(partition, positions);
        }

        @Override
        public void ended(PartitionRef partition, Position reached, EndReason reason) {
            throw new IllegalStateException("what is followed has no end of its own");
        }
    }

    PassAtWork(
            Scan scan,
            Pass pass,
            FieldSpec fields,
            List<Rule> chosen,
            List<PartitionContext> partitions,
            Sampling sampling,
            EventSampler sampler,
            Clock clock) {
        this.scan = scan;
        this.pass = pass;
        this.fields = fields;
        this.events = pass.request().depth() == Depth.RECORDS;
        this.content = chosen.stream().anyMatch(rule -> rule.needs() == Need.CONTENT);
        this.sampling = sampling;
        this.sampler = sampler;
        this.clock = clock;
        this.presence = new FieldPresence(fields);
        this.comparisons = new Teller(scan.findings());
        this.conclusions = new Teller(scan.findings());
        this.groups = new Teller(scan.findings());
        this.rules = new ScanRules(chosen, TempSpill.ofSystem(), this::again, comparisons);
        partitions.forEach(this::begin);
    }

    private void begin(PartitionContext about) {
        var teller = new Teller(scan.findings());
        var recorder = new BaselineRecorder(about);
        List<Detector> detectors = new ArrayList<>(rules.start(about, teller));
        detectors.add(recorder);
        var watch = new PartitionWatch(
                about.scanned(),
                scan.index().lane(about.partition()),
                scan.times(about.partition()),
                detectors,
                reader(),
                events,
                presence.tally(),
                sampler,
                teller::end);
        lanes.put(about.partition(), new Lane(about, watch, recorder, teller));
    }

    private FieldReader reader() {
        return reader(content ? ContentCollector.among(scan.stream().partitionCount()) : null, undecoded);
    }

    private FieldReader reader(@Nullable ContentCollector collector, UndecodedEvents failures) {
        return FieldReaders.of(fields, fields.format(), collector, sampling.decoding(), failures);
    }

    /// An event that was read, and counted, is read once more.
    private SecondLook.@Nullable Seen again(PartitionRef partition, Position position) {
        List<SecondLook.Seen> seen = new ArrayList<>();
        FieldReader read = reader(null, new UndecodedEvents());
        sampler.read(
                partition, position, (batch, event) -> seen.add(new SecondLook.Seen(batch, event, read.read(event))));
        return seen.isEmpty() ? null : seen.getFirst();
    }

    Pass pass() {
        return pass;
    }

    boolean readsEvents() {
        return events;
    }

    PartitionWatch watch(PartitionRef partition) {
        return lane(partition).watch();
    }

    /// Takes what comes behind the ranges.
    ReadHandler following(PartitionRef partition) {
        return lane(partition);
    }

    private Lane lane(PartitionRef partition) {
        return Objects.requireNonNull(lanes.get(partition), "every scanned partition is watched");
    }

    /// Every range was read, or given up: lets the detectors of those that were not read to their end decide
    /// what they can, and then all rules together.
    void conclude(List<PartitionOutcome> outcomes, BooleanSupplier cancelled) {
        for (PartitionOutcome outcome : outcomes) {
            if (outcome.end() == PartitionOutcome.End.CANCELLED || outcome.end() == PartitionOutcome.End.FAILED) {
                watch(outcome.asked().partition()).end(outcome.reached(), false);
            }
        }
        pass.endedWith(outcomes);
        if (!cancelled.getAsBoolean()) {
            glanceElsewhere();
        }
        new Shortfalls(scan, scan.findings()::tell).report(scan.outcomes());
        var change = new Teller.Change();
        compare(change, cancelled);
        apply(change);
        keepBaselines();
    }

    /// Reads a few events of partitions that were not scanned, where those decide something.
    private void glanceElsewhere() {
        for (PartitionRef partition : rules.wanted()) {
            scan.stream().partition(partition.number()).ifPresent(info -> {
                FieldReader read = reader();
                sampler.read(
                        new PartitionRange(partition, new PositionRange(info.start(), info.lastStable())),
                        event -> rules.glancedAt(partition, read.read(event)));
            });
        }
    }

    /// Notes that the stream is a compacted one now, which it was not when the scan began.
    void becameCompacted() {
        compactedMeanwhile = true;
    }

    /// Whether all was decided that was read, so that what comes can follow on it.
    boolean isDecided() {
        return lanes.values().stream().noneMatch(lane -> lane.watch().sawOpen());
    }

    // Following.

    /// What comes behind the ranges is handed over, too.
    void goOn() {
        lanes.values().forEach(lane -> lane.watch().goOn());
    }

    /// A partition that was added to the stream is handed over, too, from its first position on.
    void add(PartitionInfo info) {
        var nothingYet = new PositionRange(info.start(), info.start());
        pass.add(new PartitionRange(info.partition(), nothingYet));
        begin(new PartitionContext(scan.stream(), info, nothingYet, clock.millis()));
        watch(info.partition()).goOn();
    }

    /// One partition stands elsewhere now.
    void moved(PartitionInfo info, Position reached, @Nullable LiveEdge edge) {
        PartitionContext about = lane(info.partition()).about();
        Position from = about.scanned().from();
        about.moved(info, new PositionRange(from, Position.max(from, reached)), clock.millis(), edge);
    }

    /// What rules say of the groups by now; to be told with the next look.
    void saw(List<Finding> groupFindings) {
        ofGroups = groupFindings;
    }

    private void tellGroups(Teller.Change change) {
        List<Finding> found = ofGroups;
        if (found != null) {
            groups.takeOver(scan.findings().all().stream()
                    .filter(GroupLook::isOfNow)
                    .map(Finding::id)
                    .toList());
            change.add(groups, () -> found.stream().filter(GroupLook::isOfNow).forEach(groups));
        }
    }

    PartitionInfo stand(PartitionRef partition) {
        return lane(partition).about().info();
    }

    /// Lets all rules tell what is so now, and takes back what isn't so any more.
    ///
    /// @param outcomes how far each partition was read
    /// @param last whether nothing more comes
    /// @param compares whether rules that compare partitions tell, too; else what they told last stays
    void look(List<PartitionOutcome> outcomes, boolean last, boolean compares, BooleanSupplier cancelled) {
        var change = new Teller.Change();
        for (PartitionOutcome outcome : outcomes) {
            Lane lane = lane(outcome.asked().partition());
            // who can't follow any further has seen all the same what came until then
            boolean whole = outcome.gone().isEmpty() && outcome.end() != PartitionOutcome.End.LOG_ENDED;
            lane.watch().tell(ending -> change.add(lane.teller(), ending), outcome.reached(), whole, last);
        }
        pass.endedWith(outcomes);
        new Shortfalls(scan, scan.findings()::tell).report(scan.outcomes());
        if (compares) {
            compare(change, cancelled);
        } else {
            tellConclusions(change);
        }
        tellGroups(change);
        apply(change);
        if (last) {
            keepBaselines();
        }
    }

    private void compare(Teller.Change change, BooleanSupplier cancelled) {
        change.add(comparisons, () -> rules.end(cancelled));
        tellConclusions(change);
    }

    private void tellConclusions(Teller.Change change) {
        change.add(conclusions, () -> {
            presence.report(scan, undecoded.count(), conclusions);
            new UndecodedReport(scan, sampling.decoding(), conclusions).report(undecoded.all());
        });
    }

    private void apply(Teller.Change change) {
        List<Finding> found = ofGroups == null ? List.of() : ofGroups;
        change.apply(scan.findings(), log -> {
            found.stream().filter(finding -> !GroupLook.isOfNow(finding)).forEach(log::tell);
            log.remove(FindingKind.RETENTION_EXPIRING); // they go with the losses that they are told of
            rules.reconsidered(log.all()).forEach(log::tell);
            if (compactedMeanwhile) {
                CompactedMeanwhile.doubt(log);
            }
            Stories.join(log);
            ExpiringRule.find(scan.stream(), log.all(), clock.millis()).forEach(log::tell);
        });
        scan.groupFindings();
    }

    private void keepBaselines() {
        lanes.values().forEach(lane -> lane.recorder().baseline().ifPresent(scan::keep));
    }

    List<PartitionRange> ranges() {
        return pass.ranges();
    }

    @Override
    public void close() {
        rules.close();
    }
}
