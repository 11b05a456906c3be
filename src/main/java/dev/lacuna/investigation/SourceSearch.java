package dev.lacuna.investigation;

import dev.lacuna.decode.FieldReaders;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Fields;
import dev.lacuna.model.Finding;
import dev.lacuna.model.FindingKind;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.SequenceRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.scan.Scanner;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.StreamSummary;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Looks for missing events in the other streams of a source. A stream counts only when the events that stand *beside*
/// the gap, and so in both streams, are the same there byte for byte: a namesake that merely counts alike is no source.
final class SourceSearch {

    /// How far beside the gap's times the other stream is read: the two were not written at the same moment.
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private final StreamSource source;
    private final StreamInfo stream;
    private final TaskContext context;
    private final FieldReader reader;

    /// @param stream the stream that lacks events
    /// @param fields how its events' sequence numbers are read
    SourceSearch(StreamSource source, StreamInfo stream, FieldSpec fields, TaskContext context) {
        this.source = source;
        this.stream = stream;
        this.context = context;
        this.reader = FieldReaders.of(fields, fields.format());
    }

    /// @param findings gaps in application sequence numbers; others name no event that could be looked for
    /// @param only if present, only the stream of that name is looked at
    List<ReplaySource> search(List<Finding> findings, Optional<String> only)
            throws SourceException, InterruptedException, TaskCancelledException {
        Map<PartitionRef, Wanted> wanted = wanted(findings);
        if (wanted.isEmpty()) {
            return List.of();
        }
        for (Wanted gap : wanted.values()) {
            readNeighbours(gap);
        }
        List<ReplaySource> sources = new ArrayList<>();
        for (String candidate : only.isPresent() ? List.of(only.get()) : candidates()) {
            context.checkpoint();
            lookAt(source.describe(candidate), wanted).ifPresent(sources::add);
        }
        sources.sort(Comparator.comparingLong(ReplaySource::found).reversed());
        return sources;
    }

    private Map<PartitionRef, Wanted> wanted(List<Finding> findings) {
        Map<PartitionRef, Wanted> wanted = new TreeMap<>();
        for (Finding finding : findings) {
            Long first = finding.evidence().number("sequence_from");
            Long last = finding.evidence().number("sequence_to");
            boolean within = finding.evidence().text("scope") == null;
            if (finding.kind() == FindingKind.GAP_SEQUENCE && first != null && last != null && within) {
                wanted.computeIfAbsent(finding.partition(), Wanted::new).add(finding, new SequenceRange(first, last));
            }
        }
        return wanted;
    }

