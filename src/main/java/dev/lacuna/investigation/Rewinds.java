package dev.lacuna.investigation;

import dev.lacuna.detect.group.GroupSkipRule;
import dev.lacuna.journal.TaskKind;
import dev.lacuna.journal.TaskStart;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.model.StreamInfo;
import dev.lacuna.repair.PlanFile;
import dev.lacuna.repair.PlanIds;
import dev.lacuna.repair.rewind.PlannedRewind;
import dev.lacuna.repair.rewind.RewindAim;
import dev.lacuna.repair.rewind.RewindCheck;
import dev.lacuna.repair.rewind.RewindCheckResult;
import dev.lacuna.repair.rewind.RewindJob;
import dev.lacuna.repair.rewind.RewindMode;
import dev.lacuna.repair.rewind.RewindPlanner;
import dev.lacuna.repair.rewind.RewindReport;
import dev.lacuna.repair.rewind.RewindRequest;
import dev.lacuna.repair.rewind.RewindRun;
import dev.lacuna.repair.rewind.RollBack;
import dev.lacuna.source.SourceException;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamSource;
import dev.lacuna.task.TaskContext;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plans, runs, takes back and verifies rewinds of an open source's consumer groups; each starts a task and returns
/// at once.
public final class Rewinds {

    private final StreamSource source;
    private final SourceSpec spec;
    private final TaskRunner runner;
    private final WriteGate gate;
    private final TaskLog log;
    private final String toolVersion;

    Rewinds(StreamSource source, SourceSpec spec, TaskRunner runner, WriteGate gate, String toolVersion) {
        this.source = source;
        this.spec = spec;
        this.runner = runner;
        this.gate = gate;
        this.log = new TaskLog(runner, gate);
        this.toolVersion = toolVersion;
    }

    /// Plans to set a consumer group back, or forth.
    ///
    /// @param stream only in this one; empty: in each in which the group has a position
    /// @param partitions only these; empty means all
    public TaskHandle<PlannedRewind> plan(
            String group, Optional<String> stream, Set<Integer> partitions, RewindAim aim) {
        var planner = new RewindPlanner(runner.clock(), new PlanIds(), toolVersion);
        var about = new TaskStart(TaskKind.PLAN, spec.uri(), spec.uri(), "group " + group, "", Optional.empty());
        return log.start(
                "Plan a rewind of " + group,
                about,
                new RewindAccounts.Planning(),
                (context, number) -> planner.plan(new RewindRequest(source, group, stream, partitions, aim), context));
    }

    /// Runs a rewind: once, however often it is called.
    ///
    /// @param file the plan's file: the group's positions before and after are kept beside it
    /// @param acceptHazards whether someone has agreed to what could go wrong
    /// @param recipe how somebody could do it again
    public TaskHandle<RewindReport> run(
            RewindPlan plan, Path file, RewindMode mode, boolean acceptHazards, Recipe recipe) {
        var run = new RewindRun(runner.clock());
        return start(
                TaskKind.REWIND,
                plan,
                mode,
                spec,
                recipe,
                "Rewind ",
                (open, context) -> run.run(new RewindJob(plan, open, file), mode, acceptHazards, context));
    }

    /// Writes the plan into the file, then runs it: for whoever has made a plan and not kept it.
    ///
    /// @param confirmed the name that was typed to agree to a write into production; empty for none
    public TaskHandle<RewindReport> keepAndRun(
            RewindPlan plan, Path file, boolean acceptHazards, String confirmed, Recipe recipe) {
        var run = new RewindRun(runner.clock());
        return start(
                TaskKind.REWIND,
                plan,
                RewindMode.EXECUTE,
                spec.confirmedAs(confirmed),
                recipe,
                "Rewind ",
                (open, context) -> {
                    Path folder = file.toAbsolutePath().getParent();
                    if (folder != null) {
                        Files.createDirectories(folder);
                    }
                    PlanFile.write(plan, file);
                    return run.run(new RewindJob(plan, open, file), RewindMode.EXECUTE, acceptHazards, context);
                });
    }

    /// Takes a group back to where it stood before the plan was run.
    ///
    /// @param confirmed the name that was typed to agree to a write into production; empty for what the source was
    ///     opened with
    public TaskHandle<RewindReport> rollBack(
            RewindPlan plan, Path file, RewindMode mode, boolean acceptHazards, String confirmed, Recipe recipe) {
        return start(
                TaskKind.ROLL_BACK,
                plan,
                mode,
                confirmed.isEmpty() ? spec : spec.confirmedAs(confirmed),
                recipe,
                "Roll back ",
                (open, context) ->
                        RollBack.run(new RewindJob(plan, open, file), mode, acceptHazards, runner.clock(), context));
    }

    /// Looks whether a group was set as a plan says, and how far it has read on since.
    public TaskHandle<RewindCheckResult> verify(RewindPlan plan, Path file, Recipe recipe) {
        return log.start(
                "Verify " + plan.group(),
                RewindAccounts.start(TaskKind.VERIFY, plan, recipe),
                new RewindAccounts.Checking(),
                (context, number) -> withSkips(RewindCheck.check(new RewindJob(plan, source, file), context), plan));
    }

    /// Looks whether the group's commits still show a skip where it was set back for one.
    private RewindCheckResult withSkips(RewindCheckResult seen, RewindPlan plan) {
        if (plan.findings().isEmpty() || !seen.isOk()) {
            return seen;
        }
        try {
            List<String> notes = new ArrayList<>();
            for (String name : plan.parts().stream()
                    .map(RewindPlan.Part::stream)
                    .distinct()
                    .toList()) {
                StreamInfo stream = source.describe(name);
                new GroupSkipRule()
                        .find(stream, source.groupHistory(stream.stream())).stream()
                                .filter(finding ->
                                        plan.group().equals(finding.evidence().text("group")))
                                .map(finding ->
                                        "Still open: " + finding.explanation().summary() + " in " + finding.partition()
                                                + ", " + finding.positions() + ".")
                                .forEach(notes::add);
            }
            return seen.noting(
                    notes.isEmpty()
                            ? List.of("The group's commits show no skip there any more: what it skipped is closed.")
                            : notes);
        } catch (SourceException e) {
            return seen.noting(List.of("Whether a skip is left can't be told: " + e.getMessage()));
        }
    }

    /// One of the two that may write.
    private interface Work {
        RewindReport run(StreamSource open, TaskContext context) throws Exception;
    }

    private TaskHandle<RewindReport> start(
            TaskKind kind,
            RewindPlan plan,
            RewindMode mode,
            SourceSpec target,
            Recipe recipe,
            String title,
            Work work) {
        boolean execute = mode == RewindMode.EXECUTE;
        var account = new RewindAccounts.Setting();
        return log.start(
                (execute ? title : "Dry run for ") + plan.group(),
                RewindAccounts.start(execute ? kind : TaskKind.DRY_RUN, plan, recipe),
                account,
                (context, number) -> {
                    if (!execute) {
                        return work.run(source, context);
                    }
                    AdmittedWrite write = gate.admit(source, target, RewindAccounts.intent(kind, number, plan, target));
                    return account.noted(write, () -> work.run(write.target(), context));
                });
    }
}
