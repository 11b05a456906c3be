package dev.lacuna.ui.findings;

import dev.lacuna.investigation.ReplaySource;
import dev.lacuna.investigation.Scan;
import dev.lacuna.model.Finding;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskState;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The ways to repair one finding: what was found, or how far the search for them is. Answers are kept per finding of
/// a scan; a search that nobody waits for any more is cancelled.
///
/// ```
/// NoGap            (nothing to bring back)
/// Searching ──> Found | Nothing | Failed
/// ```
final class WaysViewModel {

    /// Where the search stands.
    sealed interface State {
        /// Nothing is missing, or it is settled already.
        record NoGap() implements State {}

        record Searching() implements State {}

        /// Best first; never empty.
        record Found(List<ReplaySource> sources) implements State {}

        record Nothing() implements State {}

        record Failed(String reason) implements State {}
    }

    private static final State NO_GAP = new State.NoGap();
    private static final int KEPT_ANSWERS = 500;

    private final BiFunction<Scan, List<Finding>, TaskHandle<List<ReplaySource>>> search;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", NO_GAP);
    private final Map<String, State> answers = new LinkedHashMap<>();

    private WeakReference<Scan> answered = new WeakReference<>(null);
    private Runnable onAnswer = () -> {};
    private @Nullable Scan scan;
    private @Nullable Finding finding;
    private @Nullable TaskHandle<List<ReplaySource>> running;

    /// @param search starts to look
    /// @param fx runs what it is given on the thread that everything here is called on
    WaysViewModel(BiFunction<Scan, List<Finding>, TaskHandle<List<ReplaySource>>> search, Executor fx) {
        this.search = search;
        this.fx = fx;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Turns to another finding.
    ///
    /// @return whether its ways are not known yet, so that [#search()] is worth calling once the engineer stays
    boolean turnTo(@Nullable Finding newFinding, @Nullable Scan newScan) {
        if (newFinding != null && newScan == scan && isStillMeant(newFinding)) {
            finding = newFinding;
            return state.get() instanceof State.Searching && running == null;
        }
        cancel();
        if (newScan != null && newScan != answered.get()) {
            answers.clear();
            answered = new WeakReference<>(newScan);
        }
        finding = newFinding;
        scan = newScan;
        if (newFinding == null || newScan == null || !Repairable.isRepairable(newFinding)) {
            state.set(NO_GAP);
            return false;
        }
        State known = answers.get(newFinding.id());
        state.set(known == null ? new State.Searching() : known);
        return known == null;
    }

    /// Whether it is the finding that was turned to before, which may have changed in what doesn't matter here: an id
    /// stands for what is missing.
    private boolean isStillMeant(Finding newer) {
        Finding before = finding;
        return before != null
                && before.id().equals(newer.id())
                && Repairable.isRepairable(before) == Repairable.isRepairable(newer);
    }

    /// Starts to look for the ways to repair the present finding, unless they are known.
    void search() {
        Finding wanted = finding;
        Scan within = scan;
        if (wanted == null || within == null || running != null || !(state.get() instanceof State.Searching)) {
            return;
        }
        TaskHandle<List<ReplaySource>> task = search.apply(within, List.of(wanted));
        running = task;
        task.onEnd(ended -> fx.execute(() -> answered(task, wanted.id())));
    }

    /// Looks once more, for instance after a failure.
    void searchAgain() {
        Finding wanted = finding;
        if (wanted != null && running == null) {
            answers.remove(wanted.id());
            state.set(new State.Searching());
            search();
        }
    }

    private void answered(TaskHandle<List<ReplaySource>> task, String id) {
        if (task != running) {
            return; // nobody waits for it any more
        }
        running = null;
        State answer = answer(task);
        if (!(answer instanceof State.Failed)) {
            answers.put(id, answer);
            if (answers.size() > KEPT_ANSWERS) {
                answers.remove(answers.keySet().iterator().next());
            }
        }
        state.set(answer);
        onAnswer.run();
    }

    /// What is to be done when a search has ended that somebody waited for.
    void setOnAnswer(Runnable action) {
        onAnswer = action;
    }

    /// The sources that were found for a finding, best first; none while that isn't known.
    List<ReplaySource> sources(Finding of) {
        return answers.get(of.id()) instanceof State.Found found ? found.sources() : List.of();
    }

    private static State answer(TaskHandle<List<ReplaySource>> task) {
        if (task.state() == TaskState.CANCELLED) {
            return new State.Failed("");
        }
        return task.result()
                .<State>map(sources -> sources.isEmpty() ? new State.Nothing() : new State.Found(List.copyOf(sources)))
                .orElseGet(() -> new State.Failed(task.failure()
                        .map(Throwable::getMessage)
                        .filter(message -> !message.isBlank())
                        .orElse("")));
    }

    private void cancel() {
        TaskHandle<List<ReplaySource>> task = running;
        running = null;
        if (task != null) {
            task.cancel();
        }
    }
}
