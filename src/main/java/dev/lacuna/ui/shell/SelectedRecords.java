package dev.lacuna.ui.shell;

import dev.lacuna.model.Selection;
import dev.lacuna.model.TimeSpan;
import dev.lacuna.ui.kit.FxPulse;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.records.RecordsView;
import dev.lacuna.ui.timeline.TimelineModel;
import java.time.Duration;
import java.util.Optional;
import javafx.util.Subscription;

/// Lists the records of what is selected: once the selection rests, and anew when more of it was seen.
final class SelectedRecords {

    private static final Texts TEXTS = Texts.of(SelectedRecords.class);
    /// Whoever drags an edge to and fro shall not start a read per pixel.
    private static final Duration BEFORE_READING = Duration.ofMillis(250);
    private static final long AROUND_FINDING_MILLIS = 1_000;

    private final WorkspaceModel workspace;
    private final TimelineModel model;
    private final RecordsView records;
    private final FxPulse pulse;
    private Subscription waiting = Subscription.EMPTY;
    private boolean isOld;

    SelectedRecords(WorkspaceModel workspace, TimelineModel model, RecordsView records, FxPulse pulse) {
        this.workspace = workspace;
        this.model = model;
        this.records = records;
        this.pulse = pulse;
    }

    void listSoon() {
        waiting.unsubscribe();
        waiting = pulse.after(BEFORE_READING, this::list);
    }

    void list() {
        isOld = false;
        Selection selection = model.selection();
        Optional<TimeSpan> time = model.selectedTime().map(span -> widened(selection, span));
        workspace
                .list(selection, time, records.order(), records.markers())
                .ifPresentOrElse(records::load, this::listNone);
    }

    void listNone() {
        records.clear(TEXTS.get("records.none"));
    }

    /// Beside a finding stand the events that prove it.
    private static TimeSpan widened(Selection selection, TimeSpan span) {
        return selection instanceof Selection.Findings
                ? new TimeSpan(span.fromMillis() - AROUND_FINDING_MILLIS, span.toMillis() + AROUND_FINDING_MILLIS)
                : span;
    }

    /// Lists anew where there may be more by now, but takes no search away for that.
    ///
    /// @param more whether a scan has ended: a repair or time may have added events to what is selected
    void keepUp(boolean more) {
        isOld |= more;
        if (isOld && !records.isSearched()) {
            list();
        }
    }

    void stop() {
        waiting.unsubscribe();
    }
}
