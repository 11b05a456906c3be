package dev.lacuna.ui.shell;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskRunner;
import dev.lacuna.ui.repair.ReplayBasis;
import dev.lacuna.ui.repair.ReplayWishes;
import dev.lacuna.ui.repair.Wish;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What a replay of an open source starts from.
///
/// @param planner makes a plan
/// @param commander words the command line that makes the same plan
record PlanningBasis(
        Set<Wish> asked,
        ReplayWishes first,
        List<String> topics,
        List<String> clusters,
        Function<ReplayWishes, TaskHandle<ReplayPlan>> planner,
        Function<ReplayWishes, String> commander,
        TaskRunner runner)
        implements ReplayBasis {

    @Override
    public boolean takesEdits() {
        return true;
    }

    @Override
    public TaskHandle<ReplayPlan> plan(ReplayWishes wishes) {
        return planner.apply(wishes);
    }

    @Override
    public Optional<String> command(ReplayWishes wishes) {
        return Optional.of(commander.apply(wishes));
    }

    @Override
    public void beside(Runnable work) {
        runner.beside(work);
    }
}
