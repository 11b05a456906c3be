package dev.lacuna.repair.rewind;

import dev.lacuna.model.Finding;
import dev.lacuna.model.GroupMove;
import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.model.RewindPlan.Part;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.model.StreamRef;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.RewindPlanRules;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.GroupKind;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Makes a plan of a rewind from where the group and the logs stand. It changes nothing, and reads of events only
/// how many there are.
public final class RewindPlanner {

    private final Clock clock;
    private final Supplier<String> ids;
    private final String toolVersion;

    /// @param ids gives each plan its id: [dev.lacuna.repair.PlanIds] but for tests
    public RewindPlanner(Clock clock, Supplier<String> ids, String toolVersion) {
        this.clock = clock;
        this.ids = ids;
        this.toolVersion = toolVersion;
    }

    /// @throws PlanException REQUEST when nothing would change, or a partition is asked for that isn't there
    /// @throws SourceException UNKNOWN_GROUP, UNKNOWN_STREAM; UNSUPPORTED for a group without positions
    public PlannedRewind plan(RewindRequest request, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        GroupInfo group = request.source().groups().describe(request.group());
        requirePositions(group);
        List<String> notes = new ArrayList<>();
        Map<PartitionRef, GroupPosition> standing = request.source().groups().positions(request.group());
        context.checkpoint();
        Map<String, StreamInfo> streams = streams(request, group, standing, notes);
        Map<PartitionRef, PartitionInfo> logs = logs(request, streams.values(), standing);
        context.checkpoint();
        Map<PartitionRef, Position> targets = new RewindTargets(request, standing, notes).of(logs.values());
        List<Part> parts = parts(logs, streams, standing, targets, notes);
        var plan = new RewindPlan(
                ids.get(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                toolVersion,
                request.source().info().name(),
                request.source().info().id(),
                request.group(),
                request.aim().words(),
                parts,
                findings(request));
        RewindPlanRules.check(plan);
        Map<PartitionRef, GroupMove> moves = new TreeMap<>();
        parts.forEach(
                part -> moves.put(new StreamRef(plan.uri(), part.stream()).partition(part.partition()), part.move()));
        Map<PartitionRef, Long> counts = MoveCounter.count(request.source(), moves, context);
        List<Hazard> hazards = RewindPreflight.check(plan, group, streams, request.source(), clock.instant());
        return new PlannedRewind(plan, group, hazards, counts, notes);
    }

    static void requirePositions(GroupInfo group) throws SourceException {
        if (group.summary().kind() == GroupKind.SHARE) {
            throw new SourceException(
                    SourceException.Kind.UNSUPPORTED,
                    "'" + group.name() + "' is a share group: its members share events, not partitions, so it can't be"
                            + " rewound partition by partition. Use kafka-share-groups.sh --reset-offsets.",
                    false,
                    null);
        }
    }

    private static Map<String, StreamInfo> streams(
            RewindRequest request, GroupInfo group, Map<PartitionRef, GroupPosition> standing, List<String> notes)
            throws PlanException, SourceException {
        Set<String> names = new TreeSet<>();
        request.stream()
                .ifPresentOrElse(
                        names::add,
                        () -> standing.keySet()
                                .forEach(partition ->
                                        names.add(partition.stream().name())));
        Map<String, StreamInfo> streams = new TreeMap<>();
        for (String name : names) {
            if (request.stream().isEmpty() && StreamsApplication.owns(group, name)) {
                notes.add(name + " is left alone: the application " + group.name()
                        + " passes events on to itself by it. Name it with --topic to set it all the same.");
                continue;
            }
            try {
                streams.put(name, request.source().describe(name));
            } catch (SourceException e) {
                if (e.kind() != SourceException.Kind.UNKNOWN_STREAM
                        || request.stream().isPresent()) {
                    throw e;
                }
                notes.add(name + " is left alone: it is gone, though the group has positions in it.");
            }
        }
        if (streams.isEmpty()) {
            throw new PlanException(
                    PlanException.Kind.REQUEST,
                    "Group '" + request.group() + "' has no position in any stream: name one with --topic.");
        }
        return streams;
    }

    private static Map<PartitionRef, PartitionInfo> logs(
            RewindRequest request, Iterable<StreamInfo> streams, Map<PartitionRef, GroupPosition> standing)
            throws PlanException {
        Map<PartitionRef, PartitionInfo> logs = new TreeMap<>();
        for (StreamInfo stream : streams) {
            for (int number : request.partitions()) {
                if (stream.partition(number).isEmpty()) {
                    throw new PlanException(
                            PlanException.Kind.REQUEST,
                            stream.stream() + " has no partition " + number + ", only "
                                    + stream.partitions().stream()
                                            .map(info -> String.valueOf(
                                                    info.partition().number()))
                                            .collect(Collectors.joining(", "))
                                    + ".");
                }
            }
            for (PartitionInfo log : stream.partitions()) {
                boolean chosen = request.partitions().isEmpty()
                        || request.partitions().contains(log.partition().number());
                if (chosen && (request.stream().isPresent() || standing.containsKey(log.partition()))) {
                    logs.put(log.partition(), log);
                }
            }
        }
        return logs;
    }

    private static List<Part> parts(
            Map<PartitionRef, PartitionInfo> logs,
            Map<String, StreamInfo> streams,
            Map<PartitionRef, GroupPosition> standing,
            Map<PartitionRef, Position> targets,
            List<String> notes)
            throws PlanException {
        List<Part> parts = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (PartitionInfo log : logs.values()) {
            Position target = targets.get(log.partition());
            StreamInfo stream = streams.get(log.partition().stream().name());
            if (target == null || stream == null) {
                continue;
            }
            Optional<Position> before =
                    Optional.ofNullable(standing.get(log.partition())).map(GroupPosition::next);
            if (before.equals(Optional.of(target))) {
                same.add(log.partition() + "@" + target);
            } else {
                parts.add(new Part(
                        stream.stream().name(), stream.id(), log.partition().number(), before, target, log.range()));
            }
        }
        if (parts.isEmpty()) {
            throw new PlanException(
                    PlanException.Kind.REQUEST,
                    "Nothing would change: "
                            + (same.isEmpty()
                                    ? String.join(" ", notes)
                                    : "the group stands there already (" + String.join(", ", same) + ")."));
        }
        if (!same.isEmpty()) {
            notes.add("Where it is to go already, and left alone: " + String.join(", ", same) + ".");
        }
        return parts;
    }

    private static List<String> findings(RewindRequest request) {
        return request.aim() instanceof RewindAim.BeforeFindings found
                ? found.findings().stream().map(Finding::id).distinct().toList()
                : List.of();
    }
}
