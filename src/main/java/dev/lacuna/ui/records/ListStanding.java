package dev.lacuna.ui.records;

import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Texts;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// How far the list of records is, with a sentence that says so, and how many records it has.
final class ListStanding {

    enum Phase {
        /// Nothing was asked for.
        IDLE,
        LOADING,
        /// Everything that is seen could be read.
        WHOLE,
        /// Some could not be read; the message says what and why.
        PART,
        FAILED
    }

    private static final Texts TEXTS = Texts.of(ListStanding.class);

    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(this, "phase", Phase.IDLE);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", TEXTS.get("idle"));
    private final ReadOnlyBooleanWrapper counted = new ReadOnlyBooleanWrapper(this, "counted", true);
    private final ReadOnlyLongWrapper count = new ReadOnlyLongWrapper(this, "count", 0);

    ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// A sentence on where things stand.
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// How many records there are, or may be at most: see [#countedProperty()].
    ReadOnlyLongProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /// Whether the count is exact.
    ReadOnlyBooleanProperty countedProperty() {
        return counted.getReadOnlyProperty();
    }

    /// There is no list, for that reason.
    void none(String why) {
        count.set(0);
        phase.set(Phase.IDLE);
        message.set(why);
    }

    void loading() {
        phase.set(Phase.LOADING);
        message.set(TEXTS.get("loading"));
    }

    /// Waiting for a list was given up; what there was before is still there.
    void cancelled() {
        phase.set(Phase.PART);
        message.set(TEXTS.get("cancelled"));
    }

    /// There is no list because it could not be read.
    void noneBut(Optional<Exception> failure) {
        count.set(0);
        failed(failure);
    }

    /// More could not be read.
    void failed(Optional<Exception> failure) {
        phase.set(Phase.FAILED);
        message.set(TEXTS.get("failed", failure.map(ListStanding::words).orElse("")));
    }

    /// So much of a list is at hand.
    void show(RecordWindow window) {
        boolean whole = window.isWhole();
        counted.set(whole);
        count.set(whole ? window.rows().size() : window.size());
        if (window.isEmpty() && !whole) {
            loading();
        } else {
            List<String> troubles = window.troubles();
            phase.set(troubles.isEmpty() ? Phase.WHOLE : Phase.PART);
            String words = counted(count.get(), whole, troubles.isEmpty());
            message.set(troubles.isEmpty() ? words : TEXTS.get("stopped", words, troubles.getFirst()));
        }
    }

    private static String counted(long number, boolean whole, boolean untroubled) {
        if (!whole) {
            return TEXTS.get("most", Formats.number(number));
        }
        if (number == 0) {
            return TEXTS.get(untroubled ? "none" : "none.stopped");
        }
        return number == 1 ? TEXTS.get("one") : TEXTS.get("many", Formats.number(number));
    }

    static String words(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
