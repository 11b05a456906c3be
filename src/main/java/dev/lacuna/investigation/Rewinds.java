package dev.lacuna.investigation;

import dev.lacuna.model.RewindPlan;
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
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Plans, runs, takes back and verifies rewinds of an open source's consumer groups.
final class Rewinds {

    private final StreamSource source;
    private final SourceSpec spec;
    private final TaskRunner runner;
    private final String toolVersion;

    Rewinds(StreamSource source, SourceSpec spec, TaskRunner runner, String toolVersion) {
        this.source = source;
        this.spec = spec;
        this.runner = runner;
        this.toolVersion = toolVersion;
    }

    TaskHandle<PlannedRewind> plan(String group, Optional<String> stream, Set<Integer> partitions, RewindAim aim) {
        var planner = new RewindPlanner(runner.clock(), new PlanIds(), toolVersion);
        return runner.start(
                "Plan a rewind of " + group,
                context -> planner.plan(new RewindRequest(source, group, stream, partitions, aim), context));
    }

    TaskHandle<RewindReport> run(RewindPlan plan, Path file, RewindMode mode, boolean acceptHazards) {
        var run = new RewindRun(runner.clock());
        return start(plan, mode, "Rewind ", context -> run.run(job(plan, file), mode, acceptHazards, context));
    }

    TaskHandle<RewindReport> rollBack(RewindPlan plan, Path file, RewindMode mode, boolean acceptHazards) {
        return start(plan, mode, "Roll back ", context -> RollBack.run(job(plan, file), mode, acceptHazards, context));
    }

    TaskHandle<RewindCheckResult> verify(RewindPlan plan, Path file) {
        return runner.start("Verify " + plan.group(), context -> RewindCheck.check(job(plan, file), context));
    }

    private RewindJob job(RewindPlan plan, Path file) {
        return new RewindJob(plan, source, file);
    }

    /// One of the two that may write.
    private interface Work {
        RewindReport run(TaskContext context) throws Exception;
    }

    private TaskHandle<RewindReport> start(RewindPlan plan, RewindMode mode, String title, Work work) {
        boolean execute = mode == RewindMode.EXECUTE;
        return runner.start((execute ? title : "Dry run for ") + plan.group(), context -> {
            if (execute) {
                requireWritable();
            }
            return work.run(context);
        });
    }

    private void requireWritable() throws SourceException {
        if (spec.readOnly() || source.isReadOnly()) {
            throw new SourceException(
                    SourceException.Kind.READ_ONLY,
                    source.info().name()
                            + " is opened read-only: nothing was written. Use a profile that allows writing.",
                    false,
                    null);
        }
    }
}
