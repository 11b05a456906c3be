package dev.lacuna.repair.rewind;

import dev.lacuna.model.GroupMove;
import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionInfo;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.RewindPlan.Part;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.GroupSnapshot;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.RewindPlanRules;
import dev.lacuna.repair.rewind.RewindReport.Outcome;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Takes a group back to where it stood before a plan was run, by the snapshot that was kept then, with all that stood
/// beside its positions. What was read again meanwhile stays read.
public final class RollBack {

    private RollBack() {}

    /// @param acceptHazards as of [RewindRun#run]
    /// @throws PlanException REQUEST when there is no snapshot: the plan was never run; else as of [RewindRun#run]
    /// @throws SourceException as of [RewindRun#run]
    public static RewindReport run(
            RewindJob job, RewindMode mode, boolean acceptHazards, Clock clock, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        RewindPlanRules.check(job.plan());
        GroupSnapshot before = RewindRun.snapshot(job, job.before())
                .orElseThrow(() -> new PlanException(
                        PlanException.Kind.REQUEST,
                        "There is no snapshot " + job.before()
                                + ": this plan was never run here, so there is nothing to" + " roll back."));
        Map<String, StreamInfo> streams = RewindGuard.identity(job);
        GroupInfo group = RewindGuard.group(job);
        context.checkpoint();
        Map<PartitionRef, GroupPosition> now =
                job.source().groups().positions(job.plan().group());
        Map<PartitionRef, Optional<GroupPosition>> due = new TreeMap<>();
        Map<PartitionRef, GroupMove> moves = new TreeMap<>();
        Map<PartitionRef, GroupMove> moved = new TreeMap<>();
        List<String> beyond = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (Part part : job.plan().parts()) {
            PartitionRef partition = job.partition(part);
            Optional<GroupPosition> wanted = before.positions().getOrDefault(partition, Optional.empty());
            Optional<GroupPosition> stands = Optional.ofNullable(now.get(partition));
            var move =
                    new GroupMove(stands.map(GroupPosition::next), wanted.map(GroupPosition::next), log(part, streams));
            moves.put(partition, move);
            if (move.isNone()) {
                continue;
            }
            due.put(partition, wanted);
            move.to().filter(to -> to.isBefore(move.log().from())).ifPresent(to -> lost.add(partition + "@" + to));
            if (!move.from().equals(Optional.of(part.after()))) {
                moved.put(partition, move);
                if (isBeyond(part, move.from())) {
                    beyond.add(partition + "@"
                            + move.from().map(Position::toString).orElse("none"));
                }
            }
        }
        List<Hazard> hazards = due.isEmpty() ? List.of() : RewindPreflight.ofRollBack(group, moved, beyond, lost);
        if (mode.writes() && !due.isEmpty()) {
            if (group.isActive()) {
                throw PositionWriter.active(group, null);
            }
            Hazard.requireAgreement(hazards, acceptHazards);
        }
        context.checkpoint();
        Map<PartitionRef, PositionWriter.Result> results = mode.writes() && !due.isEmpty()
                ? new PositionWriter(job.source().groups(), job.plan().group()).write(due)
                : Map.of();
        List<RewindReport.Row> rows = new ArrayList<>();
        moves.forEach((partition, move) -> {
            PositionWriter.Result result = results.get(partition);
            Outcome outcome = !due.containsKey(partition)
                    ? Outcome.THERE_ALREADY
                    : result == null ? Outcome.WOULD_SET : result.outcome();
            rows.add(new RewindReport.Row(partition, move, outcome, result == null ? "" : result.reason()));
        });
        List<String> notes = new ArrayList<>(List.of("The positions before were taken at " + before.taken() + "."));
        if (!results.isEmpty() && results.values().stream().allMatch(result -> result.outcome() == Outcome.SET)) {
            keepBack(job, clock, notes);
        }
        var report = new RewindReport(
                job.plan().id(), job.plan().group(), !mode.writes(), true, rows, job.before(), hazards, notes);
        return RewindRun.counted(job, report, context);
    }

    /// Without it a check would take a group that stands again where it stood for one that has read on to there.
    private static void keepBack(RewindJob job, Clock clock, List<String> notes) {
        try {
            RewindRun.keep(job, job.back(), clock);
        } catch (PlanException | SourceException e) {
            notes.add("The group is rolled back, but that could not be noted beside the plan: " + e.getMessage());
        }
    }

    private static PositionRange log(Part part, Map<String, StreamInfo> streams) {
        return Optional.ofNullable(streams.get(part.stream()))
                .flatMap(stream -> stream.partition(part.partition()))
                .map(PartitionInfo::range)
                .orElse(part.log());
    }

    /// Whether the group stands outside of what lies between the position before and the one after.
    private static boolean isBeyond(Part part, Optional<Position> stands) {
        if (stands.isEmpty() || part.before().isEmpty()) {
            return false;
        }
        Position low = Position.min(part.before().get(), part.after());
        Position high = Position.max(part.before().get(), part.after());
        return stands.get().isBefore(low) || high.isBefore(stands.get());
    }
}
