package dev.lacuna.ui.repair;

import dev.lacuna.investigation.RewindAims;
import dev.lacuna.model.RewindPlan;
import dev.lacuna.repair.Hazard;
import dev.lacuna.repair.PlanException;
import dev.lacuna.repair.rewind.PlannedRewind;
import dev.lacuna.repair.rewind.RewindAim;
import dev.lacuna.repair.rewind.RewindReport;
import dev.lacuna.source.SourceException;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskState;
import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/// One rewind from the question where to, over its preview, to its proof and maybe back. It never waits: [#refresh()]
/// looks at the running task, about ten times a second, and takes the next step when it has ended.
///
/// ```
/// ASKING <──> PLANNING ──> READY <──> DRY_RUN
///    ^                      │ ^
///    │ (another answer)     v │ (refused, failed, in part)
///    '─── READY, BACK     SETTING ──> SET <──> ROLLING_BACK ──> BACK
/// ```
/// What was set in part only can be rolled back from READY as well.
final class RewindViewModel {

    enum Step {
        ASKING,
        PLANNING,
        /// There is a plan, and its preview.
        READY,
        DRY_RUN,
        SETTING,
        /// The group was set everywhere and read back.
        SET,
        ROLLING_BACK,
        /// It stands where it stood before.
        BACK
    }

    /// How it is said where the group is to go on.
    enum Way {
        FINDING,
        TIME,
        POSITION,
        SHIFT,
        GROUP
    }

    private static final Map<Step, Set<Step>> NEXT = new EnumMap<>(Map.of(
            Step.ASKING, EnumSet.of(Step.PLANNING, Step.ASKING),
            Step.PLANNING, EnumSet.of(Step.READY, Step.ASKING),
            Step.READY, EnumSet.of(Step.DRY_RUN, Step.SETTING, Step.ROLLING_BACK, Step.PLANNING, Step.ASKING),
            Step.DRY_RUN, EnumSet.of(Step.READY),
            Step.SETTING, EnumSet.of(Step.READY, Step.SET),
            Step.SET, EnumSet.of(Step.ROLLING_BACK),
            Step.ROLLING_BACK, EnumSet.of(Step.SET, Step.READY, Step.BACK),
            Step.BACK, EnumSet.of(Step.ASKING, Step.PLANNING)));

    private final RewindActions actions;
    private final RewindSubject subject;
    private final Clock clock;
    private final Supplier<ZoneId> zone;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes", 0);
    private final Map<Way, String> answers = new EnumMap<>(Way.class);

    private Step step = Step.ASKING;
    private Way way;
    private boolean allStreams;
    private boolean agreed;
    private boolean asksForName;
    private boolean isWritten;
    private boolean backBlocked;
    private boolean agreedBack;
    private String confirmed = "";
    private Step rolledBackFrom = Step.SET;
    private @Nullable TaskHandle<PlannedRewind> planning;
    private @Nullable TaskHandle<RewindReport> running;
    private @Nullable PlannedRewind planned;
    private @Nullable RewindReport report;
    private @Nullable String problem;

    /// @param zone where times without a zone are
    RewindViewModel(RewindActions actions, RewindSubject subject, Clock clock, Supplier<ZoneId> zone) {
        this.actions = actions;
        this.subject = subject;
        this.clock = clock;
        this.zone = zone;
        way = subject.findings().isEmpty() ? Way.TIME : Way.FINDING;
        answers.put(Way.TIME, subject.time());
        answers.put(Way.GROUP, subject.otherGroups().stream().findFirst().orElse(""));
    }

    /// Grows with everything that a view would show anew.
    ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    RewindSubject subject() {
        return subject;
    }

    Step step() {
        return step;
    }

    // The question.

    Way way() {
        return way;
    }

    String answer() {
        return answers.getOrDefault(way, "");
    }

    boolean isAllStreams() {
        return allStreams;
    }

    /// Whether the answer may be changed now.
    boolean isOpen() {
        return step == Step.ASKING || step == Step.READY || step == Step.BACK;
    }

    void choose(Way newWay) {
        if (way != newWay && isOpen()) {
            way = newWay;
            askAnew();
        }
    }

    void answer(String text) {
        if (!text.equals(answer()) && isOpen()) {
            answers.put(way, text);
            askAnew();
        }
    }

    void chooseAllStreams(boolean all) {
        if (all != allStreams && isOpen()) {
            allStreams = all;
            askAnew();
        }
    }

