package dev.lacuna.repair.rewind;

import dev.lacuna.model.GroupMove;
import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.model.RewindPlan.Part;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.GroupSnapshot;
import dev.lacuna.repair.GroupSnapshotFile;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.RewindPlanRules;
import dev.lacuna.repair.rewind.RewindReport.Outcome;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Runs a plan: once, however often it is called.
///
/// ```
/// guard -> preflight -> snapshot before (kept, forced to disk) -> set -> read back -> snapshot after
/// ```
/// The snapshot before is what a roll-back goes by, so it is there before anything is altered. The one after says that
/// the plan is done: without it a group that has read all again, and so stands where it stood, would be rewound twice.
public final class RewindRun {

    private final Clock clock;

    public RewindRun(Clock clock) {
        this.clock = clock;
    }

    /// @param acceptHazards whether someone has agreed to the blocking hazards; an active group is refused all the same
    /// @throws PlanException when the plan is refused: nothing was written
    /// @throws SourceException GROUP_ACTIVE naming the members, and whatever fails before something was written
    public RewindReport run(RewindJob job, RewindMode mode, boolean acceptHazards, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        RewindPlan plan = job.plan();
        RewindPlanRules.check(plan);
        Map<String, StreamInfo> streams = RewindGuard.identity(job);
        GroupInfo group = RewindGuard.group(job);
        context.checkpoint();
        Map<PartitionRef, GroupPosition> now = job.source().groups().positions(plan.group());
        Optional<GroupSnapshot> done = snapshot(job, job.after());
        if (done.isPresent()) {
            return doneBefore(job, mode, now, done.get());
        }
        RewindGuard.checkLogs(job, streams);
        if (mode.writes() && group.isActive()) {
            throw PositionWriter.active(group, null);
        }
        RewindGuard.checkPositions(job, now);
        List<Part> due = plan.parts().stream()
                .filter(part -> !Optional.of(part.after()).equals(standing(job, part, now)))
                .toList();
        List<Hazard> hazards =
                due.isEmpty() ? List.of() : RewindPreflight.check(plan, group, streams, job.source(), clock.instant());
        if (!mode.writes() || due.isEmpty()) {
            if (mode.writes() && GroupSnapshotFile.exists(job.before())) {
                keepAfter(job, new ArrayList<>()); // it was stopped between setting and noting it down
            }
            return counted(job, report(job, mode, rows(job, due, now, Map.of()), hazards, List.of()), context);
        }
        Hazard.requireAgreement(hazards, acceptHazards);
        context.checkpoint();
        List<String> notes = new ArrayList<>();
        keepBefore(job, now, notes);
        Map<PartitionRef, PositionWriter.Result> results = write(job, due);
        List<RewindReport.Row> rows = rows(job, due, now, results);
        RewindReport report = report(job, mode, rows, hazards, notes);
        if (report.isComplete()) {
            keepAfter(job, notes);
        }
        return counted(job, report(job, mode, rows, hazards, notes), context);
    }

    /// Counts what was only bounded, where that takes moments. It comes last: while it reads, the group may begin.
    static RewindReport counted(RewindJob job, RewindReport report, TaskContext context) {
        Map<PartitionRef, GroupMove> moves = new TreeMap<>();
        report.rows().stream().filter(RewindReport::isChange).forEach(row -> moves.put(row.partition(), row.move()));
        try {
            return report.withCounts(MoveCounter.count(job.source(), moves, context));
        } catch (TaskCancelledException e) {
            return report; // what it did is done
        }
    }

    private static Map<PartitionRef, PositionWriter.Result> write(RewindJob job, List<Part> due)
            throws SourceException {
        Map<PartitionRef, Optional<GroupPosition>> wanted = new TreeMap<>();
        due.forEach(part -> wanted.put(job.partition(part), Optional.of(GroupPosition.at(part.after()))));
        return new PositionWriter(job.source().groups(), job.plan().group()).write(wanted);
    }

    private static Optional<Position> standing(RewindJob job, Part part, Map<PartitionRef, GroupPosition> now) {
        return Optional.ofNullable(now.get(job.partition(part))).map(GroupPosition::next);
    }

    // Snapshots.

    static Optional<GroupSnapshot> snapshot(RewindJob job, Path file) throws PlanException {
        if (!GroupSnapshotFile.exists(file)) {
            return Optional.empty();
        }
        GroupSnapshot snapshot =
                GroupSnapshotFile.read(file, job.source().info().name());
        if (!snapshot.planId().equals(job.plan().id())) {
            throw new PlanException(
                    PlanException.Kind.FILE,
                    "'" + file + "' belongs to the plan " + snapshot.planId() + " and not to "
                            + job.plan().id() + ", which was put in its place: give this plan a name of its own.");
        }
        requireFit(job, file, snapshot);
        return Optional.of(snapshot);
    }

