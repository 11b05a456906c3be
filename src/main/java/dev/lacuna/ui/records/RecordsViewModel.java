package dev.lacuna.ui.records;

import dev.lacuna.investigation.PayloadReading;
import dev.lacuna.investigation.RecordPage;
import dev.lacuna.task.ProgressSnapshot;
import dev.lacuna.task.TaskHandle;
import dev.lacuna.task.TaskState;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The records of a range: what is shown of them, and what is said meanwhile and instead. The records of the range
/// before stay until the new ones are there.
final class RecordsViewModel {

    enum Phase {
        /// Nothing was asked for.
        IDLE,
        LOADING,
        /// Everything in the range is shown.
        WHOLE,
        /// Some of the range is shown; the message says where it stopped and why.
        PART,
        FAILED
    }

    private static final Texts TEXTS = Texts.of(RecordsViewModel.class);

    private final ObservableList<RecordPage.Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(this, "phase", Phase.IDLE);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", TEXTS.get("idle"));
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count", 0);
    private @Nullable TaskHandle<RecordPage> loading;
    private PayloadReading reading = PayloadReading.none();

    ObservableList<RecordPage.Row> rows() {
        return rows;
    }

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// A sentence on where things stand.
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    boolean isLoading() {
        return loading != null;
    }

    /// How far loading is, from 0 to 1; -1 where unknown.
    double progress() {
        return loading == null || loading.progress().unit().isEmpty()
                ? -1
                : loading.progress().fraction();
    }

    /// Waits for these records from now on; those that were waited for before are no longer wanted.
    void load(TaskHandle<RecordPage> task) {
        forget();
        loading = task;
        phase.set(Phase.LOADING);
        message.set(TEXTS.get("loading"));
        refresh();
    }

    void clear(String why) {
        forget();
        rows.clear();
        count.set(0);
        phase.set(Phase.IDLE);
        message.set(why);
    }

    private void forget() {
        TaskHandle<RecordPage> old = loading;
        loading = null;
        if (old != null) {
            old.cancel();
        }
    }

    /// Looks at the task that loads; called about ten times a second while there is one.
    void refresh() {
        TaskHandle<RecordPage> task = loading;
        if (task == null) {
            return;
        }
        TaskState state = task.state();
        if (!state.isTerminal()) {
            message.set(progress(task.progress()));
            return;
        }
        loading = null;
        if (task.result().isPresent()) {
            show(task.result().get());
        } else if (state == TaskState.CANCELLED) {
            phase.set(Phase.PART);
            message.set(TEXTS.get("cancelled"));
        } else {
            rows.clear();
            count.set(0);
            phase.set(Phase.FAILED);
            message.set(TEXTS.get(
                    "failed", task.failure().map(RecordsViewModel::words).orElse("")));
        }
    }

    /// How the values of the rows are read.
    PayloadReading reading() {
        return reading;
    }

    private void show(RecordPage page) {
        reading = page.reading(); // before the rows, which are drawn with it
        rows.setAll(page.rows());
        count.set(page.rows().size());
        boolean whole = page.stopped().isEmpty();
        phase.set(whole ? Phase.WHOLE : Phase.PART);
        String shown = page.rows().isEmpty()
                ? TEXTS.get(whole ? "none" : "none.stopped")
                : page.rows().size() == 1
                        ? TEXTS.get("one")
                        : TEXTS.get("many", Formats.number(page.rows().size()));
        message.set(whole ? shown : TEXTS.get("stopped", shown, page.stopped()));
    }

    private static String progress(ProgressSnapshot progress) {
        return progress.unit().isEmpty() || progress.total() < 0
                ? TEXTS.get("loading")
                : TEXTS.get(
                        "loading.progress",
                        Formats.number(progress.done()),
                        Formats.number(progress.total()),
                        progress.unit());
    }

    private static String words(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
