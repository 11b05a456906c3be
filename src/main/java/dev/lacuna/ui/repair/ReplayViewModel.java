package dev.lacuna.ui.repair;

import dev.lacuna.investigation.Rehearsal;
import dev.lacuna.investigation.Verification;
import dev.lacuna.model.ReplayPlan;
import dev.lacuna.repair.replay.ReplayOptions;
import dev.lacuna.repair.replay.ReplayReport;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskState;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/// One replay from its plan to its proof. It never waits: [#refresh()] looks at the running task, about ten times a
/// second, and takes the next step when it has ended.
final class ReplayViewModel {

    private final ReplayActions actions;
    private final ReplayBasis basis;
    private final WishesModel wished;
    private final ReplayConsent consent = new ReplayConsent();
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes", 0);

    private ReplayStep step = ReplayStep.PLANNING;
    private @Nullable StepWork work;
    private @Nullable ReplayPlan plan;
    private @Nullable ReplayReport dryRun;
    private @Nullable Rehearsal rehearsal;
    private @Nullable ReplayReport report;
    private @Nullable Verification verification;
    private @Nullable ReplayProblem problem;

    private boolean goOn;
    private boolean begun;

    /// Begins with what is wished at first.
    ReplayViewModel(ReplayActions actions, ReplayBasis basis) {
        this.actions = actions;
        this.basis = basis;
        this.wished = new WishesModel(basis);
        this.work = planning();
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
        boolean open = step == ReplayStep.ASKING
                || step == ReplayStep.PLANNING
                || step == ReplayStep.REFUSED
                || step == ReplayStep.READY;
        return open && !begun && !(basis.asked().isEmpty() && !basis.takesEdits());
    }

    /// Whether a rate can be given: also for what is to be copied further.
    boolean canChooseRate() {
        return canWish() || step == ReplayStep.READY || step == ReplayStep.DONE;
    }

    /// Takes another wish; what was planned before is dropped where it would no longer be right.
    void wish(ReplayWishes wishes) {
        if (!canChooseRate()) {
            return;
        }
        boolean another = wished.set(wishes);
        if (another && canWish()) {
            drop();
            go(ReplayStep.ASKING);
        } else {
            changed();
        }
    }

    private StepWork planning() {
        return StepWork.of(basis.plan(wished.plan()), this::planned);
    }

