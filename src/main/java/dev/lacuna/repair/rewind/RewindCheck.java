package dev.lacuna.repair.rewind;

import dev.lacuna.model.GroupCommit;
import dev.lacuna.model.GroupPosition;
import dev.lacuna.model.PartitionRef;
import dev.lacuna.model.Position;
import dev.lacuna.model.RewindPlan.Part;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.GroupSnapshot;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.rewind.RewindCheckResult.State;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskCancelledException;
import dev.lacuna.task.TaskContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks whether a group was set as a plan says. Where it stands now decides, but for a group that stands
/// where it stood before or further: that one was never set, or has read all again. Then the snapshot after
/// the run tells, or the group's own history of commits.
public final class RewindCheck {

    private RewindCheck() {}

    /// @throws PlanException CHANGED when a stream was made anew, or the group is gone
    public static RewindCheckResult check(RewindJob job, TaskContext context)
            throws PlanException, SourceException, TaskCancelledException {
        Map<String, StreamInfo> streams = RewindGuard.identity(job);
        GroupInfo group = RewindGuard.group(job);
        context.checkpoint();
        Map<PartitionRef, GroupPosition> now =
                job.source().groups().positions(job.plan().group());
        boolean wasRun = RewindRun.snapshot(job, job.after()).isPresent();
        List<String> notes = new ArrayList<>();
        if (wasRun) {
            notes.add("That it was run and read back stands in " + job.after() + ".");
        }
        Optional<GroupSnapshot> back = RewindRun.snapshot(job, job.back());
        if (back.isPresent()) {
            notes.add("That it was rolled back at " + back.get().taken() + " stands in " + job.back() + ".");
        }
        Set<PartitionRef> traces = wasRun || !isDoubtful(job, now) ? Set.of() : traces(job, streams, notes);
        List<RewindCheckResult.Row> rows = new ArrayList<>();
        for (Part part : job.plan().parts()) {
            PartitionRef partition = job.partition(part);
            Optional<Position> stands = Optional.ofNullable(now.get(partition)).map(GroupPosition::next);
            boolean proven = wasRun || traces.contains(partition);
            State state = back.isPresent() ? taken(back.get(), partition, stands) : state(part, stands, proven);
            rows.add(new RewindCheckResult.Row(partition, part.after(), stands, state));
        }
        return new RewindCheckResult(job.plan().id(), job.plan().group(), group.isActive(), rows, notes);
    }

    /// Of a group that was rolled back, and may have read on from there.
    private static State taken(GroupSnapshot back, PartitionRef partition, Optional<Position> stands) {
        Optional<Position> then =
                back.positions().getOrDefault(partition, Optional.empty()).map(GroupPosition::next);
        if (then.isEmpty() || stands.isEmpty()) {
            return then.isEmpty() ? State.ROLLED_BACK : State.GONE;
        }
        return stands.get().isBefore(then.get()) ? State.SET_ELSEWHERE : State.ROLLED_BACK;
    }

    private static boolean isDoubtful(RewindJob job, Map<PartitionRef, GroupPosition> now) {
        return job.plan().parts().stream().anyMatch(part -> {
            Optional<Position> stands =
                    Optional.ofNullable(now.get(job.partition(part))).map(GroupPosition::next);
            return state(part, stands, false) == State.NOT_SET;
        });
    }

    private static State state(Part part, Optional<Position> stands, boolean proven) {
        if (stands.isEmpty()) {
            return State.GONE;
        }
        int beyond = stands.get().compareTo(part.after());
        if (beyond == 0) {
            return State.AS_PLANNED;
        }
        if (beyond < 0) {
            return part.before().equals(stands) ? State.NOT_SET : State.SET_ELSEWHERE;
        }
        boolean couldBeOld = part.before().isEmpty()
                || part.after().isBefore(part.before().get())
                        && !stands.get().isBefore(part.before().get());
        return proven || !couldBeOld ? State.READ_ON : State.NOT_SET;
    }

    /// Where the history shows a commit of the new position since the plan was made.
    private static Set<PartitionRef> traces(RewindJob job, Map<String, StreamInfo> streams, List<String> notes) {
        Set<PartitionRef> traces = new HashSet<>();
        long since = job.plan().created().toEpochMilli();
        try {
            for (StreamInfo stream : streams.values()) {
                List<GroupCommit> history = job.source().groupHistory(stream.stream());
                for (Part part : job.plan().parts()) {
                    PartitionRef partition = job.partition(part);
                    boolean seen = history.stream()
                            .anyMatch(commit -> commit.group().equals(job.plan().group())
                                    && commit.partition().equals(partition)
                                    && commit.next().equals(part.after())
                                    && commit.millis() >= since);
                    if (seen) {
                        traces.add(partition);
                    }
                }
            }
            notes.add("What can't be told from where the group stands was looked up in its history of commits.");
        } catch (SourceException e) {
            notes.add(
                    "The group's history of commits can't be read, so what was set can't be told where it has read on: "
                            + e.getMessage());
        }
        return traces;
    }
}
