package dev.lacuna.investigation;

import dev.lacuna.decode.UndecodedEvents;
import dev.lacuna.model.Event;
import dev.lacuna.model.FieldReader;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.model.Finding;
import dev.lacuna.model.PartitionRange;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.scan.PartitionOutcome;
import dev.lacuna.scan.Scanner;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceException.Kind;
import dev.lacuna.source.StreamSource;
import dev.lacuna.source.StreamSummary;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
    /// @param fields how its events' sequence numbers are read, their format known
    SourceSearch(StreamSource source, StreamInfo stream, FieldSpec fields, Sampling sampling, TaskContext context) {
        this.source = source;
        this.stream = stream;
        this.context = context;
        this.reader = sampling.reader(fields, new UndecodedEvents()); // what can't be read is no source
    }

    /// @param findings gaps in application sequence numbers; others name no event that could be looked for
    /// @param only if present, only the stream of that name is looked at
    List<ReplaySource> search(List<Finding> findings, Optional<String> only)
            throws SourceException, InterruptedException, TaskCancelledException {
        Map<PartitionRef, List<SoughtGap>> gaps = gaps(findings);
        if (gaps.isEmpty()) {
            return List.of();
        }
        for (List<SoughtGap> some : gaps.values()) {
            for (SoughtGap gap : some) {
                readNeighbours(gap);
            }
        }
        List<ReplaySource> sources = new ArrayList<>();
        if (only.isPresent()) {
            lookAt(source.describe(only.get()), gaps).ifPresent(sources::add);
            return sources;
        }
        for (String candidate : candidates()) {
            context.checkpoint();
            try {
                lookAt(source.describe(candidate), gaps).ifPresent(sources::add);
            } catch (SourceException e) {
                if (e.kind() != Kind.DENIED && e.kind() != Kind.UNKNOWN_STREAM) {
                    throw e; // else it is none that this user may read, or it was deleted just now
                }
            }
        }
        sources.sort(Comparator.comparingLong(ReplaySource::found).reversed());
        return sources;
    }

    private static Map<PartitionRef, List<SoughtGap>> gaps(List<Finding> findings) {
        Map<PartitionRef, List<SoughtGap>> gaps = new TreeMap<>();
        for (Finding finding : findings) {
            SoughtGap.of(finding)
                    .ifPresent(gap -> gaps.computeIfAbsent(finding.partition(), partition -> new ArrayList<>())
                            .add(gap));
        }
        return gaps;
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

    private void readNeighbours(SoughtGap gap) throws InterruptedException, TaskCancelledException {
        PositionRange around = gap.positions();
        readNeighbour(gap, around.from());
        if (around.to().isDense() && around.span() > 1) {
            readNeighbour(gap, Position.offset(around.to().asOffset() - 1));
        }
    }

    private void readNeighbour(SoughtGap gap, Position at) throws InterruptedException, TaskCancelledException {
        var one = new PartitionRange(gap.partition(), new PositionRange(at, at.next()));
        read(List.of(one), event -> gap.neighbour(event, reader.read(event)));
    }

    private Optional<ReplaySource> lookAt(StreamInfo candidate, Map<PartitionRef, List<SoughtGap>> gaps)
            throws SourceException, InterruptedException, TaskCancelledException {
        StreamRef there = candidate.stream();
        Map<PartitionRef, PositionRange> kept = new HashMap<>();
        candidate.partitions().forEach(info -> kept.put(info.partition(), info.range()));

        Map<PartitionRef, PartitionMatch> matches = new TreeMap<>();
        List<PartitionRange> ranges = new ArrayList<>();
        for (var entry : gaps.entrySet()) {
            PartitionRef partition = there.partition(entry.getKey().number());
            PositionRange range = kept.get(partition);
            if (range == null) {
                return Optional.empty();
            }
            TimeSpan time = entry.getValue().stream()
                    .map(SoughtGap::time)
                    .reduce(TimeSpan::union)
                    .orElseThrow();
            Position from = Position.max(range.from(), at(partition, time.fromMillis() - MARGIN.toMillis()));
            Position to = Position.max(from, at(partition, time.toMillis() + MARGIN.toMillis()));
            ranges.add(new PartitionRange(partition, new PositionRange(from, to)));
            matches.put(partition, new PartitionMatch(partition, entry.getValue()));
        }
        boolean readable = read(ranges, event -> {
            PartitionMatch match = matches.get(event.partition());
            if (match != null) {
                match.saw(event, reader.read(event));
            }
        });
        return readable ? join(candidate, matches.values()) : Optional.empty();
    }

    private static Optional<ReplaySource> join(StreamInfo candidate, Collection<PartitionMatch> matches) {
        List<ReplaySource.Holding> holdings = new ArrayList<>();
        long missing = 0;
        int neighbours = 0;
        for (PartitionMatch match : matches) {
            missing += match.missing();
            neighbours += match.provenNeighbours();
            holdings.addAll(match.holdings());
        }
        return holdings.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReplaySource(candidate, holdings, missing, neighbours));
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
}
