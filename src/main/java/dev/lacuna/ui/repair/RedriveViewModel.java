package dev.lacuna.ui.repair;

import dev.lacuna.investigation.DeadLetterScope;
import dev.lacuna.investigation.DeadLetterSurvey;
import dev.lacuna.investigation.Redrives;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/// Where dead letters failed, as it is read, and what can be done with them. It never waits: [#refresh()] looks at what
/// runs.
final class RedriveViewModel {

    private static final Texts TEXTS = Texts.of(RedriveViewModel.class);

    private final String stream;
    private final List<String> topics;
    private final RedriveDialog.Actions actions;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes", 0);
    private final Optional<RedriveSelection> selection;
    private long limit = Redrives.MOST;
    private boolean onlySelected;
    private String filter = "";
    private String quarantine = "";
    private TaskHandle<DeadLetterSurvey> reading;
    private @Nullable DeadLetterSurvey survey;
    private String problem = "";
    private boolean ended;
    private ProgressSnapshot seen = ProgressSnapshot.NONE;

    RedriveViewModel(
            String stream, List<String> topics, Optional<RedriveSelection> selection, RedriveDialog.Actions actions) {
        this.stream = stream;
        this.topics = topics.stream().filter(topic -> !topic.equals(stream)).toList();
        this.actions = actions;
        this.selection = selection;
        this.onlySelected = selection.isPresent();
        this.reading = actions.survey(scope(), limit);
    }

    /// Grows with everything that a view would show anew.
    ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    String stream() {
        return stream;
    }

    List<String> topics() {
        return topics;
    }

    /// Empty while it is read, or where it can't be.
    Optional<DeadLetterSurvey> survey() {
        return Optional.ofNullable(survey);
    }

    /// Why it could not be read, for people; else empty.
    String problem() {
        return problem;
    }

    boolean isReading() {
        return !ended;
    }

    ProgressSnapshot progress() {
        return reading.progress();
    }

    /// How often an event may be driven back.
    long limit() {
        return limit;
    }

    /// Counts anew by another limit; what comes back for an older one is dropped.
    void limit(long most) {
        if (most != limit && most > 0) {
            limit = most;
            again();
        }
    }

    /// What of the stream was selected.
    Optional<RedriveSelection> selection() {
        return selection;
    }

    boolean isOnlySelected() {
        return onlySelected;
    }

    /// Counts anew, with or without what is not selected.
    void onlySelected(boolean only) {
        if (only != onlySelected && selection.isPresent()) {
            onlySelected = only;
            again();
        }
    }

    String filter() {
        return filter;
    }

    /// Counts anew only what a filter takes; of all that is meant where it is empty.
    void filter(String expression) {
        if (!expression.strip().equals(filter)) {
            filter = expression.strip();
            again();
        }
    }

    private DeadLetterScope scope() {
        DeadLetterScope all = selection
                .filter(chosen -> onlySelected)
                .map(RedriveSelection::scope)
                .orElse(DeadLetterScope.ALL);
        return all.where(filter);
    }

    void again() {
        reading.cancel();
        survey = null;
        problem = "";
        ended = false;
        reading = actions.survey(scope(), limit);
        changed();
    }

    void plan(String home) {
        actions.plan(home, scope(), limit);
    }

    void quarantine(String topic) {
        quarantine = topic.strip();
        changed();
    }

    boolean canSetAside() {
        return survey != null && survey.spent() + survey.homeless() > 0 && topics.contains(quarantine);
    }

    void setAside() {
        if (canSetAside()) {
            actions.setAside(quarantine, scope(), limit);
        }
    }

    void refresh() {
        if (ended) {
            return;
        }
        if (reading.state().isTerminal()) {
            ended = true;
            survey = reading.result().orElse(null);
            problem = survey == null ? why(reading) : "";
            changed();
        } else if (!reading.progress().equals(seen)) {
            seen = reading.progress();
            changed();
        }
    }

    private static String why(TaskHandle<?> ended) {
        return ended.state() == TaskState.CANCELLED
                ? TEXTS.get("redrive.cancelled")
                : ended.failure()
                        .map(failure -> failure.getMessage() == null ? failure.toString() : failure.getMessage())
                        .orElse("");
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
