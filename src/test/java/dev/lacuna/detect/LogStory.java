package dev.lacuna.detect;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Bytes;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Defect;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fate;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.Header;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.Producer;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimestampKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A small log written by hand: batches and events in order, told to a rule as a scan would.
public final class LogStory {

    public static final StreamRef STREAM = new StreamRef("kafka://test:9092", "orders");
    public static final PartitionRef PARTITION = STREAM.partition(3);
    public static final long START_MILLIS = 1_767_225_600_000L;

    private record Step(Batch batch, List<Event> events, List<Fields> fields) {}

    private final List<Step> steps = new ArrayList<>();
    /// By the number of the step before which they are met.
    private final Map<Integer, List<Damage>> damages = new HashMap<>();
    private final Map<Integer, PositionRange> gone = new HashMap<>();
    private long start;
    private long next;
    private long told;
    private long millis = START_MILLIS;
    private boolean logged = true;
    private Compaction compaction = Compaction.OFF;
    private boolean complete = true;
    private @Nullable Producer producer;
    private @Nullable Bytes scope;
    private long stable = -1;
    private long end = -1;
    private long scannedTo = -1;
    private TimestampKind timestamps = TimestampKind.CREATE;
    private boolean replaying;
    private String origin = "";
    private int leaderEpoch;
    private @Nullable Bytes key;
    private long at = -1;
    private @Nullable Duration retention;
    private final Map<String, String> config = new HashMap<>();
    private PartitionRef partition = PARTITION;
    private int partitions;
    private long spanMillis;

    /// Takes place in another partition; to be said first.
    public LogStory in(int number) {
        partition = STREAM.partition(number);
        return this;
    }

    /// The stream has so many partitions, to each of which something was written.
    public LogStory among(int count) {
        partitions = count;
        return this;
    }

    /// From here on the first record of a batch is older than the last by so much.
    public LogStory spanning(long lengthMillis) {
        spanMillis = lengthMillis;
        return this;
    }

    /// Where the scan, and the log's first kept position, begins.
    public LogStory startingAt(long offset) {
        start = offset;
        next = offset;
        return this;
    }

    /// From here on as a plain consumer sees it.
    public LogStory asConsumer() {
        logged = false;
        return this;
    }

    public LogStory compactedStream() {
        compaction = Compaction.ON;
        return this;
    }

    /// The source can't tell whether the cleaner is at work.
    public LogStory unknownPolicy() {
        compaction = Compaction.UNKNOWN;
        return this;
    }

    public LogStory incomplete() {
        complete = false;
        return this;
    }

    public LogStory stableUpTo(long offset) {
        stable = offset;
        return this;
    }

    /// The log goes on behind what was scanned.
    public LogStory logEndsAt(long offset) {
        end = offset;
        return this;
    }

    public LogStory scannedTo(long offset) {
        scannedTo = offset;
        return this;
    }

    public LogStory scope(String name) {
        scope = name.isEmpty() ? null : Bytes.utf8(name);
        return this;
    }

    public LogStory pause(long pauseMillis) {
        millis += pauseMillis;
        return this;
    }

    /// The next event's time; those after it follow from there.
    public LogStory timed(long time) {
        millis = time;
        return this;
    }

    /// The log sets timestamps, not the client.
    public LogStory appendTimes() {
        timestamps = TimestampKind.APPEND;
        return this;
    }

    /// One event whose own time is off its timestamp by so much.
    public LogStory own(long offset) {
        return event(new Fields(Fields.ABSENT, null, null, millis + offset, null), "t");
    }

    /// One event whose own time is that.
    public LogStory ownTime(long time) {
        return event(new Fields(Fields.ABSENT, null, null, time, null), "t");
    }

    /// From here on events are a replay's.
    public LogStory replay(String originName) {
        replaying = true;
        origin = originName;
        return this;
    }

    public LogStory live() {
        replaying = false;
        return this;
    }

    public LogStory by(long id, int epoch, int sequence) {
        producer = new Producer(id, (short) epoch, sequence, sequence);
        return this;
    }

    /// From here on another leader is at work.
    public LogStory leader(int epoch) {
        leaderEpoch = epoch;
        return this;
    }

    /// From here on events have that key.
    public LogStory key(String text) {
        key = Bytes.utf8(text);
        return this;
    }

    /// When the scan begins; else nobody says.
    public LogStory scannedAt(long millisSinceStart) {
        at = START_MILLIS + millisSinceStart;
        return this;
    }

