package dev.lacuna.ui.repair;

import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.rewind.PlannedRewind;
import dev.lacuna.repair.rewind.RewindReport;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskState;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/// One rewind from the question where to, over its preview, to its proof and maybe back. It never waits: [#refresh()]
/// looks at the running task, about ten times a second, and takes the next step when it has ended.
final class RewindViewModel {

    private final RewindActions actions;
    private final RewindSubject subject;
    private final RewindQuestion question;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes", 0);

    private RewindStep step = RewindStep.ASKING;
    private boolean agreed;
    private boolean asksForName;
    private boolean isWritten;
    private boolean backBlocked;
    private boolean agreedBack;
    private String confirmed = "";
    private RewindStep rolledBackFrom = RewindStep.SET;
    private @Nullable TaskHandle<PlannedRewind> planning;
    private @Nullable TaskHandle<RewindReport> running;
    private @Nullable PlannedRewind planned;
    private @Nullable RewindReport report;
    private @Nullable String problem;

    /// @param zone where times without a zone are
    RewindViewModel(RewindActions actions, RewindSubject subject, Clock clock, ZoneId zone) {
        this.actions = actions;
        this.subject = subject;
        question = new RewindQuestion(subject, clock, zone);
    }

    /// Grows with everything that a view would show anew.
    ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    RewindSubject subject() {
        return subject;
    }

    RewindStep step() {
        return step;
    }

    // The question.

    RewindQuestion question() {
        return question;
    }

    /// Whether the answer may be changed now.
    boolean isOpen() {
        return step.isOpen();
    }

    void choose(RewindQuestion.Way way) {
        if (isOpen() && question.choose(way)) {
            askAnew();
        }
    }

    void answer(String text) {
        if (isOpen() && question.answer(text)) {
            askAnew();
        }
    }

    void chooseAllStreams(boolean all) {
        if (isOpen() && question.chooseAllStreams(all)) {
            askAnew();
        }
    }

    /// Times without a zone are of this one from now on; a preview stays, for it is of the same time.
    void changeZone(ZoneId now, LongFunction<String> words) {
        question.changeZone(now, words);
        changed();
    }

    /// A preview of something else than what is asked for would deceive.
    private void askAnew() {
        forget();
        go(RewindStep.ASKING);
    }

    /// Of another plan nothing is known, and to nothing of it anybody has agreed.
    private void forget() {
        planned = null;
        report = null;
        problem = null;
        agreed = false;
        asksForName = false;
        confirmed = "";
        isWritten = false;
        backBlocked = false;
        agreedBack = false;
    }

    boolean canPlan() {
        return isOpen() && question.isAnswered();
    }

    void plan() {
        if (canPlan()) {
            forget();
            planning = actions.plan(
                    subject.group(), question.stream(), question.aim().orElseThrow());
            go(RewindStep.PLANNING);
        }
    }

    void copyCommand() {
        question.aim().ifPresent(aim -> actions.copyCommand(subject.group(), question.stream(), aim));
    }

    // The plan.

    Optional<PlannedRewind> planned() {
        return Optional.ofNullable(planned);
    }

    /// What came of the last run, also of a dry one.
    Optional<RewindReport> report() {
        return Optional.ofNullable(report);
    }

    /// Why something did not work out, in words for people.
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    boolean isReadOnly() {
        return actions.isReadOnly();
    }

    /// Whether the group had members when it was planned: then there is nothing to agree to.
    boolean isActive() {
        return planned != null && planned.group().isActive();
    }

    boolean isBlocked() {
        return planned != null && Hazard.isAnyBlocking(planned.hazards());
    }

    boolean isAgreed() {
        return agreed;
    }

    void agree(boolean yes) {
        agreed = yes;
        changed();
    }

    /// Whether nothing is set until the name of production is typed.
    boolean asksForName() {
        return asksForName || planned != null && !names().isEmpty();
    }

    /// The names of which one is asked for; empty where only the refusal tells them.
    List<String> names() {
        return actions.names();
    }

    void confirm(String name) {
        if (!name.strip().equals(confirmed)) {
            confirmed = name.strip();
            changed();
        }
    }

    boolean isConfirmed() {
        return names().isEmpty() || names().contains(confirmed);
    }