    /// What a snapshot doesn't tell of a partition would be taken for none, and a roll-back would forget its position.
    private static void requireFit(RewindJob job, Path file, GroupSnapshot snapshot) throws PlanException {
        RewindPlan plan = job.plan();
        Set<PartitionRef> planned = plan.parts().stream().map(job::partition).collect(Collectors.toSet());
        if (!snapshot.group().equals(plan.group())
                || !snapshot.sourceId().equals(plan.sourceId())
                || !snapshot.positions().keySet().equals(planned)) {
            throw new PlanException(
                    PlanException.Kind.FILE,
                    "'" + file + "' is not of the group and the partitions that the plan names: one of the two was"
                            + " changed since. Nothing was written. Bring back what it was, or make a new plan.");
        }
    }

    /// One that an earlier run has left is the one to go back to.
    private void keepBefore(RewindJob job, Map<PartitionRef, GroupPosition> now, List<String> notes)
            throws PlanException {
        if (snapshot(job, job.before()).isPresent()) {
            notes.add("The positions before were kept by an earlier run of this plan.");
            return;
        }
        GroupSnapshotFile.write(taken(job, now, clock), job.before());
    }

    /// The group is right by now: that this can't be noted down is no failure.
    private void keepAfter(RewindJob job, List<String> notes) {
        try {
            keep(job, job.after(), clock);
        } catch (PlanException | SourceException e) {
            notes.add("The group is set, but that could not be noted beside the plan: " + e.getMessage()
                    + " Don't run this plan again.");
        }
    }

    /// Notes where the group stands now, unless that was noted before.
    static void keep(RewindJob job, Path file, Clock clock) throws PlanException, SourceException {
        if (snapshot(job, file).isEmpty()) {
            GroupSnapshotFile.write(
                    taken(job, job.source().groups().positions(job.plan().group()), clock), file);
        }
    }

    private static GroupSnapshot taken(RewindJob job, Map<PartitionRef, GroupPosition> now, Clock clock) {
        Map<PartitionRef, Optional<GroupPosition>> positions = new TreeMap<>();
        for (Part part : job.plan().parts()) {
            PartitionRef partition = job.partition(part);
            positions.put(partition, Optional.ofNullable(now.get(partition)));
        }
        return new GroupSnapshot(
                job.plan().id(),
                job.plan().sourceId(),
                job.plan().group(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                positions);
    }

    // Reports.

    private static RewindReport doneBefore(
            RewindJob job, RewindMode mode, Map<PartitionRef, GroupPosition> now, GroupSnapshot done)
            throws PlanException {
        List<RewindReport.Row> rows = job.plan().parts().stream()
                .map(part -> {
                    Optional<Position> stands = standing(job, part, now);
                    boolean there = stands.equals(Optional.of(part.after()));
                    return row(job, part, stands, there ? Outcome.THERE_ALREADY : Outcome.DONE_BEFORE, "");
                })
                .toList();
        String back = snapshot(job, job.back())
                .map(then -> " It was rolled back at " + then.taken() + ".")
                .orElse("");
        List<String> notes = List.of("This plan was run and read back at " + done.taken() + ", see " + job.after() + "."
                + back + " To rewind again, make a new plan.");
        return report(job, mode, rows, List.of(), notes);
    }

    private static List<RewindReport.Row> rows(
            RewindJob job,
            List<Part> due,
            Map<PartitionRef, GroupPosition> now,
            Map<PartitionRef, PositionWriter.Result> results) {
        List<RewindReport.Row> rows = new ArrayList<>();
        for (Part part : job.plan().parts()) {
            PositionWriter.Result result = results.get(job.partition(part));
            Outcome outcome =
                    !due.contains(part) ? Outcome.THERE_ALREADY : result == null ? Outcome.WOULD_SET : result.outcome();
            rows.add(row(job, part, standing(job, part, now), outcome, result == null ? "" : result.reason()));
        }
        return rows;
    }

    private static RewindReport.Row row(
            RewindJob job, Part part, Optional<Position> stands, Outcome outcome, String reason) {
        PositionRange log = part.log();
        return new RewindReport.Row(
                job.partition(part), new GroupMove(stands, Optional.of(part.after()), log), outcome, reason);
    }

    private static RewindReport report(
            RewindJob job, RewindMode mode, List<RewindReport.Row> rows, List<Hazard> hazards, List<String> notes) {
        return new RewindReport(
                job.plan().id(), job.plan().group(), !mode.writes(), false, rows, job.before(), hazards, notes);
    }
}