    public LogStory retention(Duration limit) {
        retention = limit;
        return this;
    }

    public LogStory config(String name, String value) {
        config.put(name, value);
        return this;
    }

    /// The next batch has the timestamp of so much after the story's start, and those behind it go on from
    /// there.
    public LogStory clock(long millisSinceStart) {
        millis = START_MILLIS + millisSinceStart;
        return this;
    }

    /// A batch of so many records by an idempotent producer, numbered from `sequence` on.
    public LogStory sent(long id, int epoch, int sequence, int records) {
        return written(id, epoch, sequence, records, Fate.COMMITTED, false);
    }

    /// A batch of a transaction.
    public LogStory inTransaction(long id, int epoch, int sequence, int records, Fate fate) {
        return written(id, epoch, sequence, records, fate, true);
    }

    /// The marker that ends a producer's transaction.
    public LogStory markerOf(long id, int epoch) {
        steps.add(new Step(
                described(next, 1, 1, Fate.COMMITTED, true, true, new Producer(id, (short) epoch, -1, -1)),
                List.of(),
                List.of()));
        next++;
        millis += 1000;
        return this;
    }

    private LogStory written(long id, int epoch, int sequence, int records, Fate fate, boolean transactional) {
        int last = (sequence + records - 1) & Integer.MAX_VALUE;
        Producer writer = new Producer(id, (short) epoch, sequence, last);
        Batch batch = described(next, records, records, fate, false, transactional, writer);
        List<Event> events = new ArrayList<>();
        List<Fields> fields = new ArrayList<>();
        for (int i = 0; batch.isVisible() && i < records; i++) {
            events.add(new Event(
                    partition,
                    Position.offset(next + i),
                    millis,
                    TimestampKind.CREATE,
                    key,
                    Bytes.utf8("x"),
                    List.of()));
            fields.add(Fields.NONE);
        }
        steps.add(new Step(batch, events, fields));
        next += records;
        millis += 1000;
        return this;
    }

    private Batch described(
            long first,
            int span,
            int count,
            Fate fate,
            boolean control,
            boolean transactional,
            @Nullable Producer writer) {
        return new Batch(
                partition,
                Position.offset(first),
                Position.offset(first + span - 1),
                count,
                millis - spanMillis,
                millis,
                timestamps,
                100,
                fate,
                control,
                transactional,
                false,
                writer,
                leaderEpoch,
                logged);
    }

    public long nextOffset() {
        return next;
    }

    /// Events with sequence numbers, each in a batch of its own.
    public LogStory numbers(long... numbers) {
        for (long number : numbers) {
            event(new Fields(number, scope, null, Fields.ABSENT, null), "n" + number);
        }
        return this;
    }

    /// Numbers from `first` to `last`.
    public LogStory count(long first, long last) {
        for (long number = first; number <= last; number++) {
            numbers(number);
        }
        return this;
    }

    public LogStory id(String id, String value) {
        return event(new Fields(Fields.ABSENT, null, Bytes.utf8(id), Fields.ABSENT, null), value);
    }

    public LogStory unreadable(int count) {
        for (int i = 0; i < count; i++) {
            Defect defect = new Defect("JSON", "is cut off", 7);
            event(new Fields(Fields.ABSENT, null, null, Fields.ABSENT, defect), "{\"seq\":");
        }
        return this;
    }

    /// Events of another format than the stream's.
    public LogStory foreign(int count) {
        for (int i = 0; i < count; i++) {
            Defect defect = new Defect("JSON", "has an unexpected character", 0, true);
            event(new Fields(Fields.ABSENT, null, null, Fields.ABSENT, defect), "<order/>");
        }
        return this;
    }

    public LogStory plain(int count) {
        for (int i = 0; i < count; i++) {
            event(Fields.NONE, "x");
        }
        return this;
    }

    /// Events with keys of their own, as a cleaner leaves them and as many a stream has them anyway.
    public LogStory distinct(int count) {
        for (int i = 0; i < count; i++) {
            key("k" + next).event(Fields.NONE, "x");
        }
        key = null;
        return this;
    }

    /// Positions that nothing covers.
    public LogStory hole(int positions) {
        next += positions;
        return this;
    }

    /// Positions that can't be read.
    public LogStory damaged(int positions) {
        damage(
                Damage.Kind.UNREADABLE_BATCH,
                Optional.of(PositionRange.offsets(next, next + positions)),
                "The checksum is wrong.");
        next += positions;
        return this;
    }

