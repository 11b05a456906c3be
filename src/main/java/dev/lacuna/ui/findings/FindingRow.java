package dev.lacuna.ui.findings;

import dev.lacuna.model.Finding;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// One finding as a line of the table. It stays the same object while its finding changes, so that selection, focus and
/// scroll position last while a scan goes on.
final class FindingRow implements FindingLine {

    private final ReadOnlyObjectWrapper<Finding> finding;

    FindingRow(Finding finding) {
        this.finding = new ReadOnlyObjectWrapper<>(this, "finding", finding);
    }

    @Override
    public String id() {
        return finding.get().id();
    }

    Finding finding() {
        return finding.get();
    }

    @Override
    public List<Finding> findings() {
        return List.of(finding.get());
    }

    @Override
    public ObservableValue<Shown> shownProperty() {
        return finding.map(shown -> new Shown(shown, null));
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
