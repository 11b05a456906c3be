package dev.lacuna.ui.repair;

import dev.lacuna.investigation.Rehearsal;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/// One replay from its plan to its proof. It never waits: [#refresh()] looks at the running task, about ten times a
/// second, and takes the next step when it has ended.
///
/// ```
/// ASKING <── (another wish, from the next three)
///    v
/// PLANNING ──> READY <──> DRY_RUN, REHEARSING
///    │          │ ^
///    v          v │ (ended early, failed, cancelled)
/// REFUSED     COPYING ──> VERIFYING <──> DONE ──> COPYING (what is missing)
/// ```
/// What ended early leads back to READY, from where it can be copied further or looked at as it is. Once something was
/// copied the plan is no longer made anew.
final class ReplayViewModel {

    enum Step {
        /// Something else is wished for, which is still being typed or can't be understood.
        ASKING,
        PLANNING,
        /// There is no plan, and the problem says why.
        REFUSED,
        READY,
        DRY_RUN,
        REHEARSING,
        COPYING,
        VERIFYING,
        /// It was looked at what stands in the target; see the verification, or the problem where that failed.
        DONE
    }

    private static final Map<Step, Set<Step>> NEXT = new EnumMap<>(Map.of(
            Step.ASKING, EnumSet.of(Step.ASKING, Step.PLANNING),
            Step.PLANNING, EnumSet.of(Step.READY, Step.REFUSED, Step.ASKING),
            Step.REFUSED, EnumSet.of(Step.ASKING),
            Step.READY, EnumSet.of(Step.DRY_RUN, Step.REHEARSING, Step.COPYING, Step.VERIFYING, Step.ASKING),
            Step.DRY_RUN, EnumSet.of(Step.READY),
            Step.REHEARSING, EnumSet.of(Step.READY),
            Step.COPYING, EnumSet.of(Step.READY, Step.VERIFYING),
            Step.VERIFYING, EnumSet.of(Step.DONE),
            Step.DONE, EnumSet.of(Step.VERIFYING, Step.COPYING)));

    private final ReplayActions actions;
    private final ReplayBasis basis;
    private final WishesModel wished;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes", 0);

    private Step step = Step.PLANNING;
    private TaskHandle<ReplayPlan> planning;
    private @Nullable ReplayPlan plan;
    private @Nullable TaskHandle<List<Hazard>> preflight;
    private @Nullable TaskHandle<ReplayReport> running;
    private @Nullable TaskHandle<Rehearsal> rehearsing;
    private @Nullable TaskHandle<Verification> verifying;
    private @Nullable List<Hazard> hazards;
    private @Nullable String preflightProblem;
    private @Nullable ReplayReport dryRun;
    private @Nullable Rehearsal rehearsal;
    private @Nullable ReplayReport report;
    private @Nullable Verification verification;
    private @Nullable Problem problem;

    private boolean agreed;
    private List<String> names = List.of();
    private String typed = "";
    private boolean goOn;
    private TaskState seenState = TaskState.QUEUED;
    private ProgressSnapshot seenProgress = ProgressSnapshot.NONE;

    /// Something that did not work out.
    ///
    /// @param during the step that ended with it
    /// @param cancelled whether the engineer wanted it so
    /// @param reason in words for people, may be empty
    /// @param done how many events were settled before, where that is known
    record Problem(Step during, boolean cancelled, String reason, long done) {}

    /// Begins with what is wished at first.
    ReplayViewModel(ReplayActions actions, ReplayBasis basis) {
        this.actions = actions;
        this.basis = basis;
        this.wished = new WishesModel(basis);
        this.planning = basis.plan(wished.plan());
    }

    /// One whose plan can't be another.
    ReplayViewModel(ReplayActions actions, TaskHandle<ReplayPlan> planning) {
        this(actions, ReplayBasis.fixed(planning));
    }

    ReplayBasis basis() {
        return basis;
    }

    WishesModel wished() {
        return wished;
    }

    /// Whether what makes a plan can be wished otherwise.
    boolean canWish() {
        boolean open = step == Step.ASKING || step == Step.PLANNING || step == Step.REFUSED || step == Step.READY;
        return open && report == null && !(basis.asked().isEmpty() && !basis.takesEdits());
    }

    /// Whether a rate can be given: also for what is to be copied further.
    boolean canChooseRate() {
        return canWish() || step == Step.READY || step == Step.DONE;
    }

    /// Takes another wish; what was planned before is dropped where it would no longer be right.
    void wish(ReplayWishes wishes) {
        if (!canChooseRate()) {
            return;
        }
        boolean another = wished.set(wishes);
        if (another && canWish()) {
            drop();
            go(Step.ASKING);
        } else {
            changed();
        }
    }

