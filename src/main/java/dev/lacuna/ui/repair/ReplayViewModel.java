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
    private TaskHandle<ReplayPlan> planning;
    private @Nullable ReplayPlan plan;
    private @Nullable TaskHandle<ReplayReport> running;
    private @Nullable TaskHandle<Rehearsal> rehearsing;
    private @Nullable TaskHandle<Verification> verifying;
    private @Nullable ReplayReport dryRun;
    private @Nullable Rehearsal rehearsal;
    private @Nullable ReplayReport report;
    private @Nullable Verification verification;
    private @Nullable Problem problem;

    private boolean goOn;
    private TaskState seenState = TaskState.QUEUED;
    private ProgressSnapshot seenProgress = ProgressSnapshot.NONE;

    /// Something that did not work out.
    ///
    /// @param during the step that ended with it
    /// @param cancelled whether the engineer wanted it so
    /// @param reason in words for people, may be empty
    /// @param done how many events were settled before, where that is known
    record Problem(ReplayStep during, boolean cancelled, String reason, long done) {}

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
        boolean open = step == ReplayStep.ASKING
                || step == ReplayStep.PLANNING
                || step == ReplayStep.REFUSED
                || step == ReplayStep.READY;
        return open && report == null && !(basis.asked().isEmpty() && !basis.takesEdits());
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

    private void drop() {
        planning.cancel();
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
        return step == ReplayStep.DONE || (step == ReplayStep.READY && report != null);
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
            go(ReplayStep.DRY_RUN);
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
            rehearsing = actions.rehearse(plan);
            go(ReplayStep.REHEARSING);
        }
    }

    void copy() {
        if (plan != null && canCopy()) {
            problem = null;
            verification = null;
            ReplayOptions options = wished.wishes().options();
            running = actions.run(
                    plan, true, consent.isBlocked() ? options.acceptingHazards() : options, consent.confirmed());
            go(ReplayStep.COPYING);
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
        go(ReplayStep.VERIFYING);
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
        if (step == ReplayStep.ASKING && wished.isDue()) {
            planning = basis.plan(wished.plan());
            go(ReplayStep.PLANNING);
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

    private void dryRunEnded() {
        TaskHandle<ReplayReport> run = running;
        if (run != null) {
            dryRun = run.result().orElse(dryRun);
            problem = run.result().isPresent() ? null : problemOf(run);
        }
        go(ReplayStep.READY);
    }

    private void rehearsalEnded() {
        TaskHandle<Rehearsal> task = rehearsing;
        rehearsal = task == null ? null : task.result().orElse(null);
        if (task != null && rehearsal == null) {
            problem = problemOf(task);
        }
        go(ReplayStep.READY);
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
            go(ReplayStep.READY);
        }
    }

    private void verifyEnded() {
        TaskHandle<Verification> look = verifying;
        verification = look == null ? null : look.result().orElse(null);
        if (look != null && verification == null) {
            problem = problemOf(look);
        }
        go(ReplayStep.DONE);
        if (verification != null) {
            actions.verified(verification);
        }
    }

    private Problem problemOf(TaskHandle<?> task) {
        return new Problem(
                step,
                task.state() == TaskState.CANCELLED,
                reason(task),
                task.progress().done());
    }

    private void go(ReplayStep next) {
        step = step.to(next);
        seenState = TaskState.QUEUED;
        seenProgress = ProgressSnapshot.NONE;
        changed();
    }

    /// Why a task failed, for people; may be empty.
    static String reason(TaskHandle<?> task) {
        return task.failure()
                .map(failure -> failure.getMessage() == null ? failure.toString() : failure.getMessage())
                .orElse("");
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