    /// Positions that go before they are read.
    public LogStory gone(int positions) {
        gone.put(steps.size(), PositionRange.offsets(next, next + positions));
        next += positions;
        return this;
    }

    public LogStory damage(Damage.Kind kind, Optional<PositionRange> positions, String sentence) {
        damages.computeIfAbsent(steps.size(), step -> new ArrayList<>())
                .add(new Damage(kind, positions, "orders-3/0.log", 700, 99, sentence));
        return this;
    }

    public LogStory marker() {
        return batch(1, 1, Fate.COMMITTED, true);
    }

    public LogStory aborted(int records) {
        return batch(records, records, Fate.ABORTED, false);
    }

    /// A batch that once had `span` records and has `count` now.
    public LogStory thinned(int span, int count) {
        return batch(span, count, Fate.COMMITTED, false);
    }

    public LogStory event(Fields fields, String value) {
        List<Header> headers = replaying
                ? List.of(
                        new Header(Event.ORIGIN_HEADER, Bytes.utf8(origin)),
                        new Header(Event.PLAN_HEADER, Bytes.utf8("plan-1")))
                : List.of();
        Position position = Position.offset(next);
        Event event = new Event(partition, position, millis, timestamps, key, Bytes.utf8(value), headers);
        steps.add(new Step(batchOf(next, next, 1, Fate.COMMITTED, false, producer), List.of(event), List.of(fields)));
        next++;
        millis += 1000;
        return this;
    }

    public LogStory batch(int span, int count, Fate fate, boolean control) {
        boolean transactional = control || fate == Fate.ABORTED;
        Batch batch = batchOf(next, next + span - 1, count, fate, control, null);
        steps.add(new Step(
                new Batch(
                        batch.partition(),
                        batch.first(),
                        batch.last(),
                        count,
                        millis,
                        millis,
                        TimestampKind.CREATE,
                        100,
                        fate,
                        control,
                        transactional,
                        false,
                        null,
                        leaderEpoch,
                        true),
                List.of(),
                List.of()));
        next += span;
        millis += 1000;
        return this;
    }

    public PartitionContext context() {
        long scanEnd = scannedTo < 0 ? next : scannedTo;
        long logEnd = end < 0 ? Math.max(next, scanEnd) : end;
        long lastStable = stable < 0 ? logEnd : stable;
        PartitionInfo info = new PartitionInfo(
                partition, Position.offset(start), Position.offset(logEnd), Position.offset(lastStable));
        List<PartitionInfo> infos = new ArrayList<>(List.of(info));
        for (int number = 0; number < partitions; number++) {
            if (number != partition.number()) {
                infos.add(new PartitionInfo(
                        STREAM.partition(number), Position.offset(0), Position.offset(1), Position.offset(1)));
            }
        }
        StreamInfo stream = new StreamInfo(
                STREAM, "id", infos, compaction, Optional.ofNullable(retention), TimestampKind.CREATE, config);
        return new PartitionContext(stream, info, PositionRange.offsets(start, scanEnd), at);
    }

    /// What the rule finds in it.
    public List<Finding> tell(Rule rule) {
        List<Finding> findings = new ArrayList<>();
        tellTo(GuardedDetector.start(rule, context(), findings::add));
        return findings;
    }

    /// What the rule finds in a scan of several partitions, in order of partition and position.
    public static List<Finding> tellAll(Rule rule, Spill spill, LogStory... partitions) {
        return tellAll(rule, spill, false, partitions);
    }

    /// The same.
    ///
    /// @param goesOn whether the rule was told that this was the end after each partition, and not only after
    ///     the last
    public static List<Finding> tellAll(Rule rule, Spill spill, boolean goesOn, LogStory... partitions) {
        List<Finding> findings = new ArrayList<>();
        try (ScanRules rules = new ScanRules(List.of(rule), spill, findings::add)) {
            List<Detector> detectors = new ArrayList<>();
            for (LogStory story : partitions) {
                detectors.addAll(rules.start(story.context()));
            }
            for (int i = 0; i < partitions.length; i++) {
                partitions[i].tellTo(detectors.get(i));
                if (goesOn) {
                    rules.end(() -> false);
                    findings.clear();
                }
            }
            rules.end(() -> false);
        }
        findings.sort(Comparator.comparing(Finding::partition)
                .thenComparing(finding -> finding.positions().from()));
        return findings;
    }

