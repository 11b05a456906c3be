package dev.lacuna.ui.shell;

import dev.lacuna.report.session.SavedRecords;
import dev.lacuna.report.session.SavedView;
import dev.lacuna.ui.records.RecordsView;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What a session keeps of the window beside the timeline: the filter of the findings, the columns of the records and
/// which of them somebody has looked at.
record SessionParts(FilterBox findingFilter, RecordsView table, ColumnChoices choices) {

    String filter() {
        return findingFilter.typed();
    }

    Map<String, List<String>> columns(Collection<String> streams) {
        return choices.of(streams);
    }

    SavedRecords lookedAt(Collection<String> streams) {
        return table.lookedAt(streams);
    }

    void takeUp(SavedView view, SavedRecords records) {
        findingFilter.type(view.filter());
        choices.takeUp(view.columns());
        table.columnsChanged();
        table.takeUp(records);
    }

    /// Another source has other records, and no session's columns.
    void leave() {
        choices.takeUp(Map.of());
        table.takeUp(SavedRecords.NONE);
    }
}