    private void drop() {
        planning.cancel();
        if (preflight != null) {
            preflight.cancel();
        }
        preflight = null;
        plan = null;
        hazards = null;
        preflightProblem = null;
        dryRun = null;
        rehearsal = null;
        problem = null;
        agreed = false;
        names = List.of();
    }

    /// Copies the command line that makes the same plan.
    void copyCommand() {
        command().ifPresent(actions::copyCommand);
    }

    /// Empty where there is none, or what is wished can't be understood.
    Optional<String> command() {
        return wished.isUnderstood() && wished.wishes().isRateUnderstood()
                ? basis.command(wished.wishes())
                : Optional.empty();
    }

    /// Grows with everything that a view would show anew.
    ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    Step step() {
        return step;
    }

    Optional<ReplayPlan> plan() {
        return Optional.ofNullable(plan);
    }

    /// What could go wrong, worst first; empty while that is looked for.
    Optional<List<Hazard>> hazards() {
        return Optional.ofNullable(hazards);
    }

    /// Why the hazards could not be looked for.
    Optional<String> preflightProblem() {
        return Optional.ofNullable(preflightProblem);
    }

    Optional<ReplayReport> dryRunReport() {
        return Optional.ofNullable(dryRun);
    }

    Optional<Rehearsal> rehearsal() {
        return Optional.ofNullable(rehearsal);
    }

    /// What was copied, also when it ended early.
    Optional<ReplayReport> report() {
        return Optional.ofNullable(report);
    }

    Optional<Verification> verification() {
        return Optional.ofNullable(verification);
    }

    Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    boolean isReadOnly() {
        return plan != null && actions.isReadOnly(plan);
    }

    boolean isBlocked() {
        return hazards != null && hazards.stream().anyMatch(Hazard::isBlocking);
    }

    /// Whether the engineer has agreed to what blocks it.
    boolean isAgreed() {
        return agreed;
    }

    void agree(boolean yes) {
        agreed = yes;
        changed();
    }

    /// The names of which one must be typed before anything is written; empty where none is needed.
    List<String> namesToConfirm() {
        return names;
    }

    /// Whether what is written is meant to be: production is agreed to by its name.
    boolean isConfirmed() {
        return names.isEmpty() || names.contains(typed);
    }

    void confirm(String name) {
        typed = name.strip();
        changed();
    }

    /// Copies as soon as that is known to do no harm; where somebody must agree first, it waits for them.
    void goOnWhenReady() {
        goOn = true;
    }

    boolean isRunning() {
        return switch (step) {
            case PLANNING, DRY_RUN, REHEARSING, COPYING, VERIFYING -> true;
            case ASKING, REFUSED, READY, DONE -> false;
        };
    }

    /// Whether something goes on that must be watched also when nobody looks at the dialog any more.
    boolean isBusy() {
        return isRunning() || preflight != null || step == Step.ASKING && wished.isUnderstood();
    }

    boolean canDryRun() {
        return step == Step.READY;
    }

    /// Hazards come first: nothing is written before they are known.
    boolean canCopy() {
        boolean due = step == Step.READY || (step == Step.DONE && !isVerified());
        return due
                && hazards != null
                && (!isBlocked() || agreed)
                && isConfirmed()
                && !isReadOnly()
                && wished.wishes().isRateUnderstood();
    }

    boolean canVerify() {
        return step == Step.DONE || (step == Step.READY && report != null);
    }

    boolean isVerified() {
        return verification != null && verification.isVerified();
    }

    boolean isPaused() {
        return task().map(task -> task.state() == TaskState.PAUSED).orElse(false);
    }

    boolean isCancelling() {
        return task().map(task -> task.state() == TaskState.CANCELLING).orElse(false);
    }

    /// How far the step is that runs.
    ProgressSnapshot progress() {
        return task().map(TaskHandle::progress).orElse(ProgressSnapshot.NONE);
    }

    void dryRun() {
        if (plan != null && canDryRun()) {
            problem = null;
            running = actions.run(plan, false, ReplayOptions.DEFAULT, "");
            go(Step.DRY_RUN);
        }
    }

    /// Whether it may be tried on a broker of its own: where hazards are known, so that one knows what to look for.
    boolean canRehearse() {
        return step == Step.READY && hazards != null;
    }

    void rehearse() {
        if (plan != null && canRehearse()) {
            problem = null;
            rehearsal = null;
            rehearsing = actions.rehearse(plan);
            go(Step.REHEARSING);
        }
    }

    void copy() {
        if (plan != null && canCopy()) {
            problem = null;
            verification = null;
            String name = names.isEmpty() ? "" : typed;
            ReplayOptions options = wished.wishes().options();
            running = actions.run(plan, true, isBlocked() ? options.acceptingHazards() : options, name);
            go(Step.COPYING);
        }
    }

