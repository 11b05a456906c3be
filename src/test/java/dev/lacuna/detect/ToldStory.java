package dev.lacuna.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.model.Batch;
import dev.lacuna.model.Compaction;
import dev.lacuna.model.Damage;
import dev.lacuna.model.Event;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
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

/// A log, batches and events in order, told to rules as a scan would. [LogStory] writes it.
public class ToldStory {

    public static final StreamRef STREAM = new StreamRef("kafka://test:9092", "orders");
    public static final PartitionRef PARTITION = STREAM.partition(3);
    public static final long START_MILLIS = 1_767_225_600_000L;

    record Step(Batch batch, List<Event> events, List<Fields> fields) {}

    final List<Step> steps = new ArrayList<>();
    /// By the number of the step before which they are met.
    final Map<Integer, List<Damage>> damages = new HashMap<>();
    final Map<Integer, PositionRange> gone = new HashMap<>();
    long start;
    long next;
    Compaction compaction = Compaction.OFF;
    boolean complete = true;
    long stable = -1;
    long end = -1;
    long scannedTo = -1;
    long at = -1;
    String id = "id";

    @Nullable
    Duration retention;

    final Map<String, String> config = new HashMap<>();
    PartitionRef partition = PARTITION;
    int partitions;
    private long told;

    ToldStory() {}

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
                STREAM, id, infos, compaction, Optional.ofNullable(retention), TimestampKind.CREATE, config);
        return new PartitionContext(stream, info, PositionRange.offsets(start, scanEnd), at);
    }

    /// What the rule finds in it.
    public List<Finding> tell(Rule rule) {
        List<Finding> findings = new ArrayList<>();
        tellTo(GuardedDetector.start(rule, context(), findings::add));
        return findings;
    }

    /// What the rule finds in a scan of several partitions, in order of partition and position.
    public static List<Finding> tellAll(Rule rule, Spill spill, ToldStory... stories) {
        return tellAll(rule, spill, false, stories);
    }

    /// The same.
    ///
    /// @param goesOn whether the rule was told that this was the end after each partition, and not only after
    ///     the last
    public static List<Finding> tellAll(Rule rule, Spill spill, boolean goesOn, ToldStory... stories) {
        return tellAll(rule, spill, again(stories), goesOn, stories);
    }

    /// The same.
    ///
    /// @param again who looks at events again, in place of who sees them all
    public static List<Finding> tellAll(Rule rule, Spill spill, SecondLook again, ToldStory... stories) {
        return tellAll(rule, spill, again, false, stories);
    }

    private static List<Finding> tellAll(
            Rule rule, Spill spill, SecondLook again, boolean goesOn, ToldStory... stories) {
        List<Finding> findings = new ArrayList<>();
        try (ScanRules rules = new ScanRules(List.of(rule), spill, again, findings::add)) {
            List<Detector> detectors = new ArrayList<>();
            for (ToldStory story : stories) {
                detectors.addAll(rules.start(story.context()));
            }
            for (int i = 0; i < stories.length; i++) {
                stories[i].tellTo(detectors.get(i));
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

    /// Looks at events of stories again, as a scan does at its source.
    public static SecondLook again(ToldStory... stories) {
        return (partition, position) -> {
            for (ToldStory story : stories) {
                for (Step step : story.steps) {
                    for (int i = 0;
                            story.partition.equals(partition)
                                    && i < step.events().size();
                            i++) {
                        if (step.events().get(i).position().equals(position)) {
                            return new SecondLook.Seen(
                                    step.batch(),
                                    step.events().get(i),
                                    step.fields().get(i));
                        }
                    }
                }
            }
            return null;
        };
    }

    /// What rules tell of several partitions once all of them are known, as a scan does in the end.
    static List<Finding> tellTogether(List<Rule> chosen, ToldStory... stories) {
        List<Finding> findings = new ArrayList<>();
        try (ScanRules rules = new ScanRules(chosen, Spill.none(), again(stories), findings::add)) {
            for (ToldStory story : stories) {
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
    public void feed(List<Detector> detectors) {
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

    /// The finding, where a rule has found just that one.
    public static Finding only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }
}
