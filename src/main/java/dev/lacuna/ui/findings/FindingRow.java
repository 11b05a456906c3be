package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One line of the findings table. It stays the same object while its finding changes, so that selection, focus and
/// scroll position last while a scan goes on.
final class FindingRow {

    private final ReadOnlyObjectWrapper<Finding> finding;

    FindingRow(Finding finding) {
        this.finding = new ReadOnlyObjectWrapper<>(this, "finding", finding);
    }

    String id() {
        return finding.get().id();
    }

    Finding finding() {
        return finding.get();
    }

    ReadOnlyObjectProperty<Finding> findingProperty() {
        return finding.getReadOnlyProperty();
    }

    /// Shows a newer state of the same finding; equal ones change nothing.
    void show(Finding newer) {
        if (!newer.equals(finding.get())) {
            finding.set(newer);
        }
    }
}
