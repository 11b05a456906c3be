package dev.lacuna.investigation;

import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.PlanException;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.scan.Scanner;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Looks whether events are still missing when their repair is planned. Findings may be older than late arrivals, or
/// than another repair of the same gap, and then a copy would be a duplicate.
final class StillMissing {

    private final StreamSource source;
    private final StreamInfo scanned;
    private final FieldReader reader;
    private final Map<PartitionRef, TreeMap<Long, SequenceRange>> wanted = new HashMap<>();
    private long there;

    /// @param scanned the stream as the findings' scan saw it
    StillMissing(StreamSource source, StreamInfo scanned, FieldReader reader) {
        this.source = source;
        this.scanned = scanned;
        this.reader = reader;
    }

    /// @param from what is to be copied
    /// @throws PlanException REQUEST when some of it stands in the stream by now, or the stream is another one
    void require(List<Finding> findings, ReplaySource from, TaskContext context)
            throws PlanException, SourceException, InterruptedException, TaskCancelledException {
        StreamInfo now = source.describe(scanned.stream().name());
        if (!now.id().equals(scanned.id())) {
            throw refused(scanned.stream() + " was deleted and created again since the findings were made.");
        }
        for (ReplaySource.Holding holding : from.holdings()) {
            PartitionRef partition =
                    now.stream().partition(holding.range().partition().number());
            holding.found()
                    .forEach(range -> wanted.computeIfAbsent(partition, key -> new TreeMap<>())
                            .put(range.first(), range));
        }
        List<PartitionOutcome> outcomes = new Scanner(source, 1)
                .scan(
                        "Looking whether they are still missing",
                        behindTheGaps(now, findings),
                        true,
                        range -> new CommittedEvents(this::saw),
                        context);
        context.checkpoint();
        for (PartitionOutcome outcome : outcomes) {
            if (outcome.failure().isPresent()) {
                throw new SourceException(
                        SourceException.Kind.INTERRUPTED,
                        "Nothing was planned: " + outcome.failure().get(),
                        true,
                        null);
            }
        }
        if (there > 0) {
            throw refused(there + (there == 1 ? " of the missing events stands" : " of the missing events stand")
                    + " in " + scanned.stream() + " by now: events came late, or another repair has been run.");
        }
    }

    private List<PartitionRange> behindTheGaps(StreamInfo now, List<Finding> findings) {
        List<PartitionRange> ranges = new ArrayList<>();
        for (PartitionInfo info : now.partitions()) {
            if (wanted.containsKey(info.partition())) {
                Position from = findings.stream()
                        .filter(finding ->
                                finding.partition().number() == info.partition().number())
                        .map(finding -> finding.positions().from())
                        .reduce(Position::min)
                        .orElse(info.start());
                Position first = Position.min(Position.max(from, info.start()), info.end());
                ranges.add(new PartitionRange(info.partition(), new PositionRange(first, info.end())));
            }
        }
        return ranges;
    }

    private void saw(Event event) {
        long number = reader.read(event).sequence();
        var range = wanted.getOrDefault(event.partition(), new TreeMap<>()).floorEntry(number);
        if (range != null && range.getValue().contains(number)) {
            there++;
        }
    }

    private static PlanException refused(String why) {
        return new PlanException(
                PlanException.Kind.REQUEST, "Nothing was planned: " + why + " Scan again and plan by that.");
    }
}