    /// A preview of something else than what is asked for would deceive.
    private void askAnew() {
        planned = null;
        report = null;
        problem = null;
        agreed = false;
        isWritten = false;
        backBlocked = false;
        agreedBack = false;
        go(Step.ASKING);
    }

    /// What is asked for; empty with a [#complaint()] where it can't be understood.
    Optional<RewindAim> aim() {
        try {
            return Optional.of(parsed());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Why it can't be understood.
    Optional<String> complaint() {
        try {
            parsed();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private RewindAim parsed() {
        return switch (way) {
            case FINDING -> new RewindAim.BeforeFindings(subject.findings());
            case TIME -> RewindAims.time(answer(), clock, zone.get());
            case POSITION -> RewindAims.position(answer());
            case SHIFT -> RewindAims.shift(answer());
            case GROUP -> new RewindAim.LikeGroup(answer().strip());
        };
    }

    private Optional<String> stream() {
        return allStreams ? Optional.empty() : Optional.of(subject.stream());
    }

    boolean canPlan() {
        return isOpen() && aim().isPresent() && !answerIsMissing();
    }

    private boolean answerIsMissing() {
        return way != Way.FINDING && answer().isBlank();
    }

    void plan() {
        if (canPlan()) {
            planned = null;
            report = null;
            problem = null;
            agreed = false;
            isWritten = false;
            backBlocked = false;
            agreedBack = false;
            planning = actions.plan(subject.group(), stream(), aim().orElseThrow());
            go(Step.PLANNING);
        }
    }

    void copyCommand() {
        aim().ifPresent(aim -> actions.copyCommand(subject.group(), stream(), aim));
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
        return planned != null && planned.hazards().stream().anyMatch(Hazard::isBlocking);
    }

    boolean isAgreed() {
        return agreed;
    }

    void agree(boolean yes) {
        agreed = yes;
        changed();
    }

    /// Whether production was refused until its name is typed.
    boolean asksForName() {
        return asksForName;
    }

    void confirm(String name) {
        confirmed = name.strip();
    }

    boolean isRunning() {
        return step == Step.PLANNING || step == Step.DRY_RUN || step == Step.SETTING || step == Step.ROLLING_BACK;
    }

    boolean canDryRun() {
        return step == Step.READY;
    }

    boolean canSet() {
        return step == Step.READY && !isReadOnly() && !isActive() && (!isBlocked() || agreed);
    }

    /// Whether there is something to take back.
    boolean offersRollBack() {
        return (step == Step.SET || step == Step.READY) && isWritten && !isReadOnly();
    }

    boolean canRollBack() {
        return offersRollBack() && (!backBlocked || agreedBack);
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
            start(actions.run(planned.plan(), false, false, ""), Step.DRY_RUN);
        }
    }

    void set() {
        if (planned != null && canSet()) {
            start(actions.run(planned.plan(), true, agreed, confirmed), Step.SETTING);
        }
    }

    void rollBack() {
        if (planned != null && canRollBack()) {
            rolledBackFrom = step;
            start(actions.rollBack(planned.plan(), agreedBack, confirmed), Step.ROLLING_BACK);
        }
    }

    private void start(TaskHandle<RewindReport> task, Step next) {
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
        TaskHandle<?> task = step == Step.PLANNING ? planning : isRunning() ? running : null;
        if (task == null || !task.state().isTerminal()) {
            return;
        }
        switch (step) {
            case PLANNING -> planningEnded();
            case DRY_RUN -> ended(Step.READY, Step.READY);
            case SETTING -> ended(Step.SET, Step.READY);
            case ROLLING_BACK -> ended(Step.BACK, rolledBackFrom);
            case ASKING, READY, SET, BACK -> {}
        }
    }

    private void planningEnded() {
        TaskHandle<PlannedRewind> task = planning;
        planned = task == null ? null : task.result().orElse(null);
        if (task != null && planned == null) {
            problem = problemOf(task);
        }
        go(planned == null ? Step.ASKING : Step.READY);
    }

    /// @param good where it leads when each partition stands where it should
    private void ended(Step good, Step otherwise) {
        TaskHandle<RewindReport> task = running;
        running = null;
        RewindReport result = task == null ? null : task.result().orElse(null);
        if (result == null) {
            problem = task == null ? "" : problemOf(task);
            asksForName |= task != null && isUnconfirmed(task);
            backBlocked |= step == Step.ROLLING_BACK && task != null && isBlocked(task);
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

    private void go(Step next) {
        if (!NEXT.getOrDefault(step, Set.of()).contains(next)) {
            throw new IllegalStateException("a rewind can't go from " + step + " to " + next);
        }
        step = next;
        changed();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