    private void drop() {
        cancelWork();
        consent.forget();
        plan = null;
        dryRun = null;
        rehearsal = null;
        problem = null;
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

    ReplayStep step() {
        return step;
    }

    Optional<ReplayPlan> plan() {
        return Optional.ofNullable(plan);
    }

    /// What must be known and agreed to before anything is written.
    ReplayConsent consent() {
        return consent;
    }

    Optional<ReplayReport> dryRunReport() {
        return Optional.ofNullable(dryRun);
    }

    Optional<Rehearsal> rehearsal() {
        return Optional.ofNullable(rehearsal);
    }

    /// Whether copies of the plan may stand in the target: another plan would copy their events once more.
    boolean isBegun() {
        return begun;
    }

    /// What the last run has copied, also when it ended early; empty where it was cancelled or failed.
    Optional<ReplayReport> report() {
        return Optional.ofNullable(report);
    }

    Optional<Verification> verification() {
        return Optional.ofNullable(verification);
    }

    Optional<ReplayProblem> problem() {
        return Optional.ofNullable(problem);
    }

    boolean isReadOnly() {
        return plan != null && actions.isReadOnly(plan);
    }

    void agree(boolean yes) {
        consent.agree(yes);
        changed();
    }

    void confirm(String name) {
        consent.confirm(name);
        changed();
    }

    /// Copies as soon as that is known to do no harm; where somebody must agree first, it waits for them.
    void goOnWhenReady() {
        goOn = true;
    }

    boolean isRunning() {
        return step.isRunning();
    }

    /// Whether something goes on that must be watched also when nobody looks at the dialog any more.
    boolean isBusy() {
        return isRunning() || consent.isLooking() || step == ReplayStep.ASKING && wished.isUnderstood();
    }

    boolean canDryRun() {
        return step == ReplayStep.READY;
    }

    boolean canCopy() {
        boolean due = step == ReplayStep.READY || (step == ReplayStep.DONE && !isVerified());
        return due && consent.isGiven() && !isReadOnly() && wished.wishes().isRateUnderstood();
    }

    boolean canVerify() {
        return step == ReplayStep.DONE || (step == ReplayStep.READY && begun);
    }

    boolean isVerified() {
        return verification != null && verification.isVerified();
    }

    boolean isPaused() {
        return work != null && work.isPaused();
    }

    boolean isCancelling() {
        return work != null && work.isCancelling();
    }

    /// How far the step is that runs.
    ProgressSnapshot progress() {
        return work == null ? ProgressSnapshot.NONE : work.progress();
    }

    void dryRun() {
        if (plan != null && canDryRun()) {
            problem = null;
            go(ReplayStep.DRY_RUN, StepWork.of(actions.run(plan, false, ReplayOptions.DEFAULT, ""), this::dryRunEnded));
        }
    }

    /// Whether it may be tried on a broker of its own: where hazards are known, so that one knows what to look for.
    boolean canRehearse() {
        return step == ReplayStep.READY && consent.hazards().isPresent();
    }

    void rehearse() {
        if (plan != null && canRehearse()) {
            problem = null;
            rehearsal = null;
            go(ReplayStep.REHEARSING, StepWork.of(actions.rehearse(plan), this::rehearsalEnded));
        }
    }

    void copy() {
        if (plan != null && canCopy()) {
            problem = null;
            verification = null;
            ReplayOptions options = wished.wishes().options();
            TaskHandle<ReplayReport> run = actions.run(
                    plan, true, consent.isBlocked() ? options.acceptingHazards() : options, consent.confirmed());
            go(ReplayStep.COPYING, StepWork.of(run, this::copyEnded));
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
        go(ReplayStep.VERIFYING, StepWork.of(actions.verify(written), this::verifyEnded));
    }

    void pauseOrResume() {
        if (work != null) {
            work.pauseOrResume();
            changed();
        }
    }

    void cancel() {
        cancelWork();
        changed();
    }

    private void cancelWork() {
        if (work != null) {
            work.cancel();
        }
    }

    void save() {
        if (plan != null) {
            actions.save(plan);
        }
    }

    /// Looks at what runs and goes on where something has ended.
    void refresh() {
        if (wished.refresh()) {
            changed();
        }
        if (step == ReplayStep.ASKING && wished.isDue()) {
            go(ReplayStep.PLANNING, planning());
        }
        lookAtPreflight();
        StepWork now = work;
        if (now == null) {
            return;
        }
        if (now.isEnded()) {
            now.goOn();
        } else if (now.hasMoved()) {
            changed();
        }
    }

    private void planned(TaskHandle<ReplayPlan> planning) {
        plan = planning.result().orElse(null);
        if (plan == null) {
            problem = ReplayProblem.of(step, planning);
            go(ReplayStep.REFUSED);
            return;
        }
        consent.lookFor(actions.preflight(plan));
        go(ReplayStep.READY);
    }

    private void lookAtPreflight() {
        if (!consent.refresh()) {
            return;
        }
        if (plan != null && consent.hazards().isPresent()) {
            consent.askFor(actions.namesToConfirm(plan));
        }
        changed();
        if (goOn) {
            goOn = false;
            copy(); // does nothing where somebody must agree first
        }
    }

    /// Looks for hazards again where that has failed.
    void preflightAgain() {
        if (plan != null && !consent.isLooking() && consent.hazards().isEmpty()) {
            consent.lookFor(actions.preflight(plan));
            changed();
        }
    }

    private void dryRunEnded(TaskHandle<ReplayReport> run) {
        dryRun = run.result().orElse(dryRun);
        problem = run.result().isPresent() ? null : ReplayProblem.of(step, run);
        go(ReplayStep.READY);
    }

    private void rehearsalEnded(TaskHandle<Rehearsal> task) {
        rehearsal = task.result().orElse(null);
        problem = rehearsal == null ? ReplayProblem.of(step, task) : null;
        go(ReplayStep.READY);
    }

    private void copyEnded(TaskHandle<ReplayReport> run) {
        report = run.result().orElse(null);
        begun |= report != null || run.state() == TaskState.CANCELLED; // one that fails has written nothing
        problem = report == null ? ReplayProblem.of(step, run) : null;
        if (plan != null && report != null && report.isComplete()) {
            startVerifying(plan);
        } else {
            go(ReplayStep.READY);
        }
    }

    private void verifyEnded(TaskHandle<Verification> look) {
        verification = look.result().orElse(null);
        problem = verification == null ? ReplayProblem.of(step, look) : null;
        go(ReplayStep.DONE);
        if (verification != null) {
            actions.verified(verification);
        }
    }

    /// To a step at which nothing runs.
    private void go(ReplayStep next) {
        go(next, null);
    }

    private void go(ReplayStep next, @Nullable StepWork does) {
        step = step.to(next);
        work = does;
        changed();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