    void verify() {
        if (plan != null && canVerify()) {
            startVerifying(plan);
        }
    }

    private void startVerifying(ReplayPlan written) {
        problem = null;
        verification = null;
        verifying = actions.verify(written);
        go(Step.VERIFYING);
    }

    void pauseOrResume() {
        task().ifPresent(task -> {
            if (task.state() == TaskState.PAUSED) {
                task.resume();
            } else {
                task.pause();
            }
        });
        changed();
    }

    void cancel() {
        task().ifPresent(TaskHandle::cancel);
        changed();
    }

    void save() {
        if (plan != null) {
            actions.save(plan);
        }
    }

    private Optional<TaskHandle<?>> task() {
        return Optional.ofNullable(
                switch (step) {
                    case PLANNING -> planning;
                    case DRY_RUN, COPYING -> running;
                    case REHEARSING -> rehearsing;
                    case VERIFYING -> verifying;
                    case ASKING, REFUSED, READY, DONE -> null;
                });
    }

    /// Looks at what runs and goes on where something has ended.
    void refresh() {
        if (wished.refresh()) {
            changed();
        }
        if (step == Step.ASKING && wished.isDue()) {
            planning = basis.plan(wished.plan());
            go(Step.PLANNING);
        }
        lookAtPreflight();
        TaskHandle<?> task = task().orElse(null);
        if (task == null) {
            return;
        }
        TaskState state = task.state();
        ProgressSnapshot progress = task.progress();
        if (state.isTerminal()) {
            ended();
        } else if (state != seenState || !progress.equals(seenProgress)) {
            seenState = state;
            seenProgress = progress;
            changed();
        }
    }

    private void ended() {
        switch (step) {
            case PLANNING -> planned();
            case DRY_RUN -> dryRunEnded();
            case COPYING -> copyEnded();
            case REHEARSING -> rehearsalEnded();
            case VERIFYING -> verifyEnded();
            case ASKING, REFUSED, READY, DONE -> {}
        }
    }

    private void planned() {
        plan = planning.result().orElse(null);
        if (plan == null) {
            problem = problemOf(planning);
            go(Step.REFUSED);
            return;
        }
        preflight = actions.preflight(plan);
        go(Step.READY);
    }

    private void lookAtPreflight() {
        TaskHandle<List<Hazard>> look = preflight;
        if (look != null && look.state().isTerminal()) {
            preflight = null;
            hazards = look.result().map(List::copyOf).orElse(null);
            preflightProblem = hazards == null ? problemOf(look).reason() : null;
            names = plan == null || hazards == null ? List.of() : actions.namesToConfirm(plan);
            changed();
            if (goOn) {
                goOn = false;
                copy(); // does nothing where somebody must agree first
            }
        }
    }

    /// Looks for hazards again where that has failed.
    void preflightAgain() {
        if (plan != null && preflight == null && hazards == null) {
            preflightProblem = null;
            preflight = actions.preflight(plan);
            changed();
        }
    }

    private void dryRunEnded() {
        TaskHandle<ReplayReport> run = running;
        if (run != null) {
            dryRun = run.result().orElse(dryRun);
            problem = run.result().isPresent() ? null : problemOf(run);
        }
        go(Step.READY);
    }

    private void rehearsalEnded() {
        TaskHandle<Rehearsal> task = rehearsing;
        rehearsal = task == null ? null : task.result().orElse(null);
        if (task != null && rehearsal == null) {
            problem = problemOf(task);
        }
        go(Step.READY);
    }

    private void copyEnded() {
        TaskHandle<ReplayReport> run = running;
        report = run == null ? null : run.result().orElse(null);
        if (run != null && report == null) {
            problem = problemOf(run);
        }
        if (plan != null && report != null && report.isComplete()) {
            startVerifying(plan);
        } else {
            go(Step.READY);
        }
    }

    private void verifyEnded() {
        TaskHandle<Verification> look = verifying;
        verification = look == null ? null : look.result().orElse(null);
        if (look != null && verification == null) {
            problem = problemOf(look);
        }
        go(Step.DONE);
        if (verification != null) {
            actions.verified(verification);
        }
    }

    private Problem problemOf(TaskHandle<?> task) {
        String reason = task.failure()
                .map(failure -> failure.getMessage() == null ? failure.toString() : failure.getMessage())
                .orElse("");
        return new Problem(
                step,
                task.state() == TaskState.CANCELLED,
                reason,
                task.progress().done());
    }

    private void go(Step next) {
        if (!NEXT.getOrDefault(step, Set.of()).contains(next)) {
            throw new IllegalStateException("a replay can't go from " + step + " to " + next);
        }
        step = next;
        seenState = TaskState.QUEUED;
        seenProgress = ProgressSnapshot.NONE;
        changed();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