    /// Streams with as many partitions, those whose names resemble this one's first.
    private List<String> candidates() throws SourceException {
        String name = stream.stream().name();
        int partitions = stream.partitions().size();
        return source.streams().stream()
                .filter(other -> !other.internal() && other.partitions() == partitions)
                .map(StreamSummary::name)
                .filter(other -> !other.equals(name))
                .sorted(Comparator.comparing((String other) -> !other.contains(name) && !name.contains(other))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private void readNeighbours(Wanted gap) throws InterruptedException, TaskCancelledException {
        for (Finding finding : gap.findings) {
            PositionRange around = finding.positions();
            List<PartitionRange> ends = List.of(new PartitionRange(
                    gap.partition,
                    new PositionRange(around.from(), around.from().next())));
            read(ends, event -> gap.neighbour(event, reader.read(event)));
            if (around.to().isDense() && around.span() > 1) {
                Position last = Position.offset(around.to().asOffset() - 1);
                read(
                        List.of(new PartitionRange(gap.partition, new PositionRange(last, around.to()))),
                        event -> gap.neighbour(event, reader.read(event)));
            }
        }
    }

    private Optional<ReplaySource> lookAt(StreamInfo candidate, Map<PartitionRef, Wanted> wanted)
            throws SourceException, InterruptedException, TaskCancelledException {
        StreamRef there = candidate.stream();
        Map<PartitionRef, PositionRange> kept = new HashMap<>();
        candidate.partitions().forEach(info -> kept.put(info.partition(), info.range()));

        Map<PartitionRef, Match> matches = new TreeMap<>();
        List<PartitionRange> ranges = new ArrayList<>();
        for (Wanted gap : wanted.values()) {
            PartitionRef partition = there.partition(gap.partition.number());
            PositionRange range = kept.get(partition);
            if (range == null) {
                return Optional.empty();
            }
            Position from = Position.max(range.from(), at(partition, gap.fromMillis - MARGIN.toMillis()));
            Position to = Position.max(from, at(partition, gap.toMillis + MARGIN.toMillis()));
            ranges.add(new PartitionRange(partition, new PositionRange(from, to)));
            matches.put(partition, new Match(gap));
        }
        boolean readable = read(ranges, event -> {
            Match match = matches.get(event.partition());
            if (match != null) {
                match.saw(event, reader.read(event));
            }
        });
        return readable ? Match.join(candidate, matches) : Optional.empty();
    }

    private Position at(PartitionRef partition, long millis) throws SourceException {
        return Objects.requireNonNull(
                source.positionsAt(List.of(partition), Math.max(0, millis)).get(partition));
    }

    /// Whether everything could be read: a stream that can't be is no source, and the others may be.
    private boolean read(List<PartitionRange> ranges, Consumer<Event> events)
            throws InterruptedException, TaskCancelledException {
        List<PartitionOutcome> outcomes = new Scanner(source, 1)
                .scan("Looking for the missing events", ranges, true, range -> new CommittedEvents(events), context);
        context.checkpoint();
        return outcomes.stream().noneMatch(outcome -> outcome.failure().isPresent());
    }

    /// What is missing in one partition, and what stands beside it.
    private static final class Wanted {
        private final PartitionRef partition;
        private final List<Finding> findings = new ArrayList<>();
        private final NavigableMap<Long, SequenceRange> missing = new TreeMap<>();
        private final Map<Long, Event> neighbours = new HashMap<>();
        private long fromMillis = Long.MAX_VALUE;
        private long toMillis = Long.MIN_VALUE;

        Wanted(PartitionRef partition) {
            this.partition = partition;
        }

        void add(Finding finding, SequenceRange range) {
            findings.add(finding);
            missing.put(range.first(), range);
            fromMillis = Math.min(fromMillis, finding.time().fromMillis());
            toMillis = Math.max(toMillis, finding.time().toMillis());
        }

        void neighbour(Event event, Fields fields) {
            if (fields.hasSequence()) {
                neighbours.put(fields.sequence(), event);
            }
        }

        boolean misses(long sequence) {
            var range = missing.floorEntry(sequence);
            return range != null && range.getValue().contains(sequence);
        }

        long count() {
            return missing.values().stream().mapToLong(SequenceRange::count).sum();
        }
    }

    /// What one partition of a candidate holds of it.
    private static final class Match {
        private final Wanted gap;
        private final NavigableMap<Long, Position> found = new TreeMap<>();
        private int sameNeighbours;
        private int otherNeighbours;

        Match(Wanted gap) {
            this.gap = gap;
        }

        void saw(Event event, Fields fields) {
            if (!fields.hasSequence()) {
                return;
            }
            if (gap.misses(fields.sequence())) {
                found.putIfAbsent(fields.sequence(), event.position());
            }
            Event here = gap.neighbours.get(fields.sequence());
            if (here != null) {
                if (Objects.equals(here.key(), event.key()) && Objects.equals(here.value(), event.value())) {
                    sameNeighbours++;
                } else {
                    otherNeighbours++;
                }
            }
        }

        private boolean isTheSameStory() {
            return sameNeighbours > 0 && otherNeighbours == 0 && !found.isEmpty();
        }

        private PositionRange enclosing() {
            var positions = new TreeSet<>(found.values());
            return new PositionRange(positions.first(), positions.last().next());
        }

        private List<SequenceRange> ranges() {
            List<SequenceRange> ranges = new ArrayList<>();
            for (long number : found.navigableKeySet()) {
                int last = ranges.size() - 1;
                if (last >= 0 && ranges.get(last).last() == number - 1) {
                    ranges.set(last, new SequenceRange(ranges.get(last).first(), number));
                } else {
                    ranges.add(new SequenceRange(number, number));
                }
            }
            return ranges;
        }

        static Optional<ReplaySource> join(StreamInfo stream, Map<PartitionRef, Match> matches) {
            List<ReplaySource.Holding> holdings = new ArrayList<>();
            long missing = 0;
            int neighbours = 0;
            for (var entry : matches.entrySet()) {
                Match match = entry.getValue();
                missing += match.gap.count();
                if (match.isTheSameStory()) {
                    neighbours += match.sameNeighbours;
                    holdings.add(new ReplaySource.Holding(
                            new PartitionRange(entry.getKey(), match.enclosing()), match.ranges()));
                }
            }
            if (holdings.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new ReplaySource(stream, holdings, missing, neighbours));
        }
    }
}
