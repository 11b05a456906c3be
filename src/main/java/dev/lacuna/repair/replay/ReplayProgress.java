package dev.lacuna.repair.replay;

import dev.lacuna.detect.Phrases;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.model.ReplayPlan.Part;
import dev.lacuna.repair.Hazard;
import dev.lacuna.task.ProgressSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far a run has come, held by whoever started it: it can be asked for a report at any time and also after a cancel
/// or a failure. It counts only what is settled, never what an open transaction holds. Safe for use from any thread.
public final class ReplayProgress {

    private final ReplayPlan plan;
    private final ReplayMode mode;
    private final long[] written;
    private final long[] alreadyThere;
    private final long[] setAside;
    private final List<ReplayReport.Refusal> refusals = new ArrayList<>();
    private final Position[] reached;
    private SelectionFacts facts = SelectionFacts.NONE;
    private List<Hazard> hazards = List.of();
    private Map<Integer, PositionRange> within = Map.of();
    private final List<String> notes = new ArrayList<>();
    private Optional<ReplayReport.Stop> stop = Optional.empty();
    private boolean heldBack;

    public ReplayProgress(ReplayPlan plan, ReplayMode mode) {
        this.plan = plan;
        this.mode = mode;
        this.written = new long[plan.parts().size()];
        this.alreadyThere = new long[plan.parts().size()];
        this.setAside = new long[plan.parts().size()];
        this.reached =
                plan.parts().stream().map(part -> part.positions().from()).toArray(Position[]::new);
    }

    public ReplayPlan plan() {
        return plan;
    }

    public ReplayMode mode() {
        return mode;
    }

    synchronized void settle(int part, long moreWritten, long moreThere, Position at) {
        written[part] += moreWritten;
        alreadyThere[part] += moreThere;
        reached[part] = at;
    }

    synchronized long settled(int part) {
        return written[part] + alreadyThere[part] + setAside[part];
    }

    synchronized void setAside(int part, Origin.Spot event, String reason) {
        setAside[part]++;
        if (refusals.size() < ReplayReport.MOST_REFUSALS) {
            refusals.add(new ReplayReport.Refusal(
                    new Origin(plan.from()).text(event.partition(), event.position()), reason));
        }
    }

    synchronized long setAside() {
        return sum(setAside);
    }

    synchronized long written() {
        return sum(written);
    }

    synchronized void facts(SelectionFacts known) {
        facts = known;
    }

    synchronized void hazards(List<Hazard> found) {
        hazards = found;
    }

    synchronized void within(Map<Integer, PositionRange> ranges) {
        within = ranges;
    }

    /// Whether the target makes the run wait.
    synchronized void heldBack(boolean isHeldBack) {
        heldBack = isHeldBack;
    }

    synchronized void note(String note) {
        notes.add(note);
    }

    synchronized void stop(ReplayReport.Reason reason, String message, Optional<String> event) {
        stop = Optional.of(new ReplayReport.Stop(reason, message, event));
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /// What is settled up to now.
    public synchronized ReplayReport report() {
        List<ReplayReport.Part> parts = new ArrayList<>();
        for (int i = 0; i < written.length; i++) {
            Part part = plan.parts().get(i);
            parts.add(new ReplayReport.Part(
                    part.partition(),
                    part.positions(),
                    part.targetPartition(),
                    part.events(),
                    written[i],
                    alreadyThere[i],
                    reached[i]));
        }
        return new ReplayReport(
                plan.id(),
                mode == ReplayMode.DRY_RUN,
                plan.events(),
                sum(written),
                sum(alreadyThere),
                sum(setAside),
                refusals,
                parts,
                within,
                stop,
                hazards,
                facts,
                notes);
    }

    /// The same for the task list, one part for each range of the plan.
    synchronized ProgressSnapshot snapshot() {
        List<ProgressSnapshot.Part> parts = new ArrayList<>();
        for (int i = 0; i < written.length; i++) {
            Part part = plan.parts().get(i);
            long done = written[i] + alreadyThere[i] + setAside[i];
            parts.add(new ProgressSnapshot.Part(
                    "partition " + part.partition(),
                    done,
                    part.events(),
                    "offset " + reached[i],
                    done == part.events() ? "done" : ""));
        }
        long there = sum(alreadyThere);
        long refused = sum(setAside);
        return new ProgressSnapshot(
                mode == ReplayMode.DRY_RUN ? "Counting what would be copied" : "Copying",
                sum(written) + there + refused,
                plan.events(),
                "events",
                parts,
                note(there, refused));
    }

    private String note(long there, long refused) {
        List<String> said = new ArrayList<>();
        if (heldBack) {
            said.add("throttled: a quota of the target holds it back");
        }
        if (there > 0) {
            said.add(Phrases.number(there) + " stood there already");
        }
        if (refused > 0) {
            said.add(Phrases.number(refused) + " set aside");
        }
        return String.join(", ", said);
    }
}