    /// What was typed for the plan at hand.
    String confirmed() {
        return confirmed;
    }

    boolean isRunning() {
        return step.isRunning();
    }

    boolean canDryRun() {
        return step == RewindStep.READY;
    }

    boolean canSet() {
        return step == RewindStep.READY && !isReadOnly() && !isActive() && (!isBlocked() || agreed) && isConfirmed();
    }

    /// Whether there is something to take back.
    boolean offersRollBack() {
        return (step == RewindStep.SET || step == RewindStep.READY) && isWritten && !isReadOnly();
    }

    boolean canRollBack() {
        return offersRollBack() && (!backBlocked || agreedBack) && isConfirmed();
    }

    /// Whether a roll-back was refused for something that may be agreed to; the problem says for what.
    boolean isBackBlocked() {
        return backBlocked && offersRollBack();
    }

    boolean isAgreedBack() {
        return agreedBack;
    }

    void agreeBack(boolean yes) {
        agreedBack = yes;
        changed();
    }

    void dryRun() {
        if (planned != null && canDryRun()) {
            start(actions.run(planned.plan(), false, false, ""), RewindStep.DRY_RUN);
        }
    }

    void set() {
        if (planned != null && canSet()) {
            start(actions.run(planned.plan(), true, agreed, confirmed), RewindStep.SETTING);
        }
    }

    void rollBack() {
        if (planned != null && canRollBack()) {
            rolledBackFrom = step;
            start(actions.rollBack(planned.plan(), agreedBack, confirmed), RewindStep.ROLLING_BACK);
        }
    }

    private void start(TaskHandle<RewindReport> task, RewindStep next) {
        problem = null;
        running = task;
        go(next);
    }

    Optional<RewindPlan> plannedPlan() {
        return planned().map(PlannedRewind::plan);
    }

    // What runs.

    /// Looks at what runs and goes on where it has ended.
    void refresh() {
        TaskHandle<?> task = step == RewindStep.PLANNING ? planning : isRunning() ? running : null;
        if (task == null || !task.state().isTerminal()) {
            return;
        }
        switch (step) {
            case PLANNING -> planningEnded();
            case DRY_RUN -> ended(RewindStep.READY, RewindStep.READY);
            case SETTING -> ended(RewindStep.SET, RewindStep.READY);
            case ROLLING_BACK -> ended(RewindStep.BACK, rolledBackFrom);
            case ASKING, READY, SET, BACK -> {}
        }
    }

    private void planningEnded() {
        TaskHandle<PlannedRewind> task = planning;
        planned = task == null ? null : task.result().orElse(null);
        if (task != null && planned == null) {
            problem = problemOf(task);
        }
        go(planned == null ? RewindStep.ASKING : RewindStep.READY);
    }

    /// @param good where it leads when each partition stands where it should
    private void ended(RewindStep good, RewindStep otherwise) {
        TaskHandle<RewindReport> task = running;
        running = null;
        RewindReport result = task == null ? null : task.result().orElse(null);
        if (result == null) {
            problem = task == null ? "" : problemOf(task);
            asksForName |= task != null && isUnconfirmed(task);
            backBlocked |= step == RewindStep.ROLLING_BACK && task != null && isBlocked(task);
            go(otherwise);
            return;
        }
        report = result;
        isWritten |= result.hasWritten(); // a dry run in between changes nothing about that
        go(result.isComplete() ? good : otherwise);
        if (result.hasWritten()) {
            actions.changed(result);
        }
    }

    private static boolean isUnconfirmed(TaskHandle<?> task) {
        return task.failure()
                .filter(failure -> failure instanceof SourceException refused
                        && refused.kind() == SourceException.Kind.UNCONFIRMED)
                .isPresent();
    }

    private static boolean isBlocked(TaskHandle<?> task) {
        return task.failure()
                .filter(failure ->
                        failure instanceof PlanException refused && refused.kind() == PlanException.Kind.HAZARD)
                .isPresent();
    }

    private static String problemOf(TaskHandle<?> task) {
        if (task.state() == TaskState.CANCELLED) {
            return "";
        }
        return task.failure()
                .map(failure -> failure.getMessage() == null ? failure.toString() : failure.getMessage())
                .orElse("");
    }

    private void go(RewindStep next) {
        step = step.to(next);
        changed();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
