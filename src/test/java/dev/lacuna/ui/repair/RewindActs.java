package dev.lacuna.ui.repair;

import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.model.StreamRef;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.rewind.PlannedRewind;
import dev.lacuna.repair.rewind.RewindAim;
import dev.lacuna.repair.rewind.RewindReport;
import dev.lacuna.repair.rewind.RewindReport.Outcome;
import dev.lacuna.source.GroupInfo;
import dev.lacuna.source.GroupKind;
import dev.lacuna.source.GroupMember;
import dev.lacuna.source.GroupState;
import dev.lacuna.source.GroupSummary;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a rewind sets off, answered as a test wants it: `billing` from 80 and 60 back to 50.
final class RewindActs implements RewindActions {

    private final TaskRunner runner;
    final List<String> calls = new ArrayList<>();
    final List<RewindReport> changed = new ArrayList<>();
    List<GroupMember> members = List.of();
    boolean blocking;
    boolean backBlocked;
    boolean part;
    boolean readOnly;
    /// What must be typed; empty for none.
    String name = "";

    /// What is known of that before anything is refused.
    List<String> names = List.of();

    @Nullable
    String failure;

    RewindActs(TaskRunner runner) {
        this.runner = runner;
    }

    static RewindPlan plan(RewindAim aim) {
        return new RewindPlan(
                "plan1",
                Instant.parse("2026-03-14T10:00:00Z"),
                "test",
                "kafka://shop:9092",
                "shop",
                "billing",
                aim.words(),
                List.of(part(0, 80), part(1, 60)),
                List.of());
    }

    private static RewindPlan.Part part(int number, long before) {
        return new RewindPlan.Part(
                "orders",
                "orders-id",
                number,
                Optional.of(Position.offset(before)),
                Position.offset(50),
                PositionRange.offsets(0, 100));
    }

    @Override
    public TaskHandle<PlannedRewind> plan(String group, Optional<String> stream, RewindAim aim) {
        calls.add("plan " + stream.orElse("all") + " " + aim.words());
        var state = members.isEmpty() ? GroupState.EMPTY : GroupState.ACTIVE;
        var info = new GroupInfo(new GroupSummary(group, GroupKind.CLASSIC, state, "consumer"), members, List.of());
        List<Hazard> hazards = new ArrayList<>();
        if (!members.isEmpty()) {
            hazards.add(Hazard.blocking("The group is active", "Its positions belong to its members: " + members));
        }
        if (blocking) {
            hazards.add(Hazard.blocking("Events would be skipped unread", "At most 10 events."));
        }
        hazards.add(Hazard.warning("Everything behind the point is read again", "At most 40 events."));
        return runner.start(
                "plan", context -> new PlannedRewind(plan(aim), info, hazards, Map.of(), List.of("orders/2 stays.")));
    }

    @Override
    public TaskHandle<RewindReport> run(RewindPlan plan, boolean execute, boolean agreed, String confirmed) {
        if (execute && !confirmed.equals(name)) {
            return runner.start("run", context -> {
                throw new SourceException(SourceException.Kind.UNCONFIRMED, "Say so by its name: " + name, false, null);
            });
        }
        calls.add(!execute ? "dry run" : agreed ? "set, agreed" : "set");
        return answer(plan, !execute, false);
    }

    @Override
    public TaskHandle<RewindReport> rollBack(RewindPlan plan, boolean agreed, String confirmed) {
        calls.add(agreed ? "roll back, agreed" : "roll back");
        if (backBlocked && !agreed) {
            return runner.start("run", context -> {
                throw new PlanException(
                        PlanException.Kind.HAZARD, "Refused, nothing was written. The group went beyond.");
            });
        }
        return answer(plan, false, true);
    }

    private TaskHandle<RewindReport> answer(RewindPlan plan, boolean dry, boolean back) {
        String why = failure;
        return runner.start("run", context -> {
            if (why != null) {
                throw new IllegalStateException(why);
            }
            List<RewindReport.Row> rows = plan.parts().stream()
                    .map(one -> new RewindReport.Row(
                            new StreamRef("kafka://shop:9092", one.stream()).partition(one.partition()),
                            one.move(),
                            dry ? Outcome.WOULD_SET : part && one.partition() == 1 ? Outcome.REFUSED : Outcome.SET,
                            part && !dry && one.partition() == 1 ? "The coordinator is not available." : ""))
                    .toList();
            return new RewindReport(
                    plan.id(), plan.group(), dry, back, rows, Path.of("plan.before.json"), List.of(), List.of());
        });
    }

    @Override
    public Path file(RewindPlan plan) {
        return Path.of("/home/me/.local/state/lacuna/rewinds", "rewind-" + plan.id() + ".json");
    }

    @Override
    public void copyCommand(String group, Optional<String> stream, RewindAim aim) {
        calls.add("copy");
    }

    @Override
    public void changed(RewindReport report) {
        changed.add(report);
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }
}
