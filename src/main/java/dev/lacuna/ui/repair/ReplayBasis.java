package dev.lacuna.ui.repair;

import dev.lacuna.model.ReplayPlan;
import dev.lacuna.task.TaskHandle;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a replay was asked for at, before there is a plan: which events are meant, and how a plan is made of
/// them and of what is wished besides.
public interface ReplayBasis {

    /// What may be wished here; the rates always may.
    Set<Wish> asked();

    /// Whether copies may be edited.
    boolean takesEdits();

    /// What is wished at first.
    ReplayWishes first();

    /// Streams of this cluster that could be the target.
    List<String> topics();

    /// Other clusters that are known.
    List<String> clusters();

    /// Makes a plan; only called with wishes that can be understood.
    TaskHandle<ReplayPlan> plan(ReplayWishes wishes);

    /// The command line that makes the same plan; empty where there is none.
    Optional<String> command(ReplayWishes wishes);

    /// Does something on another thread, soon.
    void beside(Runnable work);

    /// One whose plan is being made already, and can't be another.
    static ReplayBasis fixed(TaskHandle<ReplayPlan> planning) {
        return new ReplayBasis() {
            @Override
            public Set<Wish> asked() {
                return Set.of();
            }

            @Override
            public boolean takesEdits() {
                return false;
            }

            @Override
            public ReplayWishes first() {
                return ReplayWishes.USUAL;
            }

            @Override
            public List<String> topics() {
                return List.of();
            }

            @Override
            public List<String> clusters() {
                return List.of();
            }

            @Override
            public TaskHandle<ReplayPlan> plan(ReplayWishes wishes) {
                return planning;
            }

            @Override
            public Optional<String> command(ReplayWishes wishes) {
                return Optional.empty();
            }

            @Override
            public void beside(Runnable work) {
                work.run();
            }
        };
    }
}