    /// What rules tell of several partitions once all of them are known, as a scan does in the end.
    static List<Finding> tellTogether(List<Rule> chosen, LogStory... partitions) {
        List<Finding> findings = new ArrayList<>();
        try (ScanRules rules = new ScanRules(chosen, Spill.none(), findings::add)) {
            for (LogStory story : partitions) {
                story.tellTo(rules.start(story.context()).toArray(Detector[]::new));
            }
            rules.end(() -> false);
            for (Finding now : rules.reconsidered(List.copyOf(findings))) {
                findings.replaceAll(finding -> finding.id().equals(now.id()) ? now : finding);
            }
        }
        return findings;
    }

    /// What rules find that look at it side by side, as in a scan.
    public List<Finding> tell(List<Rule> rules) {
        List<Finding> findings = new ArrayList<>();
        PartitionContext context = context();
        tellTo(rules.stream()
                .map(rule -> GuardedDetector.start(rule, context, findings::add))
                .toArray(Detector[]::new));
        return findings;
    }

    /// What a rule has found in the end when it was asked after each step already, as by a scan that follows
    /// the log.
    ///
    /// @param ends whether it was told each time that this was the end, and not only asked
    public List<Finding> tellGoingOn(Rule rule, boolean ends) {
        List<Finding> certain = new ArrayList<>();
        List<Finding> latest = new ArrayList<>();
        boolean[] ending = {false};
        Detector detector =
                GuardedDetector.start(rule, context(), finding -> (ending[0] ? latest : certain).add(finding));
        Runnable look = () -> {
            latest.clear();
            ending[0] = true;
            Position reached = Position.offset(Math.max(start, told));
            if (ends) {
                detector.end(reached, complete);
            } else {
                detector.look(reached, complete);
            }
            latest.clear();
            ending[0] = false;
        };
        tellTo(look, () -> ending[0] = true, detector);
        List<Finding> all = new ArrayList<>(certain);
        all.addAll(latest);
        return all;
    }

    /// Lets detectors see it as a scan would, and end.
    void feed(List<Detector> detectors) {
        tellTo(detectors.toArray(Detector[]::new));
    }

    private void tellTo(Detector... detectors) {
        tellTo(() -> {}, () -> {}, detectors);
    }

    private void tellTo(Runnable afterStep, Runnable beforeEnd, Detector... detectors) {
        for (int number = 0; number < steps.size(); number++) {
            Step step = steps.get(number);
            damages.getOrDefault(number, List.of()).forEach(damage -> {
                for (Detector detector : detectors) {
                    detector.damage(damage);
                }
            });
            for (Detector detector : detectors) {
                Optional.ofNullable(gone.get(number)).ifPresent(detector::gone);
                detector.batch(step.batch());
            }
            for (int i = 0; i < step.events().size(); i++) {
                for (Detector detector : detectors) {
                    detector.event(
                            step.batch(), step.events().get(i), step.fields().get(i));
                }
            }
            told = step.batch().last().asOffset() + 1;
            afterStep.run();
        }
        beforeEnd.run();
        for (Detector detector : detectors) {
            damages.getOrDefault(steps.size(), List.of()).forEach(detector::damage);
            detector.end(context().scanned().to(), complete);
        }
    }

    /// What the rule finds when only batches are read, and of events no more than what it asks for.
    public List<Finding> tellBatches(Rule rule) {
        List<Finding> findings = new ArrayList<>();
        PartitionContext context = context();
        Detector detector = GuardedDetector.start(rule, context, findings::add);
        steps.forEach(step -> detector.batch(step.batch()));
        detector.sampleWanted()
                .ifPresent(wanted -> steps.stream()
                        .flatMap(step -> step.events().stream())
                        .filter(event -> wanted.contains(event.position()))
                        .forEach(detector::sample));
        detector.end(context.scanned().to(), complete);
        return findings;
    }

    /// Lets a detector see all batches, and the end.
    public <D extends Detector> D walk(D detector) {
        steps.forEach(step -> detector.batch(step.batch()));
        detector.end(context().scanned().to(), complete);
        return detector;
    }

    /// A number that a finding's evidence must have.
    public static long fact(Finding finding, String name) {
        return Objects.requireNonNull(finding.evidence().number(name), name);
    }

    private Batch batchOf(long first, long last, int count, Fate fate, boolean control, @Nullable Producer writer) {
        return new Batch(
                partition,
                Position.offset(first),
                Position.offset(last),
                count,
                millis,
                millis,
                TimestampKind.CREATE,
                100,
                fate,
                control,
                false,
                false,
                writer,
                leaderEpoch,
                logged);
    }
}
